"""Properties and fields by the names that people type: keys, titles in either language, common words."""

from collections.abc import Sequence

from alisei_cli.core.kinds import stands
from alisei_cli.core.lacking import missing_command
from alisei_cli.core.spellings import meanings, spell_names
from alisei_cli.core.values import SOME, match_beginning, match_exactly, write_conditions
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.measures import find_measure, measures_of
from alisei_cli.model.properties import BESIDES, find_property
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import join_keys
from alisei_cli.nearest import find_nearest_by
from alisei_cli.rules._names import find_fields

MOST = 12
"""Number of names that a refusal has room for."""
USED = ("type", "region", "sector", "technology", "status", "membership", "facts.founded", "dates.from", "province", "kind")
"""What is asked for most, named first where not all can be."""


def named(name: str, context: Context, *, has_value: bool = False, kinds: Sequence[str] = ()) -> str:
    """The facet, its field, the property besides or the other field that is called so, in either language.

    Where a value was given for it, what is typed is never read as a value itself, and dates and numbers are understood too.
    What entries of ``kinds`` have goes before what others have.

    Raises:
        UsageError: nothing is called so; the nearest is named.
    """
    if name in BESIDES or context.facet_called(name):
        return name
    spellings = spell_names(context)
    exact = match_exactly(name, spellings, is_inflected=True)
    if kinds and exact and not any(stands(each, kinds, context) for each in exact):
        own = [each for each in _list_askable(name, context, has_value=has_value, kinds=kinds) if stands(each, kinds, context)]
        exact = own or exact
    if len({context.facet_called(each) or each for each in exact}) == 1:  # a facet and its field may have one title
        return exact[0]
    fields = [] if exact else _list_askable(name, context, has_value=has_value, kinds=kinds)
    if len(fields) == 1 or (fields and kinds and not any(stands(each, kinds, context) for each in fields)):
        return fields[0]
    if fields:
        raise UsageError(_("{name} may be one of several fields", name=name), _("Did you mean {near}?", near=fields))
    if not exact and field_called(name, context):
        raise _refuse_unaskable(name, context, has_value=has_value)
    begun = exact or match_beginning(name, spellings)
    found = meanings(name, context)
    if len(begun) == 1 and not found:
        return begun[0]
    if found and not has_value:
        names = list(dict.fromkeys([*begun, *(each for each, _value in found)]))
        raise UsageError(
            _("{value} is neither a facet nor a field", value=name),
            _(
                "It is a value. As a condition, write: {conditions}. Where a facet is expected, write: {names}.",
                conditions=[f"--where {each}" for each in write_conditions(found)],
                names=names[:SOME],
            ),
        )
    others = {each: (each, each.rpartition(".")[2]) for each in measured(context)} if has_value else {}
    near = begun or find_nearest_by(name, {**spellings, **others})
    hint = _("Did you mean {near}?", near=near) if near else _explain_usable(context, has_value=has_value)
    raise UsageError(_("there is nothing called {name} to choose by", name=name), hint)


def _list_askable(name: str, context: Context, *, has_value: bool, kinds: Sequence[str]) -> list[str]:
    """The keys of the fields called so that have terms, fixed words, or a date or number; those of the dates in a block called so.

    Fields of ``kinds`` go before all others; without kinds, one of organisations does.
    """
    found = sorted(find_fields_called(name, context), key=lambda pair: pair[1].kind not in kinds)
    others: list[str] = []
    for schema in dict.fromkeys(schema for _route, schema in found):
        keys = [join_keys(route) for route, other in found if other is schema]
        chosen = [each for each in keys if find_property(each, context) or (has_value and find_measure(each, context))]
        if not chosen and has_value:
            chosen = [each for each in map(join_keys, measures_of(schema)) if any(each.startswith(f"{block}.") for block in keys)]
        if len(chosen) == 1 and schema.kind in (kinds or ("stakeholder",)):
            return chosen
        others += chosen
    return list(dict.fromkeys(others))


def _refuse_unaskable(name: str, context: Context, *, has_value: bool) -> UsageError:
    """The refusal of a field of which nothing can be asked but whether it is empty."""
    field = field_called(name, context) or name
    said = (
        _("{name} is a field ({field}), but it has no fixed values to choose by", name=name, field=field)
        if fold(name) != fold(field)
        else _("{name} is a field, but it has no fixed values to choose by", name=name)
    )
    if not has_value:
        return UsageError(said, _explain_usable(context, has_value=False))
    return UsageError(
        said,
        _(
            "For entries that leave it empty: {command}. Conditions can use: {names}.",
            command=missing_command(field, context),
            names=askable(context)[:MOST],
        ),
    )


def _explain_usable(context: Context, *, has_value: bool) -> Text:
    properties = spell_names(context)
    names = [each for each in askable(context) if has_value or each in properties]
    if len(names) <= MOST:
        return _("Conditions can use: {names}.", names=names)
    return _("Conditions can use: {names}... All {n}: docs/search.md.", names=names[:MOST], n=len(names))


def askable(context: Context) -> list[str]:
    """All that conditions can ask for, the most used first: properties, then dates and numbers."""
    names = [*spell_names(context), *measured(context)]
    return sorted(names, key=lambda name: USED.index(name) if name in USED else len(USED))


def measured(context: Context) -> list[str]:
    """The keys of all dates and numbers that stand once in an entry."""
    return list(
        dict.fromkeys(join_keys(route) for schema in _schemas(context) for route in measures_of(schema) if "*" not in route)
    )


def is_property(word: str, context: Context) -> bool:
    """Whether conditions know a property that is called so."""
    return bool(match_exactly(word, spell_names(context), is_inflected=True))


def field_called(name: str, context: Context) -> str | None:
    """The field of an entry that is called so, in either language, as its keys: ``head_office.country``."""
    return next((join_keys(route) for route, _schema in find_fields_called(name, context)), None)


def find_fields_called(name: str, context: Context) -> list[tuple[Route, Schema]]:
    """The fields called so, of organisations first, each with its schema."""
    return [(route, schema) for schema in _schemas(context) for route in find_routes_called(name, schema)]


def _schemas(context: Context) -> list[Schema]:
    """The schemas of all kinds of entry, of organisations first."""
    return sorted((context.schemas[kind] for kind in context.kinds), key=lambda schema: schema.kind != "stakeholder")


def find_routes_called(name: str, schema: Schema) -> list[Route]:
    """The routes of the fields called so; where some of them stand once in an entry, these alone.

    Keys are tried first (``contact.mailbox``), then the last of them, a title, and a common name.
    """
    wanted = fold(name[:100])
    routes = [route for route, _node in schema.walk() if route and route[-1] != "*"]
    found = [route for route in routes if fold(join_keys(route)) == wanted] if wanted else []
    found = found or [route for route in find_fields(schema, name) if route in routes]
    once = [route for route in found if "*" not in route]
    return once or found
