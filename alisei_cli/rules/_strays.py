"""Fields indented too little to be in their block."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from alisei_cli.model.dataset import Entry
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.rules._fields import UNKNOWN


class MisplacedField(NamedTuple):
    """Field ``key`` of ``block`` that belongs to ``home``.

    It needs ``spaces`` more columns of indentation.
    """

    block: Pointer
    key: str
    home: Pointer
    spaces: int


def find_misplaced_fields(entry: Entry, schema: Schema) -> Iterator[MisplacedField]:
    """Find each unknown field that the block right above would allow."""
    for violation in entry.violations:
        here = entry.get(*violation.pointer)
        if violation.keyword not in UNKNOWN or not isinstance(here, dict) or not isinstance(violation.value, (list, tuple)):
            continue
        home: Pointer | None = None
        unknown = frozenset(violation.value)
        for key in here:
            if key not in unknown:
                home = _find_last(here[key], (*violation.pointer, key))
            elif home is not None and (spaces := _measure_indentation(entry, schema, violation.pointer, key, home)):
                yield MisplacedField(violation.pointer, key, home, spaces)


def _find_last(value: Any, pointer: Pointer) -> Pointer:
    """Find the last block at ``pointer``: of a list, its last item."""
    return (*pointer, len(value) - 1) if isinstance(value, list) and value else pointer


def _measure_indentation(entry: Entry, schema: Schema, block: Pointer, key: str, home: Pointer) -> int:
    """Compute the missing indentation of ``key``.

    It is 0 if it does not belong to ``home``.
    """
    inside, places = entry.get(*home), entry.source.places
    if key not in (schema.at(home).get("properties") or {}) or not (
        inside is None or (isinstance(inside, dict) and key not in inside)
    ):
        return 0
    here, above = places.get((*block, key)), places.get(home)
    first = places.get((*home, next(iter(inside)))) if inside else None
    if not (here and here.key and above):
        return 0
    if first and first.key:
        is_below = first.key.line > above.key.line if above.key else True
        return max(first.key.column - here.key.column, 0) if is_below and not _is_braced(entry, home) else 0
    return above.key.column + 2 - here.key.column if above.key and inside is None else 0


def _is_braced(entry: Entry, home: Pointer) -> bool:
    span = entry.source.span(home)
    return entry.source.sign(span) == "{"
