"""Items indented too much, read as part of the text above."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Finding, Fix
from alisei_cli.model.source import Span
from alisei_cli.store.yaml.explain.messages import Meaning, Spot, build_finding
from alisei_cli.store.yaml.plain import Admits, is_strict

_ITEM = re.compile(r"\n *(- +)")
_FOLD = re.compile(r"\s*\n\s*")


class MergedItems(NamedTuple):
    """Items in one text, each with its place, and their finding."""

    event: Any
    items: list[tuple[str, Span]]
    finding: Finding


def suspect(event: Any) -> bool:
    """Whether the value ``event`` may hold such items."""
    value = getattr(event, "value", None) or ""
    return "- " in value and event.implicit[0] and event.start_mark.line != event.end_mark.line


def find_merged_items(
    text: str, lines: list[str], event: Any, route: Sequence[str | int], admits_text: Admits
) -> MergedItems | None:
    """Find the items in ``event``.

    It is a list item at ``route``, or a text in place of a list.
    """
    if not suspect(event) or not is_strict(admits_text, ()):
        return None
    pointer = tuple(route)
    first, last = event.start_mark.index, event.end_mark.index
    is_item = bool(pointer) and isinstance(pointer[-1], int)
    begin = text.rfind("\n", 0, first) + 1
    before = text[begin:first]
    hyphens = list(_ITEM.finditer(text, first, last))
    if not hyphens or before.strip()[-1:] not in ("-", ":") or (not is_item and admits_text(pointer) is not False):
        return None
    column = before.rindex("-") if is_item else len(before) - len(before.lstrip()) + 2
    bounds = [first, *(found.end() for found in hyphens)]
    ends = [*(found.start() for found in hyphens), last]
    items = [
        (_FOLD.sub(" ", text[start:end]).strip(), _span(text, event.start_mark, start, end))
        for start, end in zip(bounds, ends, strict=True)
    ]
    spots = [
        Spot(lines, span.line - 1, found.start(1) - found.start() - 1)
        for (_said, span), found in zip(items[1:], hyphens, strict=True)
    ]
    edits = [spot.put(0, spot.column, " " * column) for spot in spots]
    if not is_item:
        here = Spot(lines, event.start_mark.line, 0)
        edits.insert(0, here.put(len(before.rstrip()), len(before), "\n" + " " * column + "- "))
        edits = [edit for edit in edits if edit.span and (edit.value or edit.span.column != edit.span.end_column)]
    return MergedItems(event, items, build_finding(*_build_meaning(spots, column, edits, is_item=is_item)))


def _build_meaning(spots: list[Spot], column: int, edits: list[Any], *, is_item: bool) -> tuple[Spot, Meaning]:
    title = _("begin every item where the first begins")
    if not is_item:
        return spots[0].at(spots[0].line - 1, spots[0].lines[spots[0].line - 1].index(":")), Meaning(
            _("the first item of this list is after the name of the field, the others below it"),
            _("Put the first item too on a line of its own, with a hyphen, in the column of the others."),
            Fix(title, tuple(edits)),
        )
    n = spots[0].column - column
    help = _n("Delete {n} space at the beginning of the line.", "Delete {n} spaces at the beginning of the line.", n=n)
    if len(spots) > 1:
        help = _("Put the hyphens of all items in one column, directly below the first.")
    message = _("this item begins further right than its list, so that it is read as part of the item above")
    return spots[0], Meaning(message, help, Fix(title, tuple(edits)))


def _span(text: str, first: Any, start: int, end: int) -> Span:
    """Compute the span of a part of a text.

    ``first`` is the mark where the text starts.
    """
    end = start + len(text[start:end].rstrip())
    return Span(*_place(text, first, start), *_place(text, first, end))


def _place(text: str, first: Any, offset: int) -> tuple[int, int]:
    return first.line + text.count("\n", first.index, offset) + 1, offset - text.rfind("\n", 0, offset)
