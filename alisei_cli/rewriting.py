"""An entry's text with some values changed; comments, order and all other bytes stay."""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from alisei_cli.core.changes import meaning
from alisei_cli.core.item_pointers import drop_item, resolve, set_item
from alisei_cli.model.comment import collect_comments
from alisei_cli.model.diagnostic import Edit
from alisei_cli.model.difference import Change
from alisei_cli.model.identity import content
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Pointer, Source, find_value
from alisei_cli.store import yaml
from alisei_cli.store.yaml.writing import lay_out
from alisei_cli.text_edits import TextEdit, apply_text_edits, build_text_edit, insert_value, moved

EMPTY: tuple[Any, ...] = (None, {}, [])


def rewrite(path: str, raw: str, changes: Iterable[Change], schema: Schema) -> str | None:
    """The text of an entry after ``changes``; ``None`` where a program cannot write them without a loss.

    What comes out says what the changes say, and has every comment that was there.
    """
    before = _read(path, raw, schema)
    goal = deepcopy(before.data)
    text = raw
    for change in changes:
        if change.new is None:
            drop_item(goal, change.pointer, schema)
        else:
            set_item(goal, change.pointer, change.new, schema)
        written = _write(path, text, change, schema)
        if written is None:
            return None
        text = written
    after = _read(path, text, schema)
    lost = Counter(collect_comments(before).values()) - Counter(collect_comments(after).values())
    return None if lost or content(meaning(after.data)) != content(meaning(goal)) else text


def _read(path: str, raw: str, schema: Schema) -> Source:
    return yaml.read(path, raw.encode(), yaml.ENTRY, schema.admits_text).source


def _write(path: str, raw: str, change: Change, schema: Schema) -> str | None:
    source = _read(path, raw, schema)
    place = resolve(source.data, change.pointer, schema)
    if change.new is None:
        return _edit(raw, source, Edit(_widen(source.data, place), op="delete"), schema) if place else raw
    if place and find_value(source.data, place) not in EMPTY:
        written = _edit(raw, source, Edit(place, change.new), schema)
        if written is not None:
            return written
        without = _edit(raw, source, Edit(place, op="delete"), schema)  # a text of several lines is written anew
        return without if without is None else _write(path, without, change, schema)
    return _insert(path, raw, source, change, schema)


def _insert(path: str, raw: str, source: Source, change: Change, schema: Schema) -> str | None:
    """Write a value that is not there, with the blocks that have to be made for it."""
    goal: Data = deepcopy(source.data)
    set_item(goal, change.pointer, change.new, schema)
    place = resolve(goal, change.pointer, schema) or ()
    depth = next(depth for depth in range(1, len(place) + 1) if find_value(source.data, place[:depth]) in EMPTY)
    place = place[:depth]
    if place in source.places:  # it says nothing, as an empty list does
        without = _edit(raw, source, Edit(place, op="delete"), schema)
        return without if without is None else _write(path, without, change, schema)
    edit = insert_value(source, place, find_value(goal, place), schema, lay_out)
    return None if edit is None else _splice(raw, edit)


def _widen(data: Any, place: Pointer) -> Pointer:
    """What to delete so that no empty block or list is left."""
    while len(place) > 1 and len(find_value(data, place[:-1])) == 1:
        place = place[:-1]
    return place


def _edit(raw: str, source: Source, edit: Edit, schema: Schema) -> str | None:
    made = build_text_edit(source, edit, schema)
    return None if made is None else _splice(raw, made)


def _splice(raw: str, edit: TextEdit) -> str:
    return apply_text_edits(raw, moved(raw, [edit]))
