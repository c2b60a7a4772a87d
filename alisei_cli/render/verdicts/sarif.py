"""SARIF 2.1.0, for code scanning and editors: one run, the rules that ran, results with places, related places and fixes.

Sources: SARIF 2.1.0 (OASIS), sections 3.11 message, 3.19 reportingDescriptor, 3.27 result, 3.55 fix; GitHub shows 5,000 results of a run, worst first.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from alisei_cli import __version__
from alisei_cli.escape import escape_json
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.source import Span, json_pointer
from alisei_cli.model.verdict import Silenced, Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts._contract import Format
from alisei_cli.text_edits import build_text_edits, span_of

LIMIT = 5000
"""Results that GitHub takes from one run."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """Render one log with one run of at most 5,000 results.

    Silenced results are left out first, then the least severe; the run says so.
    """
    rules = sorted(verdict.rules.values(), key=lambda rule: rule.code)
    indices = {rule.name: index for index, rule in enumerate(rules)}
    ranked = sorted(verdict.diagnostics, key=lambda each: (-each.severity, each.order))
    kept = sorted(ranked[:LIMIT], key=lambda each: each.order)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "alisei", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "the folder of the dataset"}}},
        "invocations": [{"executionSuccessful": True, **_report_left_out(len(ranked) + len(verdict.silenced) - LIMIT)}],
        "results": [
            *(_result(each, verdict, indices) for each in kept),
            *(_render_suppressed(each, verdict, indices) for each in verdict.silenced[: LIMIT - len(kept)]),
        ],
    }
    yield escape_json(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1))


def _report_left_out(count: int) -> dict[str, Any]:
    if count <= 0:
        return {}
    return {"toolExecutionNotifications": [{"level": "warning", "message": {"text": f"{count} more results are left out"}}]}


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary.replace("``", "")},
        "help": {"text": f"alisei explain {rule.code}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, verdict: Verdict, indices: dict[str, int]) -> dict[str, Any]:
    message = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else str(diagnostic.message)
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        **({"ruleIndex": indices[diagnostic.rule]} if diagnostic.rule in indices else {}),
        "level": LEVELS[diagnostic.severity],
        "message": {"text": message.replace("](", "] (")},  # else viewers make a link of it (3.11.6)
        "locations": [
            {
                "physicalLocation": _place(diagnostic.path, diagnostic.span),
                "logicalLocations": [{"fullyQualifiedName": json_pointer(diagnostic.pointer) or "/", "kind": "value"}],
            }
        ],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(place.path, place.span),
                "message": {"text": str(said).replace("](", "] (")},
            }
            for number, (place, said) in enumerate(diagnostic.related, 1)
        ]
    fix = _fix(diagnostic, verdict)
    return {**result, "fixes": [fix]} if fix else result


def _render_suppressed(each: Silenced, verdict: Verdict, indices: dict[str, int]) -> dict[str, Any]:
    """Render a result that a comment in the file silences (3.35)."""
    return {**_result(each.diagnostic, verdict, indices), "suppressions": [{"kind": "inSource", "justification": each.reason}]}


def _place(path: str, span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="surrogatepass"), "uriBaseId": "ROOT"}


def _fix(diagnostic: Diagnostic, verdict: Verdict) -> dict[str, Any] | None:
    """The fix as replacements of text, where it can be spliced."""
    source = verdict.sources.get(diagnostic.path)
    schema = verdict.schemas.get(diagnostic.path)
    if diagnostic.fix is None or source is None or schema is None:
        return None
    replacements = [
        {"deletedRegion": _region(span_of(source, each)), "insertedContent": {"text": each.text}}
        for each in build_text_edits(source, diagnostic.fix, schema) or ()
    ]
    if not replacements:
        return None
    return {
        "description": {"text": str(diagnostic.fix.title)},
        "artifactChanges": [{"artifactLocation": _artifact(diagnostic.path), "replacements": replacements}],
    }


FORMAT = Format(render)
