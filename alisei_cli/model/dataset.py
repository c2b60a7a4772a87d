"""Entries, what other entries need to know of them, and the law by which they are judged."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from alisei_cli.language import Labels
from alisei_cli.model.schema import Schema, Violation
from alisei_cli.model.source import Data, Pointer, Source
from alisei_cli.model.taxonomy import Taxonomy
from alisei_cli.model.territory import Territory


@dataclass(frozen=True)
class Law:
    """All that an entry is judged by, besides the other entries."""

    taxonomy: Taxonomy
    schemas: Mapping[str, Schema]
    """By kind: ``stakeholder``, ``group``, ``event``, and ``taxonomy`` and ``policy`` for the two files themselves."""
    policy: Mapping[str, Any]
    territory: Territory
    today: datetime.date

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds that have a folder below ``registry/``."""
        return tuple(kind for kind, schema in self.schemas.items() if "x-alisei-path" in schema.document)


@dataclass(frozen=True)
class Entry:
    """One file of the dataset as rules see it."""

    path: str
    kind: str
    data: Data
    source: Source = field(repr=False, compare=False)
    violations: tuple[Violation, ...] = ()
    """What the schema of its kind has against it."""

    @property
    def stem(self) -> str:
        """File name without extension: the id that the entry ought to have."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yaml")

    @property
    def id(self) -> str:
        """The declared id, else the file's name."""
        declared = self.data.get("id")
        return declared if isinstance(declared, str) and declared else self.stem

    @property
    def name(self) -> str:
        """The name to call it by: display, then legal, then any, then the id."""
        return display_name(self.data, self.id)

    def get(self, *route: str) -> Any:
        """What stands below these keys, or ``None``."""
        here: Any = self.data
        for key in route:
            here = here.get(key) if isinstance(here, dict) else None
        return here

    def items(self, key: str) -> Iterator[tuple[int, Data]]:
        """The mappings in the list under ``key``, with their indices."""
        found = self.data.get(key)
        if isinstance(found, list):
            yield from ((index, item) for index, item in enumerate(found) if isinstance(item, dict))

    @cached_property
    def texts(self) -> tuple[tuple[Pointer, str], ...]:
        """Every text in the data with its pointer, in order."""
        return tuple(_texts(self.data, ()))


def display_name(data: Data, otherwise: str) -> str:
    """The name of an entry's data that a person would use, else ``otherwise``."""
    found = data.get("names")
    named = [name for name in found if isinstance(name, dict) and name.get("value")] if isinstance(found, list) else []
    for kind in ("display", "legal"):
        for name in named:
            if name.get("kind") == kind:
                return str(name["value"])
    return str(named[0]["value"]) if named else otherwise


def _texts(data: Any, base: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(data, str):
        yield base, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*base, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _texts(item, (*base, index))


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry naming another."""

    pointer: Pointer
    target: str
    relation: str = ""
    """Kind of the relation (``parent``, ``member-of``...); empty for other references."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What other entries need to know of an entry: small, plain, and the same for the same bytes and law."""

    path: str
    kind: str
    id: str
    status: str
    name: str
    place: str
    """Municipality of the head office, or empty."""
    names: tuple[tuple[Pointer, str], ...] = ()
    """Each display or legal name folded, with its pointer."""
    keys: tuple[tuple[str, str, Pointer], ...] = ()
    """Identifiers that only one body can have: (``vat``, normalised value, pointer); also ``host`` of the website."""
    references: tuple[Reference, ...] = ()
    terms: tuple[tuple[Pointer, str, str], ...] = ()
    """Each value bound to a facet: (pointer, facet, value)."""


@dataclass(frozen=True)
class Census:
    """The facts of every entry, with the questions that rules between entries ask."""

    facts: tuple[Facts, ...]

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Facts, ...]]:
        """Entries by id; more than one where an id is taken twice."""
        found: dict[str, list[Facts]] = {}
        for facts in self.facts:
            found.setdefault(facts.id, []).append(facts)
        return {id_: tuple(group) for id_, group in found.items()}

    @cached_property
    def usage(self) -> Counter[str]:
        """How many entries bear each term."""
        return Counter(code for facts in self.facts for code in {value for _, _, value in facts.terms})


@dataclass(frozen=True)
class Dataset:
    """One state of the registry, whole, as reports and commands that look use it."""

    entries: tuple[Entry, ...]
    law: Law
    commit: str | None = None
    """Commit that the state stands on; ``None`` outside git."""
    dirty: bool = False
    """Whether the working tree differs from it."""
    as_of: str | None = None
    unreadable: tuple[str, ...] = ()
    """Paths of files that could not be read as entries: counted and named, never skipped silently."""

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by id, of all kinds."""
        return {entry.id: entry for entry in self.entries}

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """Entries of one kind, by path."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def label(self, code: str) -> Labels:
        """Labels of a term."""
        return self.law.taxonomy.label(code)
