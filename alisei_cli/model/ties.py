"""Who is tied to whom: relations between entries, and bodies in working groups and at events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.model.dataset import Entry
from alisei_cli.model.references import bodies, references
from alisei_cli.model.schema import Schema

HALVES = {"child": "parent", "predecessor": "successor", "has-member": "member-of", "has-spin-off": "spin-off-of"}
"""A relation as the other side writes it, to the half that is kept."""
OTHER_HALF = HALVES | {kept: other for other, kept in HALVES.items()} | {"related": "related"}
"""Each relation, and how the other side writes it."""
WHOLE = frozenset({*HALVES.values(), "related"})


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie; a relation that both sides state is one."""

    source: str
    target: str
    kind: str
    """A relation (``parent``: the target is the parent of the source), or a role of the source in the group or at the event."""
    since: str | None = None
    until: str | None = None

    @property
    def is_relation(self) -> bool:
        """Whether it stands between two stakeholders."""
        return self.kind in WHOLE

    @property
    def other_half(self) -> str:
        """A relation as the target states it."""
        return OTHER_HALF[self.kind]


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties between some entries."""

    entries: Mapping[str, Entry]
    """By id; those without any tie too."""
    ties: tuple[Tie, ...]
    outside: int
    """Ties with an entry that is not among these."""
    nameless: int
    """Times that a group or an event names a body that has no entry."""


def ties(entries: Sequence[Entry], schemas: Mapping[str, Schema]) -> Ties:
    """Every tie between ``entries``, sorted."""
    by_id: dict[str, Entry] = {}
    for entry in entries:
        by_id.setdefault(entry.id, entry)
    found: dict[tuple[str, str, str], Tie] = {}
    outside: set[tuple[str, str, str]] = set()
    nameless = 0
    for id_, entry in by_id.items():
        schema = schemas.get(entry.kind)
        for tie in (*_relations(id_, entry), *(_roles(id_, entry, schema) if schema else ())):
            if tie is None:
                nameless += 1
                continue
            key = (tie.source, tie.target, tie.kind)
            if tie.source not in by_id or tie.target not in by_id:
                outside.add(key)
            elif tie.source != tie.target and (key not in found or not found[key].since):
                found[key] = tie
    return Ties(by_id, tuple(found[key] for key in sorted(found)), len(outside), nameless)


def _relations(id_: str, entry: Entry) -> Iterator[Tie]:
    for index, _item in entry.items("relations"):
        kind, target, *dates = (entry.text("relations", index, key) for key in ("kind", "target", "since", "until"))
        if kind is None or target is None:
            continue
        if kind in HALVES:
            yield Tie(target, id_, HALVES[kind], *dates)
        elif kind == "related":
            yield Tie(min(id_, target), max(id_, target), kind, *dates)
        elif kind in WHOLE:
            yield Tie(id_, target, kind, *dates)


def _roles(id_: str, entry: Entry, schema: Schema) -> Iterator[Tie | None]:
    """Bodies in a group, at an event or the like, those without an entry as ``None``."""
    for reference in references(entry.data, schema):
        if not reference.relation and reference.field != "successor":
            field = schema.at((reference.field,))
            role = field.get("x-alisei-role")
            block = reference.pointer[:-1]
            since = entry.text(*block, "from") or entry.text(*block, "since")
            yield Tie(
                reference.target, id_, role if isinstance(role, str) else reference.field, since, entry.text(*block, "until")
            )
    for _pointer, body in bodies(entry.data, schema):
        if body.get("name") and not isinstance(body.get("id"), str):
            yield None
