"""JSON, version 1 of the contract: for programs."""

import json
from collections.abc import Iterator
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.model.diagnostic import Diagnostic, Edit, Fix, Severity
from alisei_cli.model.source import json_pointer
from alisei_cli.model.verdict import Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts._contract import Format


def render(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """One JSON document, indented, in a fixed order of keys."""
    summary = {
        "files": len(verdict.files),
        "errors": verdict.count(Severity.ERROR),
        "warnings": verdict.count(Severity.WARNING),
        "notes": verdict.count(Severity.NOTE),
        "suppressed": len(verdict.silenced),
    }
    document = {"version": 1, "summary": summary, "diagnostics": [describe_diagnostic(each) for each in verdict.diagnostics]}
    if verdict.silenced:
        document["suppressed"] = [{**describe_diagnostic(each.diagnostic), "reason": each.reason} for each in verdict.silenced]
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


def describe_diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic, as other documents of the contract have it too."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "path": diagnostic.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": json_pointer(diagnostic.pointer),
        "message": str(diagnostic.message),
        "help": str(diagnostic.help) if diagnostic.help else None,
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
        "related": [
            {"path": place.path, "line": place.span.line, "column": place.span.column, "message": str(message)}
            for place, message in diagnostic.related
        ],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": str(fix.title), "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, Any]:
    pointer: dict[str, Any] = {"pointer": json_pointer(edit.pointer)}
    if edit.op == "tidy":
        return {**pointer, "tidy": True}
    if edit.span:
        span = edit.span
        region = {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
        return {**pointer, "text": edit.value, **region}
    if edit.op == "delete":
        return {**pointer, "delete": True}
    return {**pointer, "key" if edit.op == "rename" else "value": edit.value}


FORMAT = Format(render)
