"""List items split by an extra hyphen.

Each part has fields that the other lacks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from alisei_cli.escape import LIMIT
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.rules._fields import replace_value, write_value

MOST = 20
"""Maximum number of items that are combined with those below."""


class SplitItem(NamedTuple):
    """Items of a list that form one item.

    The range is from ``first`` to ``end`` (exclusive).
    """

    pointer: Pointer
    first: int
    end: int
    whole: Mapping[str, Any]

    def holds(self, block: Pointer) -> bool:
        """Whether the block at a pointer is one of the parts."""
        return block[:-1] == self.pointer and self.first <= int(block[-1]) < self.end


def find_split_items(entry: Entry, schema: Schema) -> Iterator[SplitItem]:
    """Find each run of incomplete items that are complete when combined."""
    lacking: dict[Pointer, set[int]] = {}
    for violation in entry.violations:
        if violation.keyword in ("required", "anyOf", "oneOf") and violation.pointer and isinstance(violation.pointer[-1], int):
            lacking.setdefault(violation.pointer[:-1], set()).add(violation.pointer[-1])
    tries = MOST
    for pointer, indices in lacking.items():
        items, first = entry.get(*pointer), min(indices)
        while first <= max(indices) and (tries := tries - 1) >= 0:
            found = _combine(entry, schema, pointer, items[first:]) if first in indices else None
            if found:
                yield SplitItem(pointer, first, first + found[0], found[1])
            first += found[0] if found else 1


def _combine(entry: Entry, schema: Schema, pointer: Pointer, items: list[Any]) -> tuple[int, Mapping[str, Any]] | None:
    """Combine the first ``items`` until nothing is missing.

    It returns their number and the result.
    """
    whole: dict[str, Any] = {}
    known = schema.at((*pointer, 0)).get("properties") or {}
    for count, item in enumerate(items, 1):
        if not isinstance(item, dict) or not whole.keys().isdisjoint(item) or not known.keys() >= item.keys() or not item:
            return None
        whole |= item
        if count > 1 and not any(
            violation.pointer[: len(pointer)] == pointer for violation in _check_item(entry, schema, pointer, whole)
        ):
            return count, whole
    return None


def _check_item(entry: Entry, schema: Schema, pointer: Pointer, item: Mapping[str, Any]) -> Any:
    return schema.check(replace_value(entry.data, pointer, [item]))


def report_split_item(entry: Entry, split: SplitItem) -> Finding:
    """Report the split item at its second part."""
    later = [(number, entry.get(*split.pointer, number)) for number in range(split.first + 1, split.end)]
    here = (*split.pointer, split.first + 1)
    names = [name for _number, part in later for name in part]
    message = _("there is one hyphen too many here: what follows belongs to the item above")
    span = entry.source.span(here)
    text = "\n".join(
        entry.source.lines[
            entry.source.span((*split.pointer, split.first)).line - 1 : entry.source.span(
                (*split.pointer, split.end - 1)
            ).end_line
        ]
    )
    if entry.source.lines[span.line - 1].lstrip().startswith("- {"):
        line = f"- {write_value(split.whole)}"
        help = _("Write them as one item: {line}", line=line)
        if len(line) > LIMIT:
            help = _("Write all fields between the braces of the item above, and delete the rest.")
    else:
        help = _(
            "Replace the hyphen before {name} by a space, so that it is directly below {above}.",
            name=names[0],
            above=_find_last(entry, split),
        )
    edits = [Edit((*split.pointer, number), op="delete") for number, _part in reversed(later)]
    edits += [
        Edit((*split.pointer, split.first, name), value)
        for _number, part in reversed(later)
        for name, value in reversed(part.items())
    ]
    fix = Fix(_("make one item of them"), tuple(edits)) if "#" not in text else None
    return Finding(here, message, help, fix)


def _find_last(entry: Entry, split: SplitItem) -> str:
    return str(list(entry.get(*split.pointer, split.first))[-1])
