"""Entries that leave a field empty, and how to ask for them."""

from collections.abc import Callable, Iterable
from typing import Any

from alisei_cli.core.kinds import kinds_with
from alisei_cli.core.places import PLACES, lacks_place
from alisei_cli.core.values import quote_word
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.properties import find_narrow
from alisei_cli.model.routes import Route, find_values, tree
from alisei_cli.model.source import join_keys

EMPTY: tuple[Any, ...] = (None, "", [], {})
EMPTIED = EMPTY[:-1]
"""The same where a block without fields may have some that are not shown."""


def is_lacking(name: str, context: Context, empty: tuple[Any, ...] = EMPTY) -> Callable[[Entry], bool]:
    """Whether an entry says nothing of a property or field, given its name or keys, although it could: a size is asked of companies alone."""
    if name in PLACES:
        return lambda entry: lacks_place(name, entry)
    found = find_narrow(name, context)
    if found:
        kinds = kinds_with(name, context, is_narrow=True)
        return lambda entry: entry.kind in kinds and found.applies(entry) and not found.of(entry)
    routes = {kind: tree(_routes(name, kind, context)) for kind in context.kinds}
    return lambda entry: all(value in empty for _number, _pointer, value in find_values(entry.data, routes.get(entry.kind, {})))


def _routes(name: str, kind: str, context: Context) -> list[Route]:
    schema = context.schemas.get(kind)
    return [
        route for route, _node in (schema.walk() if schema else ()) if route and route[-1] != "*" and join_keys(route) == name
    ]


def missing_command(name: str, context: Context, conditions: Iterable[str] = ()) -> str:
    """The command that lists the entries which leave a field empty, as it is typed; organisations, if they have the field."""
    kind = next((kind for kind in context.kinds if _routes(name, kind, context)), "stakeholder")
    is_usual = kind == "stakeholder" or find_narrow(name, context) or _routes(name, "stakeholder", context)
    wheres = (f"--where {quote_word(each)}" for each in conditions)
    return " ".join(["alisei list", *([] if is_usual else [kind]), *wheres, f"--missing {quote_word(name)}"])
