"""Flat tables for people: headings and terms in the language of the reader, codes beside them, the name first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from alisei_cli.exports._field import ENTRY, ID, NAME, PATH, REGION, Field, Flat
from alisei_cli.folding import fold
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.table import Cell, Column, Table
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name, word

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class _Made:
    """A column, and its cell of a row."""

    column: Column
    cell: Callable[[tuple[Any, ...]], Cell]


def put_table_in_words(table: Flat, dataset: View) -> Table:
    """``table`` with a row for each of its own, by name; a column in which no row has a value is left out."""
    made = [each for each in _columns(table, dataset) if any(each.cell(row) is not None for row in table.rows)]
    rows = [tuple(each.cell(row) for each in made) for row in table.rows]
    if table.schema:
        rows.sort(key=lambda row: (fold(str(row[0])), str(row[1])))  # items of a list stay in their order
    return Table(table.name, title_of_sheet(table), tuple(each.column for each in made), tuple(rows))


def title_of_sheet(table: Flat) -> Labels:
    """What a table is called: its kind, and the list where it is one."""
    if table.schema and table.is_list:
        kind, field = table.schema.labels, table.title
        return Labels(f"{kind.it}, {field.it}", f"{kind.en}, {field.en}")
    return table.title


def _columns(table: Flat, dataset: View) -> Iterator[_Made]:
    fields = list(enumerate(table.fields))
    if table.schema is None:
        for number, field in fields:
            yield _plain(field, number)
        return
    places = {field.name: number for number, field in fields}
    key = places[ENTRY.name if table.is_list else ID.name]
    yield _Made(_column(NAME), lambda row: _name(row[key], dataset))
    yield _plain(table.fields[key], key)
    is_placed = any(field.route[-1:] == (REGION.name,) for _number, field in fields)
    for number, field in fields:
        if number != key and field.name not in (NAME.name, PATH.name) and not (field is REGION and is_placed):
            yield from _worded(field, number, table.schema, dataset)
    if PATH.name in places:
        yield _plain(PATH, places[PATH.name])


def _name(id_: Any, dataset: View) -> Cell:
    found = dataset.by_id.get(id_)
    return str(main_name(found)) if found else str(id_)


def _worded(field: Field, number: int, schema: Schema, dataset: View) -> Iterator[_Made]:
    """A field as it is; where its values are codes, first in words."""
    route = (*field.route, "*") if field.is_list else field.route or (field.name,)
    node = schema.at(route)
    is_coded = bool(field.facet or node.get("enum") or node.get("x-alisei-seat") or route[-1] == REGION.name)
    if not is_coded and not field.targets:
        yield _plain(field, number)
        return
    known: dict[Any, str] = {}

    def say(value: Any) -> str:
        if value not in known:
            known[value] = _say(value, route, schema, dataset)
        return known[value]

    yield _Made(_column(field), lambda row: _join(row[number], say))
    if is_coded:
        yield _Made(_column(field, _("{title} (code)", title=field.title)), lambda row: _join(row[number], str))


def _say(value: Any, route: Route, schema: Schema, dataset: View) -> str:
    return str(_("no") if value is False else word(value, route, schema, dataset))


def _plain(field: Field, number: int) -> _Made:
    if field.is_list:
        return _Made(_column(field), lambda row: _join(row[number], str))
    return _Made(_column(field), lambda row: row[number])


def _join(value: Any, say: Callable[[Any], str]) -> Cell:
    if value is None:
        return None
    return BETWEEN.join(map(say, value if isinstance(value, tuple) else (value,)))


def _column(field: Field, title: Text | None = None) -> Column:
    type = field.type if field.type in ("integer", "number") and not field.is_list else "string"
    return Column(field.name, type, field.description, title or field.title, "date" if field.is_date else None)
