"""The descriptor of a Frictionless Data Package (version 1): what each table and column holds, and what may stand there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.exports._field import REGION, Field, Flat
from alisei_cli.exports._state import state, version_of
from alisei_cli.model.about import read_about
from alisei_cli.model.view import View

DESCRIPTOR = "datapackage.json"
"""Name of the file, as every reader of packages knows it."""


def describe(dataset: View, tables: Sequence[Flat], delimiter: str = ",") -> bytes:
    """The descriptor of ``tables``, each of which is ``NAME.csv`` with this delimiter.

    With another one than the comma the cells are for a spreadsheet, and nothing is said of what may stand in them.
    """
    about = read_about(dataset.context.policy)
    package = {
        "profile": "tabular-data-package",
        "name": about.name or "registry",
        "title": about.title.en,
        "version": version_of(dataset),
        **state(dataset),
        "sources": [*_sources(dataset)],
        "resources": [
            _resource(table) | ({"schema": _schema(table, tables, dataset)} if delimiter == "," else _plain(table, delimiter))
            for table in tables
        ],
    }
    return (escape_json(json.dumps(package, ensure_ascii=False, indent=1)) + "\n").encode("utf-8", "backslashreplace")


def _sources(dataset: View) -> Iterator[dict[str, str]]:
    """The registers that many entries came from at once."""
    for register in dataset.context.registers:
        yield {"title": register.label.en, **({"path": f"https://{register.addresses[0]}"} if register.addresses else {})}


def _resource(table: Flat) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title.en,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def _plain(table: Flat, delimiter: str) -> dict[str, Any]:
    return {"dialect": {"delimiter": delimiter}, "schema": {"fields": [_field(field) for field in table.fields]}}


def _schema(table: Flat, tables: Sequence[Flat], dataset: View) -> dict[str, Any]:
    found = [(field, _constraints(field, table, dataset)) for field in table.fields]
    keys = [*_foreign_keys(table, {each.name for each in tables}, dataset)]
    return {
        "fields": [_field(field) | ({"constraints": constraints} if constraints else {}) for field, constraints in found],
        "missingValues": [""],
        "primaryKey": _key(table),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(field: Field) -> dict[str, Any]:
    return {"name": field.name, "type": "string" if field.is_list else field.type, "description": field.describes}


def _key(table: Flat) -> list[str]:
    """The columns that identify a row."""
    if table.is_list:
        return ["entry", "position"]
    return ["id"] if table.schema else [table.fields[0].name]


def _foreign_keys(table: Flat, names: set[str], dataset: View) -> Iterator[dict[str, Any]]:
    """The columns of which each value is a key of one table of the package.

    Entries that were not chosen may still be referred to: a choice has no such keys.
    """
    for field in table.fields:
        other, column = _refers(field, table, dataset)
        if other in names and (column != "id" or field.name == "entry" or not dataset.passed_over):
            yield {"fields": field.name, "reference": {"resource": "" if other == table.name else other, "fields": column}}


def _refers(field: Field, table: Flat, dataset: View) -> tuple[str, str]:
    """Table and column that a single value of the field is a key of; empty where it is none, or of several kinds."""
    if table.is_list and table.schema and field.name == "entry" and not field.route:
        return table.schema.folder, "id"
    if field.is_list:
        return "", ""
    if field.facet in dataset.context.taxonomy.facets or (table.name == "terms" and field.name == "parent"):
        return "terms", "code"
    if field is REGION or field.route[-1:] == ("region",):
        return "regions", "slug"
    if len(field.targets) == 1 and field.targets[0] in dataset.context.kinds:
        return dataset.context.schemas[field.targets[0]].folder, "id"
    return "", ""


def _constraints(field: Field, table: Flat, dataset: View) -> dict[str, Any]:
    """What the schema and the taxonomy want of each value; a list in one cell has none."""
    if field.is_list or not field.route or not table.schema:
        return {}
    node = table.schema.at(field.route)
    facet = dataset.context.taxonomy.facets.get(field.facet or "")
    admitted = list(facet.terms) if facet else node.get("enum")
    if isinstance(admitted, list) and admitted:
        return {"enum": [str(each) for each in admitted] if field.type == "string" else admitted}
    if field.type in ("integer", "number"):
        return {key: node[key] for key in ("minimum", "maximum") if isinstance(node.get(key), (int, float))}
    return _pattern(node)


def _pattern(node: Mapping[str, Any]) -> dict[str, str]:
    """The pattern as Table Schema has it (XML Schema): of the whole value, without anchors, with no groups but plain ones."""
    pattern = node.get("pattern")
    if not isinstance(pattern, str) or pattern[:1] != "^" or pattern[-1:] != "$":
        return {}
    return {"pattern": pattern[1:-1].replace("(?:", "(")}
