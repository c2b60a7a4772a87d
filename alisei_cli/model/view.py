"""Views: what one audience may see of a dataset; reports, exports, search and show take nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.model.dataset import Context, Dataset
from alisei_cli.model.routes import Route, Tree, generalise, tree
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer

DEFAULT = ("public", "members", "secretariat")
"""Audiences where the policy names none."""


@dataclass(frozen=True)
class View(Dataset):
    """A dataset with only what ``audience`` may see; ``core.view`` alone makes one."""

    audience: str = DEFAULT[0]
    words: Mapping[str, str] = field(default_factory=dict)
    """What a search may find in an entry, by its path, where that is cached."""


def audiences_of(context: Context) -> tuple[str, ...]:
    """The audiences of the policy, the widest first; each also sees what those before it see."""
    named = context.policy.get("audiences")
    names = tuple(name for name in named if isinstance(name, str)) if isinstance(named, list) else ()
    return names if len(names) > 1 and len(set(names)) == len(names) else DEFAULT


class Audiences:
    """Who may see which field: the narrower of what the schema says and what the policy says of a route and of all above it."""

    def __init__(self, context: Context) -> None:
        self.names = audiences_of(context)
        fields = context.policy.get("fields", {})
        self._is_unclear = not isinstance(fields, dict) or not all(isinstance(named, list) for named in fields.values())
        self._tightened: dict[Route, int] = {}
        for name, named in () if self._is_unclear else fields.items():
            level = self.names.index(name) if name in self.names else len(self.names) - 1
            self._tightened |= {route_of(field): level for field in named if isinstance(field, str)}

    def level(self, schema: Schema, route: Route) -> int:
        """Place of the audience that may see the field at ``route``, 0 for the widest.

        A field of which the schema says nothing is for the last, and so is every field where the policy is unclear.
        """
        last = len(self.names) - 1
        above = [route[:length] for length in range(1, len(route) + 1)]
        declared = [level for each in above if (level := self.declared(schema, each)) is not None]
        tightened = [self._tightened.get(tuple(part for part in each if part != "*"), 0) for each in above]
        return last if self._is_unclear or not declared else max(*declared, *tightened)

    def declared(self, schema: Schema, route: Route) -> int | None:
        """Place of the audience that the schema names for exactly this route; an unknown one is the narrowest."""
        name = schema.at(route).get("x-alisei-audience")
        if name is None:
            return None
        return self.names.index(name) if name in self.names else len(self.names) - 1

    def is_public(self, pointer: Pointer, path: str, context: Context) -> bool:
        """Whether the widest audience may see the value at ``pointer`` of the file at ``path``; what is no entry, it may."""
        folder = path.split("/")[1:2]
        schema = next((context.schemas[kind] for kind in context.kinds if [context.schemas[kind].folder] == folder), None)
        route = generalise(pointer)
        return schema is None or not route or not schema.at(route) or self.level(schema, route) == 0

    def hidden(self, schema: Schema, audience: str) -> tuple[frozenset[str], Tree]:
        """The fields of an entry that ``audience`` may see, and the routes below them that it may not."""
        place = self.names.index(audience)
        seen: set[str] = set()
        below: list[Route] = []
        for route, _node in schema.walk():
            if not route:
                continue
            if self.level(schema, route) <= place:
                seen.update(route[:1] if len(route) == 1 else ())
            elif len(route) > 1:
                below.append(route)
        return frozenset(seen), tree(route for route in below if route[0] in seen)


def route_of(field: str) -> Route:
    """The route of a field as the policy writes it: ``contact`` or ``/contact/mailbox``."""
    return tuple(part for part in field.split("/") if part and part != "*")


def drop_hidden(data: Mapping[str, Any], fields: frozenset[str], hidden: Tree) -> dict[str, Any]:
    """``data`` with only these fields, and without what is at the hidden routes below them."""
    seen = {key: value for key, value in data.items() if key in fields}
    return (
        {key: _drop_hidden(value, hidden[key][1]) if key in hidden else value for key, value in seen.items()} if hidden else seen
    )


def _drop_hidden(value: Any, hidden: Tree) -> Any:
    if isinstance(value, list):
        number, below = hidden.get("*", (None, {}))
        return [] if number is not None else [_drop_hidden(item, below) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: inner for key, inner in value.items() if key not in hidden or hidden[key][0] is None}
    return {key: _drop_hidden(inner, hidden[key][1]) if key in hidden else inner for key, inner in kept.items()}
