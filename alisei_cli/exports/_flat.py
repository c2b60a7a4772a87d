"""Entries as flat tables, by their schema: what stands once is a column, what stands in lists of blocks is a table of its own."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from alisei_cli.model.dataset import Entry
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.view import View

SEPARATOR = "|"
"""Between the items of a list in one cell; no code, id or number holds it."""

NO_NAME = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 60

Type = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a flat table."""

    name: str
    type: Type
    description: str


@dataclass(frozen=True, slots=True)
class Flat:
    """One flat table: its name is that of its file without ending."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Any, ...], ...]


def flat(dataset: View) -> Iterator[Flat]:
    """Every entry of every kind, the lists of blocks within them, then the terms and regions that their codes stand for."""
    for kind in dataset.context.kinds:
        entries = dataset.of_kind(kind)
        schema = dataset.context.schemas[kind]
        yield _entries(dataset, kind, schema, entries)
        yield from _lists(kind, schema, entries)
    yield _terms(dataset)
    yield _regions(dataset)


def _entries(dataset: View, kind: str, schema: Schema, entries: Sequence[Entry]) -> Flat:
    routes = [(route, node) for route, node in schema.walk() if _is_column(schema, (), route)]
    fields = tuple(Field(_name(route), _type(node), _describe_node(node)) for route, node in routes)
    cells = _reader([route for route, _node in routes])
    taken = {field.name for field in fields}
    derived = [
        (field, of) for field, of in _list_derived(dataset) if field.name not in taken
    ]  # a kind may have a field called so
    rows = [(*cells(entry.data), *[of(entry) for _field, of in derived]) for entry in entries]
    return Flat(schema.folder, schema.folder, (*fields, *(field for field, _of in derived)), tuple(rows))


def _list_derived(dataset: View) -> tuple[tuple[Field, Callable[[Entry], str | None]], ...]:
    """Columns of every kind that no field holds, each with its value."""
    name = Field("name", "string", "the name to call it by: display, then legal, then any")
    region = Field("region", "string", "slug of the region of the head office, or of the place of an event")
    area = Field("area", "string", "ISTAT's area of that region")
    path = Field("path", "string", "the file")
    by_name, by_region, by_path = attrgetter("name"), attrgetter("region"), attrgetter("path")
    return (name, by_name), (region, by_region), (area, dataset.context.area_of), (path, by_path)


def _lists(kind: str, schema: Schema, entries: Sequence[Entry]) -> Iterator[Flat]:
    for key, node in (schema.document.get("properties") or {}).items():
        below = [
            (route, each) for route, each in schema.walk() if route[:2] == (key, "*") and _is_column(schema, route[:2], route[2:])
        ]
        if not below:
            continue
        own = tuple(Field(_name(route[2:]), _type(each), _describe_node(each)) for route, each in below)
        about = (
            Field("entry", "string", "id of the entry that holds the list"),
            Field("position", "integer", "place in the list, from 1"),
        )
        cells = _reader([route[2:] for route, _each in below])
        holders = [(entry.id, entry) for entry in entries if key in entry.data]
        rows = [(id_, index + 1, *cells(item)) for id_, entry in holders for index, item in entry.items(key)]
        yield Flat(f"{schema.folder}-{file_name(key)}", str(split_languages(node.get("title")).en), (*about, *own), tuple(rows))


def file_name(key: str) -> str:
    """The part of a file's name that a field gives: whatever a schema calls its fields, no path, no device, no order of a shell."""
    return NO_NAME.sub("-", key.lower()).strip("-")[:LONGEST_NAME] or "field"


def _is_column(schema: Schema, base: Route, route: Route) -> bool:
    """Whether what stands at ``route`` below ``base`` fits a cell: one value, or a list of plain values."""
    if not route or "*" in route:
        return False
    whole = (*base, *route)
    return not any(_is_block(schema.at(each)) for each in (whole, (*whole, "*")))


def _is_block(node: Mapping[str, Any]) -> bool:
    return "properties" in node or "object" in (node.get("type") or ())


def _reader(routes: Sequence[Route]) -> Callable[[Any], list[Any]]:
    """A function that takes the values at ``routes`` out of a block: lists of plain values as one text, absent values as ``None``.

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


def _cell(value: list[Any]) -> str | None:
    return SEPARATOR.join([str(item) for item in value if not isinstance(item, (dict, list))]) or None


def _name(route: Route) -> str:
    return ".".join(route)


def _type(node: Any) -> Type:
    types = node.get("type") or "string"
    types = [types] if isinstance(types, str) else types
    for found in ("string", "array"):
        if found in types:
            return "string"
    return next((each for each in ("integer", "number", "boolean") if each in types), "string")


def _describe_node(node: Any) -> str:
    return str(split_languages(node.get("description") or node.get("title")).en)


def _terms(dataset: View) -> Flat:
    fields = (
        Field("code", "string", "code of the term"),
        Field("facet", "string", "facet of the taxonomy"),
        Field("parent", "string", "code of the term above; empty at the first level"),
        Field("label_it", "string", "label in Italian"),
        Field("label_en", "string", "label in English"),
        Field("deprecated", "string", "since when it is not used any more"),
        Field(
            "replaced_by", "string", "code of the term to use instead; several, of which a person chooses, apart by semicolons"
        ),
    )
    rows = [
        (term.code, term.facet, term.parent, term.labels.it, term.labels.en, term.deprecated, "; ".join(term.heirs) or None)
        for facet in dataset.context.taxonomy.facets.values()
        for term in facet.terms.values()
    ]
    return Flat("terms", "terms of the taxonomy", fields, tuple(rows))


def _regions(dataset: View) -> Flat:
    fields = (
        Field("slug", "string", "code of the region in entries"),
        Field("name_it", "string", "name in Italian"),
        Field("name_en", "string", "name in English"),
        Field("area", "string", "ISTAT's area"),
        Field("nuts2", "string", "NUTS 2024 code"),
        Field("istat", "string", "ISTAT's code"),
    )
    rows = [
        (region.slug, region.name.it, region.name.en, region.area, region.nuts2, region.istat)
        for _slug, region in sorted(dataset.context.territory.regions.items())
    ]
    return Flat("regions", "regions and autonomous provinces", fields, tuple(rows))
