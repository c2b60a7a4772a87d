"""The tables of a relational database: keys, references, and a table of its own for each list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.exports._field import ENTRY, ID, POSITION, REGION, TERM_FIELDS, Field, Flat, Type, column_name, unique_names
from alisei_cli.exports._flat import flat
from alisei_cli.exports._questions import VIEWS
from alisei_cli.model.view import View

SHADOWS = ("config", "content", "data", "docsize", "idx")
RESERVED = (
    *("terms", "regions", "entries", "terms_above", "entry_terms", "metadata", "search"),
    *(f"search_{each}" for each in SHADOWS),  # those of FTS5
    *(each.name for each in VIEWS),
)
"""Names that no kind of entry and no field may take."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``references`` is the table whose key, or id, it has."""

    name: str
    type: Type
    description: str
    references: str | None = None
    facet: str | None = None
    is_unique: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; its rows are made when asked for."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    owner: tuple[tuple[str, ...], str, tuple[str, ...]] | None = None
    """Where the key of a list comes from: own columns, table, its columns."""


def tables(dataset: View) -> Iterator[Table]:
    """Each flat table without its lists of values, then one for each of these."""
    used = list(RESERVED)
    holders: dict[str, str] = {}
    for table in flat(dataset):
        columns = tuple(map(_column, table.columns, table.fields))
        if table.schema is None:
            name = "terms" if table.fields is TERM_FIELDS else "regions"
            yield Table(name, table.title.en, columns, (columns[0].name,), table.rows)
            continue
        name = _add(used, column_name(table.name))
        single = [number for number, field in enumerate(table.fields) if not field.is_list]
        places = {field.name: number for number, field in enumerate(table.fields)}
        keys = [places[each.name] for each in ((ENTRY, POSITION) if table.is_list else (ID,))]
        key = tuple(columns[number].name for number in keys)
        kind = table.schema.kind
        if not table.is_list:
            holders[kind] = name
        owner = ((key[0],), holders[kind], (column_name(ID.name),)) if table.is_list else None
        yield Table(name, table.title.en, tuple(columns[each] for each in single), key, _choose(table, single), owner)
        for number, field in enumerate(table.fields):
            if field.is_list:
                yield _list(_add(used, f"{name}_{columns[number].name}"), name, table, (keys, number), key)


def _add(used: list[str], wanted: str) -> str:
    """A name unlike those in ``used``, which no table of SQLite's own begins with; it is added to them."""
    used.append(f"_{wanted}" if wanted.lower().startswith("sqlite_") else wanted)
    used[-1] = unique_names(used)[-1]
    return used[-1]


def _column(name: str, field: Field) -> Column:
    facet = field.facet if field.type == "string" else None
    region = "regions" if field is REGION or field.route[-1:] == (REGION.name,) else None
    return Column(name, field.type, field.describes, "terms" if facet else "entries" if field.targets else region, facet)


def _choose(table: Flat, numbers: Sequence[int]) -> Iterator[list[Any]]:
    return ([row[number] for number in numbers] for row in table.rows)


def _list(name: str, above: str, table: Flat, places: tuple[list[int], int], key: tuple[str, ...]) -> Table:
    """The values of one field, a row for each: the key of their row, their place, the value."""
    keys, number = places
    value = _column("value", table.fields[number])
    about = (
        [Column("entry", "string", ENTRY.describes), Column("item", "integer", "place of the item in its list, from 1")]
        if table.is_list
        else [Column("entry", "string", ENTRY.describes)]
    )
    columns = (*about, Column("position", "integer", POSITION.describes), value)
    own = tuple(each.name for each in about)
    rows = (
        [*(row[each] for each in keys), place, item] for row in table.rows for place, item in enumerate(_items(row[number]), 1)
    )
    return Table(name, table.fields[number].title.en, columns, (*own, "position"), rows, (own, above, key))


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)
