"""A proposal laid over an entry, three-way: what its sender saw, what the entry says now, what is proposed."""

import copy
import json
import math
import re
from collections.abc import Iterator
from typing import Any

from alisei_cli.core.changes import compare, meaning
from alisei_cli.core.item_pointers import drop_item, find_item, generalise_items, mark_identities, name_item, set_item
from alisei_cli.core.spellings import spell_values
from alisei_cli.core.usual_forms import add_id, find_usual_form
from alisei_cli.core.values import own_values
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.difference import Change
from alisei_cli.model.identity import ItemPointer, content, identify
from alisei_cli.model.proposal import Conflict, Merge, Proposal, ProposedChange, list_kept
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.source import Data, join_keys, json_pointer
from alisei_cli.nearest import find_nearest
from alisei_cli.proposals._block import WORDS

LONGEST = 64 * 1024
"""Characters of one proposed value."""
DEPTH = 12
"""Levels of one proposed value; an entry has fewer."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which JSON can write and UTF-8 cannot."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_BETWEEN = re.compile(r"[,;\n]")
"""Between the items of a list that a person types."""


def merge(proposal: Proposal, base: Data, here: Data, context: Context) -> Merge:
    """Lay ``proposal`` over ``here``, given the entry as its sender saw it.

    What the sender left as it was is never changed. A value that was changed here meanwhile, and is proposed to be another, is a
    conflict. Both data are of one kind; ``here`` is not changed.
    """
    schema = context.schemas[proposal.kind]
    wanted = copy.deepcopy(base)
    refusals: list[Text] = []
    notes: list[Text] = []
    for each in proposal.changes:
        before = content(wanted) if each.op in ("remove", "clear") else None
        said = _apply(wanted, each, schema, context)
        refusals += [said] if said else []
        if before == content(wanted) and before is not None and not said:
            notes.append(_("{field} is not there, so nothing is taken out", field=_name_field(each)))
    merged = copy.deepcopy(here)
    conflicts: list[Conflict] = []
    for change in compare(base, wanted, schema):
        for part in _split(change, find_item(here, change.pointer, schema)):
            now = meaning(find_item(here, part.pointer, schema))
            if content(now) == content(part.new):
                continue
            if content(now) != content(part.old):
                conflicts.append(Conflict(part.pointer, part.old, now, part.new))
            elif part.new is None:
                drop_item(merged, part.pointer, schema)
            else:
                set_item(merged, part.pointer, part.new, schema)
    return Merge(merged, compare(here, merged, schema), tuple(conflicts), tuple(refusals), tuple(notes))


def _split(change: Change, here: Any) -> Iterator[Change]:
    """``change`` by field where it sets a block that meanwhile exists: two people may each have filled a part of it."""
    if change.old is None and isinstance(change.new, dict) and isinstance(here, dict):
        for key, value in change.new.items():
            yield from _split(Change((*change.pointer, key), "set", None, value), here.get(key))
    else:
        yield change


def _apply(data: Data, change: ProposedChange, schema: Schema, context: Context) -> Text | None:
    """Change ``data`` as proposed; why that is refused, or ``None``."""
    pointer = mark_identities(change.pointer, schema)
    route = generalise_items(pointer, schema)
    is_list = "items" in schema.at(route)
    said = _refuse(pointer, route, schema, context) or _refuse_op(change, pointer, route, schema)
    said = said or _refuse_absent(data, change, pointer, route, schema)
    if said:
        return said
    if change.op == "clear":
        drop_item(data, pointer, schema)
        return None
    try:
        _refuse_unwritable(change.value)
        if is_list and change.op != "set" and isinstance(change.value, str):
            value: Any = _read_items(change.value, (*route, "*"), schema, context)
        else:
            value = _read_value(change.value, (*route, "*") if is_list and change.op != "set" else route, schema, context)
    except ValueError as error:
        return _("the value of {field} cannot be read: {reason}", field=join_keys(pointer), reason=error.args[0])
    if change.op == "set" and route[-1] == "*" and isinstance(value, dict):
        set_item(data, pointer, {**name_item(pointer[-1], route[:-1], schema), **value}, schema)
    elif change.op == "set":
        set_item(data, pointer, value, schema)
        return _refuse_same_identity(data, pointer, route, schema)
    elif change.op == "add":
        _add(data, pointer if is_list else pointer[:-1], value if is_list else _name(pointer, value), schema)
    elif is_list:
        for each in value if isinstance(value, list) else [value]:
            _remove(data, pointer, each, schema)
    else:
        drop_item(data, pointer, schema)
    return None


def _refuse(pointer: ItemPointer, route: Route, schema: Schema, context: Context) -> Text | None:
    """Why no proposal may change the field at ``pointer``, or ``None``."""
    if pointer[0] == "id":
        return _("the id of an entry never changes")
    if pointer[0] == "verified":
        return _("{field} changes only when the organisation confirms its entry", field=pointer[0])
    if pointer[0] in list_kept(context.policy):
        return _(
            "the secretariat alone decides on {field}: ask for it in words, and a person writes it by hand", field=pointer[0]
        )
    for depth in range(1, len(route) + 1):
        if not schema.at(route[:depth]):
            known = list(schema.at(route[: depth - 1]).get("properties") or {})
            near = find_nearest(pointer[depth - 1], known, 1)
            if near:
                return _(
                    "there is no field {field}; did you mean {near}?",
                    field=json_pointer(pointer[:depth]),
                    near=json_pointer((*pointer[: depth - 1], near[0])),
                )
            return _("there is no field {field}", field=json_pointer(pointer[:depth]))
    return None


def _refuse_op(change: ProposedChange, pointer: ItemPointer, route: Route, schema: Schema) -> Text | None:
    """Why what is no list takes nothing more, and has nothing to take out."""
    if "items" in schema.at(route) or route[-1] == "*":
        return None
    if change.op == "add":
        line = f"{WORDS['set']} {json_pointer(pointer)}"
        return _("{field} is no list: to give it another value, write {line}", field=json_pointer(pointer), line=line)
    if change.op == "remove" and change.value not in (None, ""):
        line = f"{WORDS['clear']} {json_pointer(pointer)}"
        return _("{field} is no list: to leave it empty, write {line}", field=json_pointer(pointer), line=line)
    return None


def _refuse_absent(data: Data, change: ProposedChange, pointer: ItemPointer, route: Route, schema: Schema) -> Text | None:
    """That the item of which a field is set is not there, where another is called nearly so; any other name makes a new item."""
    for depth in (n for n in range(1, len(route)) if route[n - 1] == "*" and change.op in ("set", "add")):
        if find_item(data, pointer[:depth], schema) is None:
            above = pointer[: depth - 1]
            fields = schema.identity(route[: depth - 1])
            known = [str(identify(each, fields)[1]) for each in find_item(data, above, schema) or ()]
            near = find_nearest(str(pointer[depth - 1]), known, 1)
            named = [json_pointer((*above, each)) for each in near]
            return _("there is no {item}; there is {known}", item=json_pointer(pointer[:depth]), known=named) if near else None
    return None


def _refuse_same_identity(data: Data, pointer: ItemPointer, route: Route, schema: Schema) -> Text | None:
    """That another item is called as the one at ``pointer`` is called now."""
    place = route[:-2]
    if route[-2:-1] != ("*",) or route[-1] not in schema.identity(place):
        return None
    names = [identify(each, schema.identity(place))[1] for each in find_item(data, pointer[:-2], schema) or ()]
    twice = next((each for each in names if names.count(each) > 1), None)
    return _("there is {item} already", item=json_pointer((*pointer[:-2], twice))) if twice else None


def _name_field(change: ProposedChange) -> str:
    value = "" if change.value in (None, "") or change.op == "clear" else f": {change.value}"
    return f"{json_pointer(change.pointer)}{value}"[:200]


def _add(data: Data, pointer: ItemPointer, value: Any, schema: Schema) -> None:
    """Add ``value`` to the list at ``pointer``, in the place of an item of the same identity if there is one."""
    fields = schema.identity(generalise_items(pointer, schema))
    for each in value if isinstance(value, list) else [value]:
        taken = {str(item.get("id")) for item in find_item(data, pointer, schema) or () if isinstance(item, dict)}
        item = add_id(each, taken, fields)
        set_item(data, (*pointer, identify(item, fields)[1]), item, schema)


def _name(pointer: ItemPointer, value: Any) -> Any:
    """The item to add where the pointer names it already: a term needs no value besides."""
    return str(pointer[-1]) if value in (None, "") else value


def _remove(data: Data, pointer: ItemPointer, item: Any, schema: Schema) -> None:
    name = identify(item, schema.identity(generalise_items(pointer, schema)))[1]
    drop_item(data, (*pointer, name), schema)


def _read_value(value: Any, route: Route, schema: Schema, context: Context) -> Any:
    """``value`` as the schema wants it at ``route``: numbers, lists and blocks out of text, codes out of labels, the usual forms.

    What does not fit stays as it is, for the rules to judge.

    Raises:
        ValueError: it is too long, or looks like JSON and is none.
    """
    node = schema.at(route)
    if isinstance(value, list):
        return [_read_value(item, (*route, "*"), schema, context) for item in value]
    if isinstance(value, dict):
        return {key: _read_value(inner, (*route, key), schema, context) for key, inner in value.items()}
    if not isinstance(value, str):
        return value
    text = value.strip()
    if len(text) > LONGEST:
        raise ValueError(_("it has more than {n} characters", n=LONGEST))
    types = list_types(node)
    if text[:1] in ("{", "[") and ("items" in node or "properties" in node):
        return _read_value(_load_json(text), route, schema, context)
    if "items" in node and "properties" not in schema.at((*route, "*")):
        return [_read_value(item, (*route, "*"), schema, context) for item in _BETWEEN.split(text) if item.strip()]
    if "integer" in types and "string" not in types and _INTEGER.match(text):
        return int(text)
    facet = node.get("x-alisei-facet")
    if isinstance(facet, str) and text not in context.taxonomy.facets[facet].terms:
        called = own_values(facet, text, spell_values(facet, context))
        return called[0] if len(called) == 1 else text
    return find_usual_form(text, route, schema, context)


def _read_items(typed: str, route: Route, schema: Schema, context: Context) -> Any:
    """One item, or several terms with commas between them; a label may have a comma itself.

    Raises:
        ValueError: it is too long, or looks like JSON and is none.
    """
    whole = _read_value(typed, route, schema, context)
    facet = context.taxonomy.facets.get(str(schema.at(route).get("x-alisei-facet")))
    if facet is None or whole in facet.terms:
        return whole
    return [_read_value(each, route, schema, context) for each in _BETWEEN.split(typed) if each.strip()] or whole


def _load_json(text: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError(_("it is nested too deeply")) from error
    except json.JSONDecodeError as error:
        raise ValueError(_("from character {n} on it is no JSON", n=error.pos + 1)) from error
    _refuse_unwritable(value)
    return value


def _refuse_unwritable(value: Any) -> None:
    """Refuse what no entry can hold: levels without end, half characters, numbers that are none.

    Raises:
        ValueError: it is such a value.
    """
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEPTH:
            raise ValueError(_("it is nested too deeply"))
        if (isinstance(each, str) and not each.isascii() and _HALF.search(each)) or (
            isinstance(each, float) and not math.isfinite(each)
        ):
            raise ValueError(_("it contains a value that is neither text nor a number"))
        if isinstance(each, dict):
            waiting += [(part, depth + 1) for pair in each.items() for part in pair]
        elif isinstance(each, list):
            waiting += [(item, depth + 1) for item in each]


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
