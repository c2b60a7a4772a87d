"""The bodies of the registry, as it is and as it will be: sought by identifier, by name and by likeness."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alisei_cli.core.summaries import host_of, identifiers, normalize_identifier, summarize
from alisei_cli.folding import fold, fold_name, legal_form
from alisei_cli.likeness.blocks import Index
from alisei_cli.likeness.names import match, name_of
from alisei_cli.likeness.score import ALIKE, Body, body_of, score
from alisei_cli.likeness.words import places_of
from alisei_cli.model.dataset import Entry, display_name
from alisei_cli.model.ids import is_id
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Data, Source
from alisei_cli.model.territory import Territory

CLOSED = frozenset({"merged", "withdrawn"})
"""Statuses of entries that are never completed."""
NAMED = 0.6
"""Likeness of names from which an entry may be the body that its id is given for."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A body that the one in question may be."""

    path: str
    name: str
    """The name that is most like one of the body in question."""
    points: int
    host: str = ""
    """The host of the website that both have, where nothing but that speaks for it."""


class Bodies:
    """The entries of organisations by path, with the questions that matching asks."""

    def __init__(self, entries: Iterable[Entry], schema: Schema, territory: Territory) -> None:
        self._schema = schema
        self._strength = [name for _route, name in schema.identifiers]
        self._several = {name for route, name in schema.identifiers if schema.at(route).get("type") == "array"}
        self._places = places_of(territory)
        self._index = Index()
        self.data: dict[str, Data] = {}
        self.ids: dict[str, str] = {}
        self._by_code: dict[tuple[str, str], set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._by_host: dict[str, set[str]] = {}
        self._by_acronym: dict[str, set[str]] = {}
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
            if is_acronym:
                self._by_acronym.setdefault(fold(name), set()).add(path)
            else:
                self._by_name.setdefault(fold_name(name), set()).add(path)
        self._index.add(self._body(path, data))

    def has_name(self, name: str) -> bool:
        """Whether a body has this name, or these letters as its acronym."""
        return fold_name(name) in self._by_name or fold(name) in self._by_acronym

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
            and not _have_different_places(self.data[path], data, "municipality")
            and not _have_different_places(self.data[path], data, "region")
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

    def _body(self, path: str, data: Mapping[str, Any]) -> Body:
        """What the likeness of bodies is judged by; a body that is not in the registry yet has no path."""
        type_, place = data.get("type"), folder_of(data)
        terms = ((("type",), "", type_),) if isinstance(type_, str) else ()
        entry = Entry(
            path or f"registry/stakeholders/{place}/.yaml", "stakeholder", dict(data), Source(path, "", None), terms=terms
        )
        return body_of(summarize(entry, self._schema), self._places)

    def alike(self, data: Mapping[str, Any]) -> Alike | None:
        """The body that most probably is the one in ``data``, else the only one with its website."""
        return next(self._list_likely(data), None) or self._same_site(data)

    def look_up(self, data: Mapping[str, Any]) -> list[Alike]:
        """The bodies that a person may mean by ``data``, the likeliest first: by likeness, else by website or acronym."""
        host = host_of(data.get("website"))
        likely = {each.path: each for each in self._list_likely(data)}
        rest = self.find(data) | (self._by_host.get(host, set()) if host else set())
        rest |= {path for name, _is_acronym in names(data) for path in self._by_acronym.get(fold(name), ())}
        return [*likely.values(), *(Alike(path, self._nearest_name(path, data)[1], 0) for path in sorted(rest - likely.keys()))]

    def _list_likely(self, data: Mapping[str, Any]) -> Iterator[Alike]:
        """The bodies with enough points, those with most first."""
        body = self._body("", data)
        found = [
            (points, other.path)
            for other in self._index.near(body)
            if (points := score(body, other).points) >= ALIKE
            and not self.is_another(other.path, data)
            and not _have_different_places(self.data[other.path], data, "country")
        ]
        for points, path in sorted(found, key=lambda each: (-each[0], each[1])):
            yield Alike(path, self._nearest_name(path, data)[1], points)

    def _same_site(self, data: Mapping[str, Any]) -> Alike | None:
        """The only body with the website of ``data``: a site that several share tells none of them."""
        host = host_of(data.get("website"))
        paths = self._by_host.get(host, set()) if host else set()
        path = next(iter(paths)) if len(paths) == 1 else None
        if path is None or self.is_another(path, data):
            return None
        return Alike(path, display_name(self.data[path], ""), 0, host)

    def _nearest_name(self, path: str, data: Mapping[str, Any]) -> tuple[float, str]:
        """The name of the entry at ``path`` that is most like one in ``data``, with how much."""
        ours = [name_of(fold_name(name), self._places) for name, _is_acronym in names(data)]
        theirs = [(name, name_of(fold_name(name), self._places)) for name, _is_acronym in names(self.data[path])]
        found = [(match(our, their).likeness, name) for name, their in theirs for our in ours]
        return max(found, key=lambda each: each[0], default=(0.0, ""))

    def resemble(self, path: str, data: Mapping[str, Any]) -> bool:
        """Whether the entry at ``path`` may be the body in ``data``, once someone has said so: by name or website."""
        host = host_of(data.get("website"))
        return self._nearest_name(path, data)[0] >= NAMED or bool(host and host == host_of(self.data[path].get("website")))

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
        paths = self._by_code.get(("ror", normalize_identifier("ror", ror)), set())
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


def folder_of(data: Mapping[str, Any]) -> str:
    """The folder of an entry: its region, ``italia`` where only the country is known, ``estero`` for foreign bodies."""
    office = office_of(data)
    if office.get("country", "IT") != "IT":
        return "estero"
    region = str(office.get("region") or "")
    return region if is_id(region) else "italia"  # a source cannot choose a folder by "../.."


def _have_different_places(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> bool:
    """Whether both say where the head office is, and not the same."""
    here, there = office_of(one).get(key), office_of(other).get(key)
    return bool(here and there and here != there)
