"""Views: what one audience may see of a dataset; reports, exports, search and show take nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

from alisei_cli.language import Labels
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.policy import read_field_rules, repository_audience
from alisei_cli.model.routes import Route, Tree, generalise, tree
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.sharing import FIELD, drop_values, list_raised, locate
from alisei_cli.model.source import Data, Pointer

DEFAULT = ("public", "members", "secretariat")
"""Audiences where the policy names none."""


@dataclass(frozen=True)
class View(Dataset):
    """A dataset with only what ``audience`` may see; ``core.view`` alone makes one."""

    audience: str = DEFAULT[0]
    words: Mapping[str, str] = field(default_factory=dict)
    """What a search may find in an entry, by its path, where that is cached."""

    @cached_property
    def audiences(self) -> "Audiences":
        """Who may see what."""
        return Audiences(self.context)

    @property
    def is_public(self) -> bool:
        """Whether everyone may see all of it."""
        return self.audience == self.audiences.names[0]

    def shows(self, schema: Schema, route: Route) -> bool:
        """Whether the audience may see the field at ``route``; an entry may keep its own value of it back."""
        return self.audiences.level(schema, route) <= self.audiences.place(self.audience)


def audiences_of(context: Context) -> tuple[str, ...]:
    """The audiences of the policy, the widest first; each also sees what those before it see."""
    named = context.policy.get("audiences")
    names = tuple(name for name in named if isinstance(name, str)) if isinstance(named, list) else ()
    return names if len(names) > 1 and len(set(names)) == len(names) else DEFAULT


STATISTICS = "statistics"
"""Mark of what counts in totals that everyone may see, and is shown with a name to the last audience alone."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who may see a value, and who said so."""

    level: int
    """Place in ``Audiences.levels``."""
    by: Literal["schema", "policy", "entry"]
    pointer: Pointer = ()
    """The field that it was said of: the value's own, or one above it; empty where nothing readable is said of any."""
    reason: Labels | None = None


_LEVEL = attrgetter("level")
_LOWEST = Decision(-1, "schema")
"""Below whatever is said of a value."""


class Audiences:
    """Who may see which value: the narrowest that is said of it and of all above it, by its schema, the policy and its entry."""

    def __init__(self, context: Context) -> None:
        self.names = audiences_of(context)
        self.levels = (*self.names[:-1], STATISTICS, self.names[-1])
        """The audiences with the mark in its place, the widest first: what a level is a place in."""
        self._repository = repository_audience(context.policy)
        rules = read_field_rules(context.policy)
        self._is_unclear = rules is None
        self._tightened = {rule.route: rule for rule in sorted(rules or (), key=lambda rule: self.place(rule.level))}
        self._decided: dict[tuple[Schema, Route], Decision] = {}

    def place(self, name: str) -> int:
        """Level of an audience or of the mark, 0 for the widest; that of the narrowest for an unknown one."""
        return self.levels.index(name) if name in self.levels else len(self.levels) - 1

    @property
    def repository(self) -> int:
        """Level up to which values may stand in the files of the repository."""
        return self.place(self._repository)

    def audience(self, level: int) -> str:
        """The widest audience that sees the values of a level."""
        return self.names[min(level, len(self.names) - 1)]

    def level(self, schema: Schema, route: Route) -> int:
        """Level of the field at ``route``: who sees less than that does not see it."""
        return self.decide(schema, route).level

    def decide(self, schema: Schema, route: Route) -> Decision:
        """Level of the field at ``route``, by schema and policy.

        A field of which the schema says nothing is for the last, and so is every field where the policy is unclear.
        """
        if (schema, route) not in self._decided:
            self._decided[schema, route] = self._decide(schema, route)
        return self._decided[schema, route]

    def _decide(self, schema: Schema, route: Route) -> Decision:
        last = len(self.levels) - 1
        if self._is_unclear:
            return Decision(last, "policy")
        above = [route[:length] for length in range(1, len(route) + 1)]
        declared = [
            Decision(level, "schema", each, _read_reason(schema, each))
            for each in above
            if (level := self.declared(schema, each)) is not None
        ]
        named = ((each, self._tightened.get(tuple(part for part in each if part != "*"))) for each in above)
        tightened = [Decision(self.place(rule.level), "policy", each, rule.reason) for each, rule in named if rule]
        return max(*declared, *tightened, _LOWEST, key=_LEVEL) if declared else Decision(last, "schema")

    def declared(self, schema: Schema, route: Route) -> int | None:
        """Level that the schema names for exactly this route."""
        name = schema.at(route).get("x-alisei-audience")
        return None if name is None else self.place(name)

    def raised(self, entry: Entry, schema: Schema) -> dict[Pointer, int]:
        """Levels of the values that ``entry`` or an overlay raises, by pointer."""
        found: dict[Pointer, int] = {}
        if FIELD in entry.data or entry.raised:
            for named, name in list_raised(entry):
                for pointer in locate(entry.data, named, schema):
                    found[pointer] = max(found.get(pointer, 0), self.place(name))
        return found

    def decide_value(self, pointer: Pointer, schema: Schema, raised: Mapping[Pointer, int]) -> Decision:
        """Level of the value at ``pointer`` of an entry that raises these."""
        above = (pointer[:length] for length in range(len(pointer) + 1))
        by_entry = [Decision(raised[each], "entry", each) for each in above if each in raised]
        return max(self.decide(schema, generalise(pointer)), *by_entry, _LOWEST, key=_LEVEL)

    def is_public(self, pointer: Pointer, path: str, context: Context, kept: Collection[Pointer] = ()) -> bool:
        """Whether the widest audience may see the value at ``pointer`` of the file at ``path``; what is no entry, it may.

        ``kept``: values that the entry itself keeps from that audience.
        """
        if kept and any(pointer[:length] in kept for length in range(len(pointer) + 1)):
            return False
        folder = path.split("/")[1:2]
        schema = next((context.schemas[kind] for kind in context.kinds if [context.schemas[kind].folder] == folder), None)
        route = generalise(pointer)
        return schema is None or not route or not schema.at(route) or self.level(schema, route) == 0

    def hidden(self, schema: Schema, audience: str) -> tuple[frozenset[str], Tree]:
        """The fields of an entry that ``audience`` may see, and the routes below them that it may not."""
        place = self.place(audience)
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

    def drop_raised(self, entry: Entry, schema: Schema, audience: str) -> Data:
        """The data of ``entry`` without the values that it keeps from ``audience``."""
        place = self.place(audience)
        above = [pointer for pointer, level in self.raised(entry, schema).items() if level > place]
        return drop_values(entry.data, above) if above else entry.data


def _read_reason(schema: Schema, route: Route) -> Labels | None:
    said = schema.at(route).get("x-alisei-reason")
    return split_languages(said) if isinstance(said, str) else None


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
