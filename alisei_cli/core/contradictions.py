"""Fields of which one message says two things: no reader can tell which of them its sender means."""

from collections.abc import Iterable, Iterator
from typing import Any

from alisei_cli.core.item_pointers import generalise_items, mark_identities
from alisei_cli.model.identity import ItemPointer, content, identify
from alisei_cli.model.proposal import ProposedChange, set_apart
from alisei_cli.model.schema import Schema


def find_contradictions(changes: Iterable[ProposedChange], schema: Schema) -> Iterator[ItemPointer]:
    """Fields and items that are given two values, and those within others that are set, cleared or removed as a whole."""
    said: dict[ItemPointer, Any] = {}
    for change in changes:
        for each in set_apart(change):
            pointer, what = _tell(each, schema)
            if said.setdefault(pointer, what) != what:
                yield pointer
    for pointer in said:
        yield from (pointer[:depth] for depth in range(1, len(pointer)) if pointer[:depth] in said)


def _tell(change: ProposedChange, schema: Schema) -> tuple[ItemPointer, Any]:
    """The field or item that is changed, and what is done to it."""
    pointer = mark_identities(change.pointer, schema)
    value = " ".join(change.value.split()) if isinstance(change.value, str) else change.value
    if change.op in ("set", "clear") or value in (None, ""):
        return pointer, (change.op, content(value))
    fields = schema.identity(generalise_items(pointer, schema))
    return (*pointer, identify(value, fields)[1] if isinstance(value, dict) else str(value)), (change.op, content(value))
