"""References: the fields of an entry that name other entries."""

from collections.abc import Iterator
from dataclasses import dataclass

from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Pointer, find_value

RELATION = ("kind", "target")
"""Fields that identify an item which states a relation."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry naming another."""

    pointer: Pointer
    target: str
    relation: str = ""
    """Kind of the relation (``parent``, ``member-of``...); empty for other references."""
    dates: str = ""
    """Since and until when, as the other half would say it: ``, since: 2015``; mostly empty."""

    @property
    def field(self) -> str:
        """The field of the entry that holds it: ``relations``, ``successor``, ``members``..."""
        return str(self.pointer[0])


def references(data: Data, schema: Schema) -> Iterator[Reference]:
    """Every place of an entry's data that names another entry, in the order of the schema."""
    for number, pointer, target in schema.find(data, "references", (route for route, _kinds in schema.references)):
        if not isinstance(target, str):
            continue
        list_ = schema.references[number][0][:-2]
        if pointer[-1] == "target" and schema.identity(list_) == RELATION:
            relation = find_value(data, pointer[:-1])
            dates = "".join(f", {key}: {relation[key]}" for key in ("since", "until") if isinstance(relation.get(key), str))
            yield Reference(pointer, target, str(relation.get("kind") or ""), dates)
        else:
            yield Reference(pointer, target)


def bodies(data: Data, schema: Schema) -> Iterator[tuple[Pointer, Data]]:
    """Every block of an entry's data that names a body, by id or by name."""
    for _number, pointer, body in schema.find(data, "bodies", schema.bodies):
        if isinstance(body, dict):
            yield pointer, body
