"""JUnit XML, for continuous integration that shows tests: one case a file, failed where it has an error.

Source: the de facto schema of Jenkins and GitLab (``testsuites``/``testsuite``/``testcase``/``failure``).
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from alisei_cli.escape import escape_text, escape_xml
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.groups import group
from alisei_cli.model.verdict import Silenced, Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts._contract import Format

LONGEST_PATH = 4096
"""Characters of a path."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids, escaped or not."""


def render(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """Render one document.

    Warnings, notes and silenced diagnostics go to ``system-out`` of their case.
    """
    no_diagnostics: dict[str, list[Diagnostic]] = {path: [] for path in verdict.files}
    by_path = no_diagnostics | group((each.path, each) for each in verdict.diagnostics)
    silenced = group((each.diagnostic.path, each) for each in verdict.silenced)
    failed = sum(any(each.severity is Severity.ERROR for each in found) for found in by_path.values())
    counts = {"tests": str(len(by_path)), "failures": str(failed), "errors": "0"}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "alisei validate", **counts})
    if verdict.silenced:
        properties = ElementTree.SubElement(suite, "properties")
        ElementTree.SubElement(properties, "property", {"name": "silenced", "value": str(len(verdict.silenced))})
    for path, found in by_path.items():
        case = ElementTree.SubElement(
            suite, "testcase", {"classname": "alisei", "name": _drop_illegal(path), "file": _drop_illegal(path)}
        )
        said: dict[bool, list[Diagnostic]] = {True: [], False: []}
        for diagnostic in found:
            said[diagnostic.severity is Severity.ERROR].append(diagnostic)
        if said[True]:
            first = _drop_illegal(str(said[True][0].message))
            failure = ElementTree.SubElement(case, "failure", {"type": said[True][0].code, "message": first})
            failure.text = _drop_illegal("\n".join(map(_line, said[True])))
        beside = [*map(_line, said[False]), *map(_render_silenced, silenced.get(path, ()))]
        if beside:
            ElementTree.SubElement(case, "system-out").text = _drop_illegal("\n".join(beside))
    ElementTree.indent(suites, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield escape_xml(ElementTree.tostring(suites, encoding="unicode"))


def _line(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic)
    help = f" {diagnostic.help}" if diagnostic.help else ""
    return f"{place}: {diagnostic.severity.word}: {diagnostic.message} [{diagnostic.code} {diagnostic.rule}]{help}"


def _render_silenced(each: Silenced) -> str:
    found = each.diagnostic
    reason = _("reason: {reason}", reason=each.reason)
    return f"{_place(found)}: silenced: {found.message} [{found.code} {found.rule}] {reason}"


def _place(diagnostic: Diagnostic) -> str:
    return f"{escape_text(diagnostic.path, LONGEST_PATH)}:{diagnostic.span.line}:{diagnostic.span.column}"


def _drop_illegal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


FORMAT = Format(render)
