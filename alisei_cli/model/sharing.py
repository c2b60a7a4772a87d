"""Single values of an entry that fewer people see: those that its ``sharing`` block names, or an overlay brings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from alisei_cli.model.dataset import Entry
from alisei_cli.model.identity import ItemPointer, identify
from alisei_cli.model.routes import generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Pointer

FIELD = "sharing"
"""The block of an entry that names them: lists of pointers, by audience."""
Raised = list[tuple[ItemPointer, str]]
"""Values that an entry keeps back, each with its audience or mark."""
UNCLEAR = ""
"""In place of an audience where the block has no readable form; no policy has it, so it counts as the narrowest."""


def list_raised(entry: Entry) -> Raised:
    """Every value of ``entry`` that is raised, with its audience or mark; the whole entry where the block cannot be read."""
    block = entry.data.get(FIELD) or {}
    lists = list(block.items()) if isinstance(block, dict) else [(UNCLEAR, None)]
    if not all(isinstance(listed, list) and all(isinstance(each, str) for each in listed) for _name, listed in lists):
        return [((), UNCLEAR)]
    return [*((parse_pointer(each), name) for name, listed in lists for each in listed or ()), *entry.raised.items()]


def find_kept_back(entries: Iterable[Entry]) -> dict[tuple[str, str], Raised]:
    """What each of ``entries`` keeps back, by kind and id; those that keep nothing are left out."""
    kept: dict[tuple[str, str], Raised] = {}
    for entry in entries:
        if FIELD in entry.data or entry.raised:
            kept.setdefault((entry.kind, entry.id), []).extend(list_raised(entry))
    return kept


def keep_back(entry: Entry, kept: Mapping[tuple[str, str], Raised], place: Callable[[str], int]) -> Entry:
    """An earlier state of an entry with what a later one keeps back; ``place`` gives the order of audiences."""
    now = kept.get((entry.kind, entry.id))
    if not now:
        return entry
    raised = dict(sorted([*entry.raised.items(), *now], key=lambda each: place(each[1])))
    return Entry(entry.path, entry.kind, entry.data, entry.source, raised=raised)


def parse_pointer(text: str) -> ItemPointer:
    """The pointer that is written ``/offers/gmp-cell-factory`` (RFC 6901)."""
    parts = text.removeprefix("/").split("/")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts) if parts != [""] else ()


def locate(value: Any, named: ItemPointer, schema: Schema, base: Pointer = ()) -> Iterator[Pointer]:
    """Each place in the data ``value`` of what is named, by keys and by the identity of items: several where an identity occurs twice."""
    if not named:
        yield base
    elif isinstance(value, dict) and named[0] in value:
        yield from locate(value[named[0]], named[1:], schema, (*base, named[0]))
    elif isinstance(value, list):
        fields = schema.identity(generalise(base))
        for index, item in enumerate(value):
            if identify(item, fields)[1] == named[0]:
                yield from locate(item, named[1:], schema, (*base, index))


def name_items(pointer: Pointer, data: Data, schema: Schema) -> ItemPointer:
    """``pointer`` with the identity of each item in place of its index."""
    named: list[str] = []
    value: Any = data
    for length, part in enumerate(pointer):
        value = value[part]
        is_item = isinstance(part, int)
        named.append(identify(value, schema.identity(generalise(pointer[:length])))[1] if is_item else str(part))
    return tuple(named)


def drop_values(data: Data, pointers: Collection[Pointer]) -> Data:
    """``data`` without what is at ``pointers``, and without lists and blocks that it leaves empty."""
    return _drop(data, pointers) or {}


def _drop(value: Any, pointers: Collection[Pointer]) -> Any:
    """``value`` without what is below it at ``pointers``; ``None`` where nothing is left."""
    if () in pointers:
        return None
    below: dict[str | int, list[Pointer]] = {}
    for pointer in pointers:
        below.setdefault(pointer[0], []).append(pointer[1:])
    parts = enumerate(value) if isinstance(value, list) else value.items()
    kept = [(part, _drop(inner, below[part]) if part in below else inner) for part, inner in parts]
    left = [(part, inner) for part, inner in kept if inner is not None or part not in below]
    return ([inner for _part, inner in left] if isinstance(value, list) else dict(left)) or None
