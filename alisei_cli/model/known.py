"""Totals that others have counted: how many bodies of some kind there are, according to a source, at a date."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alisei_cli.language import Labels


@dataclass(frozen=True, slots=True)
class KnownTotal:
    """One total with its source."""

    id: str
    label: Labels
    where: tuple[tuple[str, str], ...]
    """Which entries correspond to it: facets or fields, each with the term wanted."""
    total: int
    date: str
    """As written: a year, a month or a day."""
    source: str
    qualifier: str | None = None
    """``about`` or ``over``, where the source gives no exact number."""
    note: Labels | None = None


def build(data: Any) -> tuple[KnownTotal, ...]:
    """The totals in the data of ``schema/known-totals.yaml``; what is malformed is left out (the schema reports it)."""
    found = data.get("totals") if isinstance(data, dict) else None
    return tuple(total for each in (found if isinstance(found, list) else ()) for total in _total(each))


def _total(each: Any) -> Iterator[KnownTotal]:
    if not isinstance(each, dict):
        return
    id_, date, source, total = (each.get(key) for key in ("id", "date", "source", "total"))
    where = each.get("where")
    pairs = (
        [tuple(text.split("=", 1)) for text in where if isinstance(text, str) and "=" in text] if isinstance(where, list) else []
    )
    is_whole = isinstance(where, list) and len(pairs) == len(where) > 0
    if not (isinstance(id_, str) and isinstance(date, str) and isinstance(source, str) and is_whole):
        return
    if isinstance(total, int) and not isinstance(total, bool) and total > 0:
        qualifier = each.get("qualifier") if each.get("qualifier") in ("about", "over") else None
        label, note = _labels(each.get("label")) or Labels(id_, id_), _labels(each.get("note"))
        yield KnownTotal(id_, label, tuple((name, value) for name, value in pairs), total, date, source, qualifier, note)


def _labels(value: Any) -> Labels | None:
    it, en = (value.get("it"), value.get("en")) if isinstance(value, dict) else (None, None)
    return Labels(it, en) if isinstance(it, str) and isinstance(en, str) else None
