"""Pointers that name items of lists by identity: found, set and dropped in the data of an entry."""

import re
from typing import Any

from alisei_cli.model.identity import Identity, ItemPointer
from alisei_cli.model.routes import Route, generalise
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import locate
from alisei_cli.model.source import Data, Pointer, find_value

_BAR = re.compile(r"(?<!\\)\|")
"""Between the values of an identity."""


def generalise_items(pointer: ItemPointer, schema: Schema) -> Route:
    """The route of ``pointer``: ``*`` where the schema has an item of a list."""
    route: Route = ()
    for part in pointer:
        route = (*route, "*" if "items" in schema.at(route) else part)
    return route


def mark_identities(pointer: ItemPointer, schema: Schema) -> ItemPointer:
    """``pointer`` with each part that names an item marked as such."""
    route = generalise_items(pointer, schema)
    return tuple(Identity(part) if step == "*" else part for part, step in zip(pointer, route, strict=True))


def resolve(data: Any, pointer: ItemPointer, schema: Schema) -> Pointer | None:
    """Keys and indices that lead to the value at ``pointer``, the first of several; ``None`` where it is missing."""
    return next(locate(data, pointer, schema), None)


def find_item(data: Any, pointer: ItemPointer, schema: Schema) -> Any:
    """The value at ``pointer``, or ``None``."""
    place = resolve(data, pointer, schema)
    return None if place is None else find_value(data, place)


def set_item(data: Data, pointer: ItemPointer, value: Any, schema: Schema) -> None:
    """Set the value at ``pointer``; blocks, lists and items on the way are made."""
    here: Any = data
    place: Pointer = ()
    for depth, part in enumerate(pointer, 1):
        found = resolve(data, pointer[:depth], schema)
        if found is None and isinstance(here, list):
            here.append(name_item(part, generalise(place), schema))
        key = found[-1] if found else len(here) - 1 if isinstance(here, list) else part
        place = (*place, key)
        if depth == len(pointer):
            here[key] = value
        elif not isinstance(find_value(data, place), (dict, list)):
            here[key] = [] if "items" in schema.at(generalise(place)) else {}
        here = here[key]


def drop_item(data: Data, pointer: ItemPointer, schema: Schema) -> None:
    """Drop the value at ``pointer``, and blocks and lists that it leaves empty."""
    place = resolve(data, pointer, schema)
    while place:
        del find_value(data, place[:-1])[place[-1]]
        place = place[:-1]
        if find_value(data, place) not in ({}, []):
            return


def name_item(name: str, route: Route, schema: Schema) -> Any:
    """A new item of the list at ``route`` with the fields that ``name`` identifies it by."""
    fields = schema.identity(route)
    if not fields:
        return str(name)
    values = [value.replace("\\|", "|").replace("\\\\", "\\") for value in _BAR.split(name)]
    return {field: value for field, value in zip(fields, values, strict=False) if value}
