"""The bodies of the registry, as it is and as it will be: sought by identifier, by name and by likeness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.core.likeness import ALIKE, likeness, marks_of, numbers_of, shared_telling
from alisei_cli.core.summaries import host_of, identifiers, normal
from alisei_cli.folding import fold, fold_name, legal_form
from alisei_cli.model.dataset import Entry, display_name
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data
from alisei_cli.model.territory import Territory

CLOSED = frozenset({"merged", "withdrawn"})
"""Statuses of entries that are never completed."""
SURE = 0.95
"""Likeness that counts though the municipalities differ: bodies move."""
CROWD = 200
"""Most bodies that are compared because of one word: a word that more of them share tells none apart."""
RARE = 5
"""Most bodies whose names bear a word that can stand for a whole name: "Kedrion" for "Kedrion Biopharma"."""
SHORTEST_RARE = 3
"""Letters of such a word."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A body that the one in question may be."""

    path: str
    name: str
    """The name that is most like one of the body in question."""
    likeness: float
    host: str = ""
    """The host of the website that both have, where nothing but that speaks for it."""


class Bodies:
    """The entries of organisations by path, with the questions that matching asks."""

    def __init__(self, entries: Iterable[Entry], schema: Schema, territory: Territory) -> None:
        self._schema = schema
        self._strength = [name for _route, name in schema.identifiers]
        self._several = {name for route, name in schema.identifiers if schema.at(route).get("type") == "array"}
        regions = [name for each in territory.regions.values() for name in (each.name.it, each.name.en)]
        provinces = [each.name for each in territory.provinces.values()]
        others = [name for unit in territory.other_names.values() for spellings in unit.values() for name in spellings]
        self._places = frozenset(word for place in (*regions, *provinces, *others) for word in fold(place).split())
        self.data: dict[str, Data] = {}
        self.ids: dict[str, str] = {}
        self._by_code: dict[tuple[str, str], set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._by_mark: dict[str, dict[frozenset[str], set[str]]] = {}
        self._by_host: dict[str, set[str]] = {}
        for entry in entries:
            self.add(entry.path, entry.id, entry.data)

    def add(self, path: str, id_: str, data: Data) -> None:
        """Take in one body."""
        self.data[path] = data
        self.ids[id_] = path
        for code in self._codes(data):
            self._by_code.setdefault(code, set()).add(path)
        self._by_host.setdefault(host_of(data.get("website")), set()).add(path)
        for name, is_acronym in names(data):
            if not is_acronym:
                self._by_name.setdefault(fold_name(name), set()).add(path)
            for mark in marks_of(name):
                self._by_mark.setdefault(mark, {}).setdefault(numbers_of(name), set()).add(path)

    def find(self, data: Mapping[str, Any]) -> set[str]:
        """Paths of the entries that are the body in ``data``: by its strongest identifier, else by name and place."""
        for code in self._codes(data):
            found = {path for path in self._by_code.get(code, ()) if not self.is_another(path, data, stronger_than=code[0])}
            if found:
                return found
        ours = [name for name, is_acronym in names(data) if not is_acronym and fold_name(name)]
        named = {path for name in ours for path in self._by_name.get(fold_name(name), ()) if self._may_be_called(path, name)}
        return {
            path
            for path in named
            if not self.is_another(path, data)
            and not _differ(self.data[path], data, "municipality")
            and not _differ(self.data[path], data, "region")
        }

    def _may_be_called(self, path: str, name: str) -> bool:
        """Whether one name of the entry is ``name`` without another legal form: an S.r.l. may be the sister of an S.p.A."""
        forms = {
            legal_form(other)
            for other, is_acronym in names(self.data[path])
            if not is_acronym and fold_name(other) == fold_name(name)
        }
        return not legal_form(name) or bool(forms & {legal_form(name), ""})

    def is_another(self, path: str, data: Mapping[str, Any], stronger_than: str = "") -> bool:
        """Whether an identifier (one stronger than the given) says that these are two bodies."""
        ours = dict(self._codes(self.data[path]))
        known = self._strength
        decisive = set(known[: known.index(stronger_than)] if stronger_than else known) - self._several
        return any(ours.get(kind, value) != value for kind, value in self._codes(data) if kind in decisive)

    def _codes(self, data: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The identifiers of a body in comparable form, the strongest first; of some kinds it may have several."""
        return [(name, code) for name, code, _pointer in identifiers(dict(data), self._schema)]

    def alike(self, data: Mapping[str, Any]) -> Alike | None:
        """The body that the one in ``data`` may be: by likeness of names, else by website, else by the words of one name in another."""
        ours = [name for name, is_acronym in names(data) if not is_acronym]
        near = {path for name in ours for path in self._near(name)}
        near = {path for path in near if not self._is_elsewhere(path, data) and not self.is_another(path, data)}
        found = [
            alike
            for path in near
            if (alike := self._most_alike(path, ours)).likeness
            >= (SURE if _differ(self.data[path], data, "municipality") else ALIKE)
        ]
        best = min(found, key=lambda alike: (-alike.likeness, alike.path), default=None)
        return best or self._same_site(data) or self._named_in_part(near, ours, data)

    def _is_elsewhere(self, path: str, data: Mapping[str, Any]) -> bool:
        return _differ(self.data[path], data, "region") or _differ(self.data[path], data, "country")

    def _same_site(self, data: Mapping[str, Any]) -> Alike | None:
        """The only body with the website of ``data``: a site that several share tells none of them."""
        host = host_of(data.get("website"))
        paths = self._by_host.get(host, set()) if host else set()
        path = next(iter(paths)) if len(paths) == 1 else None
        if path is None or self.is_another(path, data):
            return None
        return Alike(path, display_name(self.data[path], ""), 0.0, host)

    def _named_in_part(self, paths: Iterable[str], ours: Sequence[str], data: Mapping[str, Any]) -> Alike | None:
        """The first of the bodies that has all telling words of a name in ``data`` or the other way round, a rare one among them."""
        found = (
            Alike(path, their, 0.0)
            for path in sorted(paths)
            for their, _is_acronym in names(self.data[path])
            for our in ours
            if any(self._is_rare(word, data) for word in shared_telling(our, their) - self._places)
        )
        return next(found, None)

    def _is_rare(self, word: str, data: Mapping[str, Any]) -> bool:
        """Whether few bodies of the registry bear a word, or one alone of the municipality; a number is no word."""
        if len(word) < SHORTEST_RARE or word.isdigit():
            return False
        bearers = set().union(*self._by_mark.get(word, {}).values())
        town = office_of(data).get("municipality")
        return len(bearers) <= RARE or [office_of(self.data[path]).get("municipality") for path in bearers].count(town) == 1

    def _near(self, name: str) -> set[str]:
        """Paths of the bodies of the same folded name, and of those that share a mark which few bear."""
        numbers = numbers_of(name)
        near = set(self._by_name.get(fold_name(name), ()))
        for mark in marks_of(name):
            found = self._by_mark.get(mark, {})
            groups = [found.get(numbers, set()), found.get(frozenset(), set())] if numbers else found.values()
            if sum(map(len, groups)) <= CROWD:
                near.update(*groups)
        return near

    def _most_alike(self, path: str, ours: Iterable[str]) -> Alike:
        theirs = [name for name, _is_acronym in names(self.data[path])]
        pairs = [Alike(path, their, likeness(our, their)) for our in ours for their in theirs]
        return max(pairs, key=lambda alike: alike.likeness, default=Alike(path, "", 0.0))

    def resemble(self, path: str, data: Mapping[str, Any]) -> bool:
        """Whether the entry at ``path`` may be the body in ``data``, once someone has said so: by name or website."""
        ours = [name for name, _is_acronym in names(data)]
        theirs = [name for name, _is_acronym in names(self.data[path])]
        host = host_of(data.get("website"))
        return (
            self._most_alike(path, ours).likeness >= ALIKE
            or bool(host and host == host_of(self.data[path].get("website")))
            or any(shared_telling(our, their) for our in ours for their in theirs)
        )

    def is_closed(self, path: str) -> bool:
        """Whether the entry at ``path`` is merged or withdrawn, and so never completed."""
        return str(self.data[path].get("status")) in CLOSED

    def open_successor(self, path: str) -> str | None:
        """Path of the entry that stands for a merged one today; ``None`` where none is named."""
        seen = set()
        while path not in seen and self.is_closed(path):
            seen.add(path)
            path = self.ids.get(str(self.data[path].get("successor") or ""), path)
        return None if self.is_closed(path) else path

    def by_ror(self, ror: str) -> str | None:
        """Id of the entry that has this ROR id."""
        paths = self._by_code.get(("ror", normal("ror", ror)), set())
        return next((id_ for id_, path in self.ids.items() if path in paths), None) if paths else None


def names(data: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The names of a body, each with whether it is an acronym."""
    found = data.get("names")
    for name in found if isinstance(found, list) else ():
        if isinstance(name, dict) and isinstance(name.get("value"), str):
            yield name["value"], name.get("kind") == "acronym"


def office_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The head office, empty where there is none."""
    office = data.get("head_office")
    return office if isinstance(office, dict) else {}


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> bool:
    """Whether both say where the head office is, and not the same."""
    here, there = office_of(one).get(key), office_of(other).get(key)
    return bool(here and there and here != there)
