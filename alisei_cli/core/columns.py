"""Columns of a list: any property, any field, by its keys, its title or a common name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.core.cells import LANGUAGES, VALUE, body_name, in_words, joined, main_value
from alisei_cli.core.kinds import stands
from alisei_cli.core.lacking import EMPTIED, EMPTY, is_lacking
from alisei_cli.core.names import find_routes_called, is_property, named
from alisei_cli.core.spellings import spell_names
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Context, Entry, Words
from alisei_cli.model.location import ABROAD, NO_REGION
from alisei_cli.model.properties import BESIDES, Property, find_narrow
from alisei_cli.model.routes import Route, find_values, tree
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import join_keys
from alisei_cli.model.table import Cell, Column
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.nearest import find_nearest_by

_NAMES = frozenset({"name", "nome", "denominazione", "main name"})
"""Words for the one name that an entry is called by, folded."""
_NOWHERE = frozenset({NO_REGION, ABROAD})
"""Values that stand for a region where there is none."""
SOME = 12
"""Number of fields that a refusal names."""
USED = (
    "name",
    "id",
    "type",
    "municipality",
    "province",
    "region",
    "website",
    "contact.mailbox",
    "sector",
    "facts.founded",
    "dates.from",
)
"""What is shown most, named first where not all can be."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that entries say: a column, what stands in it, and who leaves it empty."""

    column: Column
    cell: Callable[[Entry], Cell | Words]
    lacks: Callable[[Entry], bool]
    is_block: bool = False
    """Whether it holds several fields, which no cell has room for."""


def find_column(word: str, kinds: Sequence[str], view: View) -> Said:
    """What entries of ``kinds`` say that is called ``word``.

    Raises:
        UsageError: nothing is called so, or several things are, or the audience may not see it.
    """
    context = view.context
    if fold(word) in _NAMES:
        return Said(_column("name", _("Name")), main_name, lambda entry: not entry.data.get("names"))
    if fold(word) == "id":
        return Said(
            Column("id", "string", _("id of the entry"), _("id"), unit="id"), lambda entry: entry.id, lambda _entry: False
        )
    name = _key(word, kinds, context)
    found = find_narrow(name, context)
    return _read_property(name, found, kinds, view) if found else _read_field(name, kinds, view)


def _key(word: str, kinds: Sequence[str], context: Context) -> str:
    """The name of the property, or the keys of the field, that is called ``word``.

    Raises:
        UsageError: nothing is called so, or several things are.
    """
    keys = {join_keys(route) for kind in kinds for route, _node in context.schemas[kind].walk()}
    if word in BESIDES or word in context.taxonomy.facets or word in keys:
        return word
    if is_property(word, context) and stands(named(word, context, kinds=kinds), kinds, context):
        return named(word, context, kinds=kinds)
    found = {join_keys(route): None for kind in kinds for route in find_routes_called(word, context.schemas[kind])}
    if len(found) != 1:
        raise _refuse_unknown(word, list(found), kinds, context)
    return next(iter(found))


def _read_property(name: str, found: Property, kinds: Sequence[str], view: View) -> Said:
    _refuse_hidden(name, found.routes, kinds, view)

    def cell(entry: Entry) -> Cell | Words:
        return joined([found.labels.get(value, value) for value in found.of(entry) if value not in _NOWHERE])

    return Said(_column(name, _title(found, kinds, view.context)), cell, is_lacking(name, view.context))


def _title(found: Property, kinds: Sequence[str], context: Context) -> Words:
    """The title of the one field in which a property stands, else its own."""
    titles = [context.schemas[kind].at(route).get("title") for kind in kinds for route in found.routes if len(found.routes) < 3]
    known = next((split_languages(title) for title in titles if title), None)
    return known if known and found.name not in context.taxonomy.facets else found.title


def _read_field(name: str, kinds: Sequence[str], view: View) -> Said:
    context = view.context
    routes = {
        kind: next((route for route, _node in context.schemas[kind].walk() if route and join_keys(route) == name), None)
        for kind in kinds
    }
    kind, route = next((kind, route) for kind, route in routes.items() if route)
    trees = {kind: tree([each]) for kind, each in routes.items() if each}
    schema = context.schemas[kind]
    _refuse_hidden(name, (route,), kinds, view)
    node = schema.at(route)
    items = schema.at((*route, "*")) if "array" in (node.get("type") or ()) else node
    fields = set(items.get("properties") or ())
    is_number = items.get("type") == "integer" and "*" not in route and items is node
    is_body = (route if items is node else (*route, "*")) in schema.bodies
    column = _column(name, _field_title(route, schema), "integer" if is_number else "string")

    def cell(entry: Entry) -> Cell | Words:
        values = [value for _number, _pointer, value in find_values(entry.data, trees.get(entry.kind, {}))]
        flat = [each for value in values for each in (value if isinstance(value, list) else [value]) if each not in EMPTY]
        if is_number and flat and type(flat[0]) is int:
            return flat[0]
        return joined([in_words(body_name(each, view) if is_body else main_value(each)) for each in flat])

    below = [each for each, _node in schema.walk() if each[: len(route)] == route]
    is_block = not is_body and VALUE not in fields and not fields <= set(LANGUAGES)
    empty = EMPTY if all(view.shows(schema, each) for each in below) else EMPTIED
    return Said(column, cell, is_lacking(name, context, empty), is_block=is_block)


def _field_title(route: Route, schema: Schema) -> Words:
    """The title of a field, behind that of its block where another field has the same."""
    titles = [split_languages(node.get("title")) for each, node in schema.walk() if each and "title" in node]
    own = split_languages(schema.at(route).get("title") or route[-1])
    above = [split_languages(schema.at(route[:length]).get("title")) for length in range(1, len(route))]
    blocks = [title for title in above if title.it]
    if titles.count(own) < 2 or not blocks:
        return own
    return Labels(f"{blocks[-1].it}: {own.it}", f"{blocks[-1].en}: {own.en}")


def _column(name: str, title: Words, type: Any = "string") -> Column:
    return Column(name, type, title, title)


def _refuse_hidden(name: str, routes: Sequence[Route], kinds: Sequence[str], view: View) -> None:
    """Refuse what only a narrower audience may see.

    Raises:
        UsageError: it is not for the audience of ``view``, and neither is its absence.
    """
    audiences = view.audiences
    levels = [
        audiences.level(view.context.schemas[kind], route)
        for kind in kinds
        for route in routes
        if view.context.schemas[kind].at(route)
    ]
    if routes and not levels:
        raise _refuse_unknown(name, [], kinds, view.context)
    if levels and min(levels) > audiences.place(view.audience):
        raise UsageError(
            _("{name} is not shown to the audience {audience}", name=name, audience=view.audience),
            _("It is shown with --audience {audience}.", audience=audiences.audience(min(levels))),
        )


def _refuse_unknown(word: str, found: Sequence[str], kinds: Sequence[str], context: Context) -> UsageError:
    if found:
        return UsageError(_("{name} may be one of several fields", name=word), _("Did you mean {near}?", near=found))
    properties = {key: names for key, names in spell_names(context).items() if key != word and stands(key, kinds, context)}
    spellings: dict[str, tuple[str, ...]] = {"name": tuple(_NAMES), **properties}
    for kind in kinds:
        for route, node in context.schemas[kind].walk():
            if route and route[-1] != "*":
                title = split_languages(node.get("title"))
                spellings.setdefault(join_keys(route), (join_keys(route), route[-1], title.it, title.en))
    near = find_nearest_by(word, spellings)
    names = sorted(spellings, key=lambda name: USED.index(name) if name in USED else len(USED))
    if near:
        hint = _("Did you mean {near}?", near=near)
    elif len(names) <= SOME:
        hint = _("There are: {names}.", names=names)
    else:
        hint = _("For example: {names}. All {n}: docs/entry.md.", names=names[:SOME], n=len(names))
    return UsageError(_("there is no field called {name}", name=word), hint)


def fields_of(block: str, kinds: Sequence[str], context: Context) -> list[str]:
    """The keys of the fields in a block that fit a cell."""
    walked = (
        join_keys(route) for kind in kinds for route, node in context.schemas[kind].walk() if route and "properties" not in node
    )
    return list(dict.fromkeys(each for each in walked if each.startswith(f"{block}.")))[:SOME]
