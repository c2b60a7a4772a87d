"""For people at a terminal: the summary first, then entry by entry, then the totals."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from alisei_cli.escape import escape_command, escape_text
from alisei_cli.language import _n, show_number
from alisei_cli.model.difference import Difference, EntryChange
from alisei_cli.render._paint import cells, paint
from alisei_cli.render.differences import _words as words
from alisei_cli.render.differences._contract import Format
from alisei_cli.render.lines import wrap
from alisei_cli.render.screen import Screen

T = TypeVar("T")
STYLES = {"+": "help", "-": "error", "~": "note"}
MANY = 20
"""Most entries of a section, changes of an entry and totals that a terminal shows unless all are asked for."""
LIMIT = 400
"""Most characters of a value."""


def render(difference: Difference, screen: Screen) -> Iterator[str]:
    """One line a change, broken where the terminal ends; long lists stop on a terminal."""
    yield from _wrap_text(str(words.headline(difference)), 0, screen, "bold")
    for heading, entries in words.sections(difference):
        yield from ["", paint(str(heading), "bold", screen.is_colour)]
        shown = _take_first(entries, screen)
        for entry in shown:
            yield from _entry(entry, difference, screen)
        yield from _rest(len(entries) - len(shown), screen, 2)
    if difference.totals:
        yield from ["", paint(str(words.TOTALS), "bold", screen.is_colour)]
        yield from _totals(difference, screen)
    if difference.one_sided:
        yield from ["", paint(str(words.ONE_SIDED), "bold", screen.is_colour)]
        relations = _take_first(difference.one_sided, screen)
        for found in relations:
            yield from _wrap_text(str(words.describe_one_sided(found, difference)), 2, screen)
        yield from _rest(len(difference.one_sided) - len(relations), screen, 2)
    remarks = list(words.remarks(difference))
    yield from [""] if remarks else []
    for remark in remarks:
        yield from _wrap_text(str(remark), 0, screen)


def _entry(entry: EntryChange, difference: Difference, screen: Screen) -> Iterator[str]:
    about = words.describe_entry(entry, difference)
    name = f"{escape_text(entry.name)} ({escape_text(entry.id)})"
    yield from _wrap_text(f"{name}: {escape_text(about)}" if about else name, 2, screen)
    found = words.marks(entry, difference)
    shown = _take_first(found, screen)
    for mark in shown:
        sign, label = paint(mark.sign, STYLES[mark.sign], screen.is_colour), escape_text(mark.label)
        values = [escape_text(value, LIMIT) for value in (mark.old, mark.new) if value is not None]
        line = f"{label}: {' → '.join(values)}"
        if len(values) == 1 or cells(line) <= screen.columns - 6:
            first, *rest = wrap(line, screen.columns - 6)
            yield escape_command(f"    {sign} {first}")
            yield from (escape_command(f"        {more}") for more in rest)
        else:
            yield escape_command(f"    {sign} {label}:")
            for before, value in zip(("- ", "+ "), values, strict=True):
                first, *rest = wrap(value, screen.columns - 10)
                yield escape_command(f"        {before}{first}")
                yield from (escape_command(f"          {more}") for more in rest)
    yield from _rest(len(found) - len(shown), screen, 4)


def _totals(difference: Difference, screen: Screen) -> Iterator[str]:
    """The totals of one property; a terminal shows those of two only where all are asked for."""
    is_cut = screen.height and screen.everything
    single = [each for each in difference.totals if len(each.where) == 1]
    shown = single[:MANY] if is_cut else difference.totals
    for total in shown:
        counts = f"{show_number(total.old)} → {show_number(total.new)}"
        yield from _wrap_text(f"{escape_text(words.total(total, difference))}: {counts}", 2, screen)
    yield from _rest(len(difference.totals) - len(shown), screen, 2)


def _take_first(found: Sequence[T], screen: Screen) -> Sequence[T]:
    return found[:MANY] if screen.height and screen.everything else found


def _rest(n: int, screen: Screen, indent: int) -> Iterator[str]:
    if n > 0:
        said = _n("{n} more: {command}", "{n} more: {command}", n=n, command=screen.everything or "")
        yield " " * indent + paint(str(said), "note", screen.is_colour)


def _wrap_text(text: str, indent: int, screen: Screen, style: str = "") -> Iterator[str]:
    for number, line in enumerate(wrap(text, screen.columns - indent - 2)):
        lead = " " * (indent + 2 * bool(number))
        yield escape_command(lead + (paint(line, style, screen.is_colour) if style else line))


FORMAT = Format(render, (".txt",))
