"""What differs in the data of one entry, by pointer, with list items matched by what identifies them.

A field that says nothing (``null``, an empty list or block) equals an absent one, and the order of keys and items has no meaning.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from alisei_cli.model.difference import Change
from alisei_cli.model.identity import Identity, ItemPointer, content, identify
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data


def compare(old: Data, new: Data, schema: Schema) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, fields in the order of the schema; empty if they mean the same."""
    return tuple(_block(meaning(old) or {}, meaning(new) or {}, (), (), schema))


def meaning(value: Any) -> Any:
    """``value`` without the fields and items that say nothing; ``None`` if nothing is left."""
    if isinstance(value, dict):
        return {key: said for key, inner in value.items() if (said := meaning(inner)) is not None} or None
    if isinstance(value, list):
        return [said for inner in value if (said := meaning(inner)) is not None] or None
    return value


def _block(old: Data, new: Data, pointer: ItemPointer, route: Route, schema: Schema) -> Iterator[Change]:
    order = schema.order(route)
    for key in sorted(old.keys() | new.keys(), key=lambda key: (order.get(key, len(order)), key)):
        yield from _value(old.get(key), new.get(key), (*pointer, key), (*route, key), schema)


def _value(old: Any, new: Any, pointer: ItemPointer, route: Route, schema: Schema) -> Iterator[Change]:
    if repr(old) == repr(new):  # most fields; a longer look is for those in another order too
        return
    if all(value is None or isinstance(value, list) for value in (old, new)):
        yield from _items(old or [], new or [], pointer, route, schema)
    elif old is None:
        yield Change(pointer, "set", None, new)
    elif new is None:
        yield Change(pointer, "clear", old, None)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _block(old, new, pointer, route, schema)
    elif content(old) != content(new):
        yield Change(pointer, "change", old, new)


def _items(old: list[Any], new: list[Any], pointer: ItemPointer, route: Route, schema: Schema) -> Iterator[Change]:
    """Changes of a list; where an identity occurs twice, the items that have it are compared whole."""
    before, after, names = _group_items(old, new, schema.identity(route))
    for key, name in names.items():
        gone, come = before.get(key, []), after.get(key, [])
        place = (*pointer, name)
        if len(gone) == len(come) == 1 and isinstance(gone[0], dict) and isinstance(come[0], dict):
            yield from _block(gone[0], come[0], place, (*route, "*"), schema)
            continue
        yield from (Change(place, "remove", item, None) for item in _remove_items(gone, come))
        yield from (Change(place, "add", None, item) for item in _remove_items(come, gone))


def _remove_items(items: list[Any], others: list[Any]) -> Iterator[Any]:
    """The items that are not among ``others``; each of these counts once."""
    left = Counter(map(content, others))
    for item in items:
        if left[content(item)]:
            left[content(item)] -= 1
        else:
            yield item


Groups = dict[str, list[Any]]


def _group_items(old: list[Any], new: list[Any], fields: Sequence[str]) -> tuple[Groups, Groups, dict[str, Identity]]:
    before: Groups = {}
    after: Groups = {}
    names: dict[str, Identity] = {}
    for groups, items in ((before, old), (after, new)):
        for item in items:
            key, name = identify(item, fields)
            groups.setdefault(key, []).append(item)
            names.setdefault(key, name)
    return before, after, names
