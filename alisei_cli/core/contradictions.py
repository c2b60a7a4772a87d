"""Fields of which one message says two things: no reader can tell which of them its sender means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from alisei_cli.core.item_pointers import generalise_items, mark_identities
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.groups import group
from alisei_cli.model.identity import ItemPointer, content, identify
from alisei_cli.model.proposal import Proposal, ProposedChange, set_apart
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import json_pointer


def refuse_contradictions(proposals: Sequence[Proposal], dataset: Dataset) -> tuple[Proposal, ...]:
    """The proposals of one message; those that say two things of one field, alone or together, with a refusal."""
    found: dict[str, tuple[Text, ...]] = {}
    for key, ours in group((each.entry or each.source, each) for each in proposals).items():
        entry = dataset.by_id.get(key)
        schema = dataset.context.schemas.get(entry.kind if entry else ours[0].kind)
        changes = [change for each in ours for change in each.changes]
        pointers = dict.fromkeys(find_contradictions(changes, schema)) if schema else {}
        found[key] = tuple(_("it says two things of {field}", field=json_pointer(each)) for each in pointers)
    return tuple(replace(each, refusals=(*each.refusals, *found[each.entry or each.source])) for each in proposals)


def find_contradictions(changes: Iterable[ProposedChange], schema: Schema) -> Iterator[ItemPointer]:
    """Fields and items that are given two values, and those within others that are set, cleared or removed as a whole."""
    said: dict[ItemPointer, Any] = {}
    for change in changes:
        for each in set_apart(change):
            pointer, what = _tell(each, schema)
            if said.setdefault(pointer, what) != what:
                yield pointer
    for pointer in said:
        yield from (pointer[:depth] for depth in range(1, len(pointer)) if pointer[:depth] in said)


def _tell(change: ProposedChange, schema: Schema) -> tuple[ItemPointer, Any]:
    """The field or item that is changed, and what is done to it."""
    pointer = mark_identities(change.pointer, schema)
    value = " ".join(change.value.split()) if isinstance(change.value, str) else change.value
    if change.op in ("set", "clear") or value in (None, ""):
        return pointer, (change.op, content(value))
    fields = schema.identity(generalise_items(pointer, schema))
    return (*pointer, identify(value, fields)[1] if isinstance(value, dict) else str(value)), (change.op, content(value))
