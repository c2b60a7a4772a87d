"""Entries that a proposal refers to by name, named by their ids instead."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from alisei_cli.core.called import Names
from alisei_cli.core.item_pointers import generalise_items, mark_identities
from alisei_cli.language import Text, _
from alisei_cli.model.identity import Identity, ItemPointer
from alisei_cli.model.proposal import Proposal, ProposedChange
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema
from alisei_cli.model.view import View

MOST = 10
"""Entries of one name that a refusal lists."""


def name_by_ids(proposal: Proposal, seen: View, names: Names) -> Proposal:
    """``proposal`` with the id where it gives the name of exactly one entry, and a note of it; refused where several have the name."""
    reader = _Reader(seen, names)
    entry = proposal.entry and reader.name(proposal.entry, seen.context.kinds)
    known = seen.by_id.get(entry or "")
    schema = seen.context.schemas.get(known.kind if known else proposal.kind)
    changes = tuple(reader.read(each, schema) for each in proposal.changes) if schema else proposal.changes
    notes, refusals = (tuple(dict.fromkeys(said)) for said in (reader.notes, reader.refusals))
    return replace(
        proposal,
        entry=entry,
        changes=changes,
        notes=(*proposal.notes, *notes),
        refusals=(*proposal.refusals, *refusals),
    )


class _Reader:
    """Reads the references of one proposal."""

    def __init__(self, seen: View, names: Names) -> None:
        self.seen = seen
        self.names = names
        self.notes: list[Text] = []
        self.refusals: list[Text] = []

    def read(self, change: ProposedChange, schema: Schema) -> ProposedChange:
        """``change`` with ids in its value, and in its pointer where that names an item by what it refers to."""
        pointer = mark_identities(change.pointer, schema)
        route = generalise_items(pointer, schema)
        is_item = change.op in ("add", "remove") and "items" in schema.at(route)
        value = self._read_value(change.value, (*route, "*") if is_item else route, schema)
        return replace(change, pointer=tuple(self._read_pointer(pointer, schema)), value=value)

    def _read_pointer(self, pointer: ItemPointer, schema: Schema) -> Iterator[str]:
        for depth, part in enumerate(pointer):
            place = generalise_items(pointer[:depth], schema)
            fields = schema.identity(place) if isinstance(part, Identity) else ()
            if not any(schema.targets((*place, "*", field)) for field in fields):
                yield part
                continue
            values = part.split("|")
            named = [self.name(value, schema.targets((*place, "*", field))) for value, field in zip(values, fields, strict=False)]
            yield Identity("|".join([*named, *values[len(named) :]]))

    def _read_value(self, value: Any, route: Route, schema: Schema) -> Any:
        if isinstance(value, dict):
            return {key: self._read_value(inner, (*route, key), schema) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._read_value(item, (*route, "*"), schema) for item in value]
        return self.name(value, schema.targets(route)) if isinstance(value, str) else value

    def name(self, typed: str, kinds: Sequence[str]) -> str:
        """The id of the only entry of these kinds that is called so; otherwise what was typed, for the rules to judge."""
        if not kinds or typed in self.seen.by_id:
            return typed
        found = self.names.find(typed, kinds)
        if len(found) > 1:
            listed = [f"{each.name} ({each.id})" for each in found[:MOST]]
            said = _("{n} entries are called {name}: {entries}; which one is meant?", n=len(found), name=typed, entries=listed)
            self.refusals.append(said)
        if len(found) != 1:
            return typed
        self.notes.append(_("{name} was understood as {title} ({id})", name=typed, title=found[0].name, id=found[0].id))
        return found[0].id
