"""For people at a terminal: each finding with its line, a mark under the place, and what to write instead."""

from collections import Counter
from collections.abc import Iterator

from alisei_cli.escape import escape_command, escape_text
from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.source import Source, Span
from alisei_cli.model.verdict import Verdict
from alisei_cli.render._paint import cells, paint
from alisei_cli.render.lines import wrap_hanging
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts._contract import Format
from alisei_cli.render.verdicts._words import WORDS

WIDTH = 110
"""Most characters of a source line that are shown, around the place; fewer where the terminal is narrower, lest the mark slip."""
LEAST = 40
"""Fewest of them."""
MARGIN = 11
"""Columns beside them: the number of the line, and signs for what is left out."""
SILENCED = 10
"""Maximum number of silenced diagnostics listed one by one."""


def render(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """Render each diagnostic with its context, and a summary.

    The form is ``path:line:column: severity: message [code rule]``. Notes come first and errors last, by path, so that the most
    urgent is on the last screen. Notes need no action: they are only counted, below the summary of a clean dataset and first in
    any other, unless all are requested.
    """
    is_clean = not verdict.fails(Severity.WARNING)
    counted = list(_notes(verdict, screen)) if screen.everything else []
    if counted and not is_clean:
        yield from [*counted, ""]
    for severity in sorted(Severity):
        for diagnostic in verdict.diagnostics:
            if diagnostic.severity is severity and not (counted and severity is Severity.NOTE):
                yield from _diagnostic(diagnostic, verdict.sources.get(diagnostic.path), screen)
                yield ""
    yield from _render_silenced(verdict, screen)
    yield _summary(verdict, screen.is_colour)
    if is_clean:
        yield from counted


def _notes(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """Render a count for each kind of note, the most frequent first, with the command that shows them."""
    counts = Counter(each.rule for each in verdict.diagnostics if each.severity is Severity.NOTE)
    for rule, n in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        said = paint(str(_n("{n} note of {rule}", "{n} notes of {rule}", n=n, rule=rule)), "note", screen.is_colour)
        yield f"  {said}: {escape_text(screen.everything)}" if len(counts) == 1 else f"  {said}"
    if len(counts) > 1:
        yield f"  {_('to see them: {command}', command=screen.everything)}"


def _render_silenced(verdict: Verdict, screen: Screen) -> Iterator[str]:
    """Render silenced diagnostics with their reasons, up to ``SILENCED``."""
    for each in verdict.silenced[:SILENCED]:
        found = each.diagnostic
        place = f"{escape_text(found.path)}:{found.span.line}:{found.span.column}:"
        reason = _("reason: {reason}", reason=each.reason)
        yield f"{place} {paint(str(_('silenced:')), 'dim', screen.is_colour)} {found.message} [{found.code} {found.rule}] ({reason})"
    more = len(verdict.silenced) - SILENCED
    if more > 0:
        yield f"{_n('{n} more silenced by a comment', '{n} more silenced by comments', n=more)} ({_('all of them: --format json')})"
    if verdict.silenced:
        yield ""


def _diagnostic(diagnostic: Diagnostic, source: Source | None, screen: Screen) -> Iterator[str]:
    is_colour = screen.is_colour
    word = str(WORDS[diagnostic.severity])
    place = f"{escape_text(diagnostic.path)}:{diagnostic.span.line}:{diagnostic.span.column}:"
    head = paint(f"{word}:", diagnostic.severity.word, is_colour)
    tail = paint(f"[{diagnostic.code} {diagnostic.rule}]", "dim", is_colour)
    yield f"{paint(place, 'bold', is_colour)} {head} {diagnostic.message} {tail}"
    if diagnostic.is_public and diagnostic.is_file_public:
        yield from _excerpt(diagnostic.span, source, diagnostic.severity.word, screen)
    if diagnostic.help:
        yield from _render_below(str(_("help:")), "help", str(diagnostic.help), screen)
    for other, message in diagnostic.related:
        place = f"{escape_text(other.path)}:{other.span.line}:{other.span.column}: {message}"
        yield from _render_below(str(_("see:")), "dim", place, screen)


def _render_below(word: str, style: str, sentence: str, screen: Screen) -> Iterator[str]:
    """A sentence below the message, as wide as the terminal; what does not fit goes on under its beginning."""
    first, *rest = wrap_hanging(sentence, len(word) + 4, screen.width)
    yield f"   {paint(word, style, screen.is_colour)} {first}"
    yield from rest


def _excerpt(span: Span, source: Source | None, style: str, screen: Screen) -> Iterator[str]:
    if source is None or not source.text or span.line > len(source.lines):
        return
    line = source.lines[span.line - 1]
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    width = max(LEAST, min(screen.width - MARGIN, WIDTH)) if screen.width else WIDTH
    first = max(0, min(start - 20, len(line) - width))
    stop = first + width
    end = max(min(end, stop), start + 1)
    before = ("…" if first else "") + escape_text(line[first:start], WIDTH)
    marked = escape_text(line[start:end], WIDTH)
    after = escape_text(line[end:stop], WIDTH) + ("…" if len(line) > stop else "")
    number = f"{span.line:>6}"
    yield paint(f"{number} | ", "dim", screen.is_colour) + escape_command(before + marked + after)
    mark = "^" * max(1, min(cells(marked), WIDTH))
    yield paint(f"{'':>6} | ", "dim", screen.is_colour) + " " * cells(before) + paint(mark, style, screen.is_colour)


def _summary(verdict: Verdict, is_colour: bool) -> str:
    counts = [
        _n("{n} error", "{n} errors", n=verdict.count(Severity.ERROR)),
        _n("{n} warning", "{n} warnings", n=verdict.count(Severity.WARNING)),
        _n("{n} note", "{n} notes", n=verdict.count(Severity.NOTE)),
    ]
    files = _n("{n} file", "{n} files", n=len(verdict.files))
    silenced = [_n("{n} silenced by a comment", "{n} silenced by comments", n=len(verdict.silenced))] if verdict.silenced else []
    is_clean = not verdict.fails(Severity.WARNING)
    word = _("clean:") if is_clean else _("not clean:")
    painted = paint(str(word), "help" if is_clean else "error", is_colour)
    return f"{painted} {_('{counts} in {files}', counts=[*counts, *silenced], files=files)}"


FORMAT = Format(render)
