"""Index of the registry's organisations, searched by identifier, name and similarity."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alisei_cli.core.facts import codes_at, normal
from alisei_cli.core.likeness import ALIKE, likeness, marks_of, numbers_of
from alisei_cli.folding import fold_name, legal_form
from alisei_cli.model.dataset import Entry
from alisei_cli.model.source import Data

STRONG = ("ror", "vat", "tax_code", "lei", "nsis", "srn", "isni", "wikidata", "pic")
"""Identifiers, the strongest first."""
SEVERAL = frozenset({"srn"})
"""Identifiers of which one body may have several.

A different one proves nothing.
"""
CLOSED = frozenset({"merged", "withdrawn"})
"""Statuses of entries that an import never completes."""
SURE = 0.95
"""Similarity that counts even if the municipalities differ, because bodies move."""
CROWD = 200
"""Maximum number of bodies compared because of one shared word.

A more common word distinguishes nothing.
"""


@dataclass(frozen=True, slots=True)
class SimilarBody:
    """An existing body that may be the same one."""

    path: str
    name: str
    likeness: float


class Bodies:
    """Entries of organisations by path, with the lookups needed for matching."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.data: dict[str, Data] = {}
        self.ids: dict[str, str] = {}
        self._by_code: dict[tuple[str, str], set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._by_mark: dict[str, dict[frozenset[str], set[str]]] = {}
        for entry in entries:
            self.add(entry.path, entry.id, entry.data)

    def add(self, path: str, id_: str, data: Data) -> None:
        """Add one body to the index."""
        self.data[path] = data
        self.ids[id_] = path
        for code in codes(data):
            self._by_code.setdefault(code, set()).add(path)
        for name, is_acronym in names(data):
            if not is_acronym:
                self._by_name.setdefault(fold_name(name), set()).add(path)
            for mark in marks_of(name):
                self._by_mark.setdefault(mark, {}).setdefault(numbers_of(name), set()).add(path)

    def find(self, data: Mapping[str, Any]) -> set[str]:
        """Paths of the entries that are the body in ``data``: by its strongest identifier, else by name and place."""
        for code in codes(data):
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
        """Whether a name of the entry equals ``name`` apart from legal forms.

        An S.r.l. may be the sister company of an S.p.A.
        """
        forms = {
            legal_form(other)
            for other, is_acronym in names(self.data[path])
            if not is_acronym and fold_name(other) == fold_name(name)
        }
        return not legal_form(name) or bool(forms & {legal_form(name), ""})

    def is_another(self, path: str, data: Mapping[str, Any], stronger_than: str = "") -> bool:
        """Whether an identifier (one stronger than the given) says that these are two bodies."""
        ours = dict(codes(self.data[path]))
        decisive = set(STRONG[: STRONG.index(stronger_than)] if stronger_than else STRONG) - SEVERAL
        return any(ours.get(kind, value) != value for kind, value in codes(data) if kind in decisive)

    def find_similar(self, data: Mapping[str, Any]) -> SimilarBody | None:
        """Find the most similar body in the same or an unknown region."""
        ours = [name for name, is_acronym in names(data) if not is_acronym]
        near = {path for name in ours for path in self._near(name)}
        found = [
            each
            for path in near
            if not _differ(self.data[path], data, "region") and not self.is_another(path, data)
            if (each := self._find_most_similar(path, ours)).likeness
            >= (SURE if _differ(self.data[path], data, "municipality") else ALIKE)
        ]
        return min(found, key=lambda each: (-each.likeness, each.path), default=None)

    def _near(self, name: str) -> set[str]:
        """Collect paths of bodies with the same folded name or mark.

        Marks that many names share do not count.
        """
        numbers = numbers_of(name)
        near = set(self._by_name.get(fold_name(name), ()))
        for mark in marks_of(name):
            found = self._by_mark.get(mark, {})
            groups = [found.get(numbers, set()), found.get(frozenset(), set())] if numbers else found.values()
            if sum(map(len, groups)) <= CROWD:
                near.update(*groups)
        return near

    def _find_most_similar(self, path: str, ours: Iterable[str]) -> SimilarBody:
        theirs = [name for name, _is_acronym in names(self.data[path])]
        pairs = [SimilarBody(path, their, likeness(our, their)) for our in ours for their in theirs]
        return max(pairs, key=lambda each: each.likeness, default=SimilarBody(path, "", 0.0))

    def resemble(self, path: str, data: Mapping[str, Any]) -> bool:
        """Whether a name of the entry is similar to one in ``data``."""
        return self._find_most_similar(path, [name for name, _is_acronym in names(data)]).likeness >= ALIKE

    def is_closed(self, path: str) -> bool:
        """Whether the entry at ``path`` is merged or withdrawn, so never completed."""
        return str(self.data[path].get("status")) in CLOSED

    def open_successor(self, path: str) -> str | None:
        """Follow merges to the current entry.

        The result is ``None`` if no successor is given.
        """
        seen = set()
        while path not in seen and self.is_closed(path):
            seen.add(path)
            path = self.ids.get(str(self.data[path].get("successor") or ""), path)
        return None if self.is_closed(path) else path

    def by_ror(self, ror: str) -> str | None:
        """Id of the entry that bears this ROR id."""
        paths = self._by_code.get(("ror", normal("ror", ror)), set())
        return next((id_ for id_, path in self.ids.items() if path in paths), None) if paths else None


def codes(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """List the identifiers in normalised form, the strongest first."""
    identifiers = data.get("identifiers")
    for kind in STRONG:
        for _pointer, code in codes_at((), identifiers.get(kind) if isinstance(identifiers, dict) else None):
            yield kind, normal(kind, code)


def names(data: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """List the names, each with whether it is an acronym."""
    found = data.get("names")
    for name in found if isinstance(found, list) else ():
        if isinstance(name, dict) and isinstance(name.get("value"), str):
            yield name["value"], name.get("kind") == "acronym"


def office_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the head office, or an empty mapping."""
    office = data.get("head_office")
    return office if isinstance(office, dict) else {}


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> bool:
    """Whether both give ``key`` of the head office, with different values."""
    here, there = office_of(one).get(key), office_of(other).get(key)
    return bool(here and there and here != there)
