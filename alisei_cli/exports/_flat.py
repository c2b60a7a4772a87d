"""Entries as flat tables, by their schema: what stands once is a column, what stands in lists of blocks is a table of its own."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from operator import attrgetter
from typing import Any

from alisei_cli.exports._field import (
    AREA,
    ENTRY,
    ID,
    LONGEST_NAME,
    NAME,
    PATH,
    POSITION,
    REGION,
    REGION_FIELDS,
    TERM_FIELDS,
    Field,
    Flat,
    Type,
)
from alisei_cli.language import Labels
from alisei_cli.model.dataset import Entry
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, list_types, split_languages
from alisei_cli.model.view import View

NO_NAME = re.compile(r"[^a-z0-9]+")


def flat(dataset: View) -> Iterator[Flat]:
    """Every entry of every kind, the lists of blocks within them, then the terms and regions that their codes stand for.

    A field that the audience may not see has no column.
    """
    used: set[str] = set()
    for table in _tables(dataset):
        name = next(each for number in count(1) if (each := f"{table.name}-{number}" if number > 1 else table.name) not in used)
        used.add(name)
        yield replace(table, name=name)


def _tables(dataset: View) -> Iterator[Flat]:
    for kind in dataset.context.kinds:
        entries = dataset.of_kind(kind)
        schema = dataset.context.schemas[kind]
        seen = [(route, node) for route, node in schema.walk() if route and dataset.shows(schema, route)]
        yield _entries(dataset, schema, seen, entries)
        yield from _lists(schema, seen, entries)
    yield from codes(dataset)


Seen = Sequence[tuple[Route, Mapping[str, Any]]]
"""Routes that the audience may see, with their subschemas."""


def _entries(dataset: View, schema: Schema, seen: Seen, entries: Sequence[Entry]) -> Flat:
    routes = [route for route, _node in seen if _is_column(schema, (), route)]
    fields = tuple(_field(schema, (), route) for route in routes)
    cells = _reader(routes)
    taken = {field.name for field in fields}
    derived = [
        (field, of) for field, of in _list_derived(dataset) if field.name not in taken
    ]  # a kind may have a field called so
    place = next((number for number, field in enumerate(fields) if field.name == ID.name), None)
    rows = []
    for entry in entries:
        row = cells(entry.data)
        if place is not None:
            row[place] = entry.id  # by which lists name it, even where the entry says none
        rows.append((*row, *[of(entry) for _field, of in derived]))
    return Flat(schema.folder, schema.labels, (*fields, *(field for field, _of in derived)), tuple(rows), schema)


def _list_derived(dataset: View) -> tuple[tuple[Field, Callable[[Entry], str | None]], ...]:
    """Columns of every kind that no field holds, each with its value."""
    return (
        (ID, attrgetter("id")),
        (NAME, attrgetter("name")),
        (REGION, attrgetter("region")),
        (AREA, dataset.context.area_of),
        (PATH, attrgetter("path")),
    )


def _lists(schema: Schema, seen: Seen, entries: Sequence[Entry]) -> Iterator[Flat]:
    for key, node in (schema.document.get("properties") or {}).items():
        base = (key, "*")
        routes = [route[2:] for route, _node in seen if route[:2] == base and _is_column(schema, base, route[2:])]
        if not routes:
            continue
        own = tuple(_field(schema, base, route) for route in routes)
        cells = _reader(routes)
        holders = [(entry.id, entry) for entry in entries if key in entry.data]
        rows = [(id_, index + 1, *cells(item)) for id_, entry in holders for index, item in entry.items(key)]
        name = f"{schema.folder}-{file_name(key)}"
        yield Flat(name, split_languages(node.get("title") or key), (ENTRY, POSITION, *own), tuple(rows), schema, is_list=True)


def file_name(key: str) -> str:
    """The part of a file's name that a field gives: whatever a schema calls its fields, no path, no device, no order of a shell."""
    return NO_NAME.sub("-", key.lower()).strip("-")[:LONGEST_NAME] or "field"


def _field(schema: Schema, base: Route, route: Route) -> Field:
    """The column of what stands at ``route`` below ``base``; its title names the blocks around it too."""
    whole = (*base, *route)
    node = schema.at(whole)
    is_list = "array" in list_types(node)
    item = schema.at((*whole, "*")) if is_list else node
    above = [schema.at((*base, *route[:length])).get("title") or route[length - 1] for length in range(1, len(route) + 1)]
    titles = [split_languages(each) for each in above]
    facet = item.get("x-alisei-facet")
    return Field(
        ".".join(route),
        _type(item),
        Labels(": ".join(each.it for each in titles), ": ".join(each.en for each in titles)),
        split_languages(node.get("description") or node.get("title")),
        whole,
        is_list,
        whole in schema.routes("date"),
        facet if isinstance(facet, str) else None,
        schema.targets((*whole, "*") if is_list else whole),
    )


def _is_column(schema: Schema, base: Route, route: Route) -> bool:
    """Whether what stands at ``route`` below ``base`` fits a cell: one value, or a list of plain values."""
    if not route or "*" in route:
        return False
    whole = (*base, *route)
    return not any(_is_block(schema.at(each)) for each in (whole, (*whole, "*")))


def _is_block(node: Mapping[str, Any]) -> bool:
    return "properties" in node or "object" in (node.get("type") or ())


def _reader(routes: Sequence[Route]) -> Callable[[Any], list[Any]]:
    """A function that takes the values at ``routes`` out of a block: lists of plain values as tuples, absent values as ``None``.

    It walks over what a block has, which is less than it may have.
    """
    plan: _Plan = {}
    for column, (*above, last) in enumerate(routes):
        below = plan
        for key in above:
            below = below.setdefault(key, (None, {}))[1]
        below[last] = column, below.get(last, (None, {}))[1]

    def read(block: Any) -> list[Any]:
        row = [None] * len(routes)
        _fill(row, block, plan)
        return row

    return read


_Plan = dict[str, tuple[int | None, Any]]
"""Keys of a block, each with its column and with the keys of the block below it."""


def _fill(row: list[Any], block: Any, plan: _Plan) -> None:
    for key, value in block.items():
        if (found := plan.get(key)) is None:
            continue
        column, below = found
        if value.__class__ is dict:
            _fill(row, value, below)
        elif column is not None:
            row[column] = _cell(value) if value.__class__ is list else value


def _cell(value: list[Any]) -> tuple[Any, ...] | None:
    return tuple(item for item in value if not isinstance(item, (dict, list))) or None


def _type(node: Mapping[str, Any]) -> Type:
    types = list_types(node)
    if "string" in types:
        return "string"
    return next((each for each in ("integer", "number", "boolean") if each in types), "string")


def codes(dataset: View) -> Iterator[Flat]:
    """The terms and the regions that codes in the other tables stand for."""
    yield _terms(dataset)
    yield _regions(dataset)


def _terms(dataset: View) -> Flat:
    rows = [
        (term.code, term.facet, term.parent, term.labels.it, term.labels.en, term.deprecated, "; ".join(term.heirs) or None)
        for facet in dataset.context.taxonomy.facets.values()
        for term in facet.terms.values()
    ]
    return Flat("terms", Labels("termini della tassonomia", "terms of the taxonomy"), TERM_FIELDS, tuple(rows))


def _regions(dataset: View) -> Flat:
    rows = [
        (region.slug, region.name.it, region.name.en, region.area, region.nuts2, region.istat)
        for _slug, region in sorted(dataset.context.territory.regions.items())
    ]
    title = Labels("regioni e province autonome", "regions and autonomous provinces")
    return Flat("regions", title, REGION_FIELDS, tuple(rows))
