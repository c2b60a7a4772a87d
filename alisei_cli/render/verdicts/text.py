"""For people at a terminal: each finding with its line, a mark under the place, and what to write instead."""

import shutil
from collections import Counter
from collections.abc import Iterator

from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.source import Source, Span
from alisei_cli.model.verdict import Verdict
from alisei_cli.render._paint import cells, paint
from alisei_cli.render.verdicts._contract import Format
from alisei_cli.visible import no_command, visible

WIDTH = 110
"""Most characters of a source line that are shown, around the place; fewer where the terminal is narrower, lest the mark slip."""
LEAST = 40
"""Fewest of them."""
MARGIN = 11
"""Columns beside them: the number of the line, and signs for what is left out."""
NOTES = 3
"""Notes of one rule that are shown one by one: nobody has to act on them, and they must not bury what matters."""

_WORDS = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}


def render(verdict: Verdict, is_colour: bool) -> Iterator[str]:
    """Each diagnostic as ``path:line:column: severity: message [code rule]`` with its surroundings, then a summary."""
    said: Counter[str] = Counter()
    for diagnostic in verdict.diagnostics:
        said[diagnostic.rule] += 1
        if diagnostic.severity is Severity.NOTE and said[diagnostic.rule] > NOTES:
            continue
        yield from _diagnostic(diagnostic, verdict.sources.get(diagnostic.path), is_colour)
        yield ""
    for rule, count in sorted(_folded(verdict).items()):
        more = _n("{n} more note of {rule}", "{n} more notes of {rule}", n=count, rule=rule)
        yield f"{paint(str(more), 'note', is_colour)} ({_('all of them: alisei validate PATH, or --format json')})"
    yield _summary(verdict, is_colour)


def _folded(verdict: Verdict) -> dict[str, int]:
    """How many notes of each rule are not shown one by one."""
    notes = Counter(each.rule for each in verdict.diagnostics if each.severity is Severity.NOTE)
    return {rule: count - NOTES for rule, count in notes.items() if count > NOTES}


def _diagnostic(diagnostic: Diagnostic, source: Source | None, is_colour: bool) -> Iterator[str]:
    word = str(_WORDS[diagnostic.severity])
    place = f"{visible(diagnostic.path)}:{diagnostic.span.line}:{diagnostic.span.column}:"
    head = paint(f"{word}:", diagnostic.severity.word, is_colour)
    tail = paint(f"[{diagnostic.code} {diagnostic.rule}]", "dim", is_colour)
    yield f"{paint(place, 'bold', is_colour)} {head} {diagnostic.message} {tail}"
    yield from _excerpt(diagnostic.span, source, diagnostic.severity.word, is_colour)
    if diagnostic.help:
        yield f"   {paint(str(_('help:')), 'help', is_colour)} {diagnostic.help}"
    for other, message in diagnostic.related:
        yield f"   {paint(str(_('see:')), 'dim', is_colour)} {visible(other.path)}:{other.span.line}:{other.span.column}: {message}"


def _excerpt(span: Span, source: Source | None, style: str, is_colour: bool) -> Iterator[str]:
    if source is None or not source.text or span.line > len(source.lines):
        return
    line = source.lines[span.line - 1]
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    width = max(LEAST, min(shutil.get_terminal_size((WIDTH + MARGIN, 24)).columns - MARGIN, WIDTH))
    first = max(0, min(start - 20, len(line) - width))
    stop = first + width
    end = max(min(end, stop), start + 1)
    before = ("…" if first else "") + visible(line[first:start], WIDTH)
    marked = visible(line[start:end], WIDTH)
    after = visible(line[end:stop], WIDTH) + ("…" if len(line) > stop else "")
    number = f"{span.line:>6}"
    yield paint(f"{number} | ", "dim", is_colour) + no_command(before + marked + after)
    mark = "^" * max(1, min(cells(marked), WIDTH))
    yield paint(f"{'':>6} | ", "dim", is_colour) + " " * cells(before) + paint(mark, style, is_colour)


def _summary(verdict: Verdict, is_colour: bool) -> str:
    counts = [
        _n("{n} error", "{n} errors", n=verdict.count(Severity.ERROR)),
        _n("{n} warning", "{n} warnings", n=verdict.count(Severity.WARNING)),
        _n("{n} note", "{n} notes", n=verdict.count(Severity.NOTE)),
    ]
    files = _n("{n} file", "{n} files", n=len(verdict.files))
    silenced = [_n("{n} silenced by a comment", "{n} silenced by comments", n=verdict.suppressed)] if verdict.suppressed else []
    is_clean = not verdict.fails(Severity.WARNING)
    word = _("clean:") if is_clean else _("not clean:")
    painted = paint(str(word), "help" if is_clean else "error", is_colour)
    return f"{painted} {_('{counts} in {files}', counts=[*counts, *silenced], files=files)}"


FORMAT = Format(render)
