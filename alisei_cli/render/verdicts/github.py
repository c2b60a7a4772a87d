"""For GitHub Actions: annotations on the lines of a pull request, worst first, and a summary with everything.

Sources: actions/runner ``ActionCommand.cs`` (a command stands at the start of a line after blanks, ``##[`` anywhere in one);
GitHub keeps 10 annotations of a kind for each step and drops the rest, and a step summary of at most 1 MiB.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from alisei_cli.escape import escape_text
from alisei_cli.language import Text, _, _n, both_languages, speak_language
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.verdict import Silenced, Verdict
from alisei_cli.render.markdown import escape
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts._contract import Format
from alisei_cli.render.verdicts._words import WORDS

KEPT = 10
"""Annotations of one kind that GitHub keeps for a step."""
LONGEST_PATH = 4096
"""Characters of a path."""
SUMMARY_SIZE = 450_000
"""Byte limit of the summary in one language.

Two together stay below GitHub's limit.
"""
NAMES = {"it": "In italiano", "en": "In English"}

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """Annotations within GitHub's limits, then every diagnostic as a plain line of the log."""
    for diagnostic in _choose_diagnostics(verdict.diagnostics):
        yield _annotation(diagnostic)
    for diagnostic in verdict.diagnostics:
        yield log_line(diagnostic)
    for each in verdict.silenced:
        yield silenced_line(each)
    yield f"- {_counts(verdict)}"


def render_summaries(verdict: Verdict) -> Iterator[str]:
    """Render the step summary in both languages, the other one folded."""
    yield from summary(verdict)
    for language in both_languages()[1:]:
        with speak_language(language):
            told = list(summary(verdict))
        yield from ("", f"<details><summary>{NAMES[language]}</summary>", "", *told, "", "</details>")


def summary(verdict: Verdict) -> Iterator[str]:
    """Render the step summary in Markdown.

    Counts come first, then one row per diagnostic up to the limit.
    """
    yield f"### {escape(str(_counts(verdict)))}"
    yield ""
    rows = [_row(each, str(each.help or "")) for each in _rank_diagnostics(verdict.diagnostics)]
    yield from _table((_("where"), _("what is wrong"), _("what to do")), rows, SUMMARY_SIZE * 3 // 4)
    if verdict.silenced:
        yield ""
        silenced = [_row(each.diagnostic, each.reason) for each in verdict.silenced]
        yield from _table((_("where"), _("silenced by a comment"), _("the reason it gives")), silenced, SUMMARY_SIZE // 4)


def _table(head: Sequence[Text], rows: Sequence[str], most: int) -> Iterator[str]:
    """Render a table up to a size limit, with the omitted count."""
    if not rows:
        return
    yield "| " + " | ".join(escape(str(word)) for word in head) + " |"
    yield "| " + " | ".join("---" for _word in head) + " |"
    size = 0
    for shown, row in enumerate(rows):
        size += len(row.encode()) + 1
        if size > most:
            yield ""
            yield escape(str(_n("and {n} more", "and {n} more", n=len(rows) - shown)))
            return
        yield row


def log_line(diagnostic: Diagnostic) -> str:
    """One diagnostic as a line that no runner takes for a command: data never begins it, and ``##[`` is broken up."""
    place = f"{escape_text(diagnostic.path)}:{diagnostic.span.line}:{diagnostic.span.column}"
    help = f" {diagnostic.help}" if diagnostic.help else ""
    said = f"- {WORDS[diagnostic.severity]} {diagnostic.code} {place}: {diagnostic.message}.{help}"
    return said.replace("##[", "## [")


def silenced_line(each: Silenced) -> str:
    """Render a silenced diagnostic as a line of the log."""
    found = each.diagnostic
    place = f"{escape_text(found.path)}:{found.span.line}:{found.span.column}"
    reason = _("reason: {reason}", reason=each.reason)
    return f"- {_('silenced:')} {found.code} {place}: {found.message} ({reason})".replace("##[", "## [")


def data(text: str) -> str:
    """``text`` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##[", "## [")


def value(text: str) -> str:
    """``text`` as a property of a workflow command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    ends = {"endLine": span.end_line} if span.end_line > span.line else {"endColumn": max(span.end_column - 1, span.column)}
    places = {"file": escape_text(diagnostic.path, LONGEST_PATH), "line": span.line, "col": span.column, **ends}
    title = f"{diagnostic.code} {diagnostic.rule}"
    properties = ",".join(f"{name}={value(str(what))}" for name, what in {**places, "title": title}.items())
    message = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else str(diagnostic.message)
    return f"::{KINDS[diagnostic.severity]} {properties}::{data(message)}"


def _choose_diagnostics(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """At most ten of a severity: the first of each file before the second of any."""
    kept: Counter[Severity] = Counter()
    chosen = []
    for diagnostic in _rank_diagnostics(diagnostics):
        if kept[diagnostic.severity] < KEPT:
            kept[diagnostic.severity] += 1
            chosen.append(diagnostic)
    return chosen


def _rank_diagnostics(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Worst first; within a severity the first of each file, then the second of each, and so on."""
    seen: Counter[tuple[Severity, str]] = Counter()
    ranked = []
    for diagnostic in diagnostics:
        key = (diagnostic.severity, diagnostic.path)
        ranked.append((-diagnostic.severity, seen[key], diagnostic.order, diagnostic))
        seen[key] += 1
    return [each for _severity, _turn, _order, each in sorted(ranked, key=lambda row: row[:3])]


def _row(diagnostic: Diagnostic, last: str) -> str:
    place = f"{diagnostic.path}:{diagnostic.span.line}"
    what = f"{escape(str(diagnostic.message))} ({diagnostic.code})"
    return f"| {escape(place)} | {what} | {escape(last)} |"


def _counts(verdict: Verdict) -> Text:
    return _(
        "{counts} in {files}",
        counts=[
            _n("{n} error", "{n} errors", n=verdict.count(Severity.ERROR)),
            _n("{n} warning", "{n} warnings", n=verdict.count(Severity.WARNING)),
            _n("{n} note", "{n} notes", n=verdict.count(Severity.NOTE)),
            *([_n("{n} silenced by a comment", "{n} silenced by comments", n=len(verdict.silenced))] if verdict.silenced else []),
        ],
        files=_n("{n} file", "{n} files", n=len(verdict.files)),
    )


FORMAT = Format(render, render_summaries)
