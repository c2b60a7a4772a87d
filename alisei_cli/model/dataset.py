"""Entries, and the context in which they are checked."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from alisei_cli.language import Labels, Text
from alisei_cli.model.board import read_seats
from alisei_cli.model.groups import group
from alisei_cli.model.identity import ItemPointer
from alisei_cli.model.ids import stem_of
from alisei_cli.model.known import KnownTotal
from alisei_cli.model.registers import Register
from alisei_cli.model.schema import Schema, Violation
from alisei_cli.model.source import Data, Pointer, Source, field_of, find_value
from alisei_cli.model.taxonomy import Taxonomy
from alisei_cli.model.territory import Territory
from alisei_cli.model.told_apart import NONE, Apart

Words = Text | Labels

LONGEST_FRESH = 1200
"""Months; what is longer is no policy."""
ABOUT_A_VALUE = frozenset(
    {"type", "pattern", "enum", "const", "format", "maxLength", "minLength", "minimum", "maximum", "falseSchema"}
)
"""Keywords of the schema that refuse a value as it is written."""


@dataclass(frozen=True)
class Context:
    """Everything an entry is judged by, besides the other entries."""

    taxonomy: Taxonomy
    schemas: Mapping[str, Schema]
    """By kind: ``stakeholder``, ``group``, ``event``, and ``taxonomy``, ``policy``, ``known-totals``, ``not-duplicates`` and ``registers`` for the files themselves."""
    policy: Mapping[str, Any]
    territory: Territory
    today: datetime.date
    broken: tuple[str, ...] = ()
    """Kinds whose schema cannot be used: files of theirs are read, but judged by nothing."""
    known_totals: tuple[KnownTotal, ...] = ()
    """Totals that others have counted, where the dataset keeps any."""
    apart: Apart = NONE
    """Pairs of entries that look alike and are two bodies, where the dataset keeps any."""
    registers: tuple[Register, ...] = ()
    """Registers that many entries came from at once, where the dataset declares any."""

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds that have a folder below ``registry/``."""
        return tuple(kind for kind, schema in self.schemas.items() if "x-alisei-path" in schema.document)

    @cached_property
    def kind_labels(self) -> Mapping[str, Labels]:
        """Entries of each kind in words."""
        return {kind: self.schemas[kind].labels for kind in self.kinds}

    @cached_property
    def seats(self) -> Mapping[str, Labels]:
        """The seats of the board in words, by code, where the policy lists any."""
        return read_seats(self.policy)

    @property
    def verified_months(self) -> int:
        """Months for which a confirmation is fresh: those of the policy, else a year."""
        return self._months("verified_months", 12)

    @property
    def untouched_months(self) -> int:
        """Months without change until a review: those of the policy, else two years."""
        return self._months("untouched_months", 24)

    def _months(self, key: str, otherwise: int) -> int:
        freshness = self.policy.get("freshness")
        months = freshness.get(key) if isinstance(freshness, dict) else None
        return months if isinstance(months, int) and 0 < months <= LONGEST_FRESH else otherwise

    def facet_called(self, name: str) -> str | None:
        """The facet of that name, or of the field of that name, such as ``type``."""
        if name in self.taxonomy.facets:
            return name
        for schema in self.schemas.values():
            for route, facet in schema.facets:
                if name in route and facet in self.taxonomy.facets:
                    return facet
        return None

    def terms_of(self, entry: "Entry", facet: str) -> frozenset[str]:
        """Every term of ``facet`` that ``entry`` has, in whatever field."""
        schema = self.schemas.get(entry.kind)
        return frozenset(schema.terms_of(entry.data, facet) if schema else ())

    def area_of(self, entry: "Entry") -> str | None:
        """ISTAT's area of the entry's region; ``None`` where not known."""
        region = self.territory.regions.get(entry.region or "")
        return region.area if region else None


@dataclass(frozen=True)
class Entry:
    """One file of the dataset as rules see it."""

    path: str
    kind: str
    data: Data
    source: Source = field(repr=False, compare=False)
    violations: tuple[Violation, ...] = ()
    """What the schema of its kind has against it."""
    terms: tuple[tuple[Pointer, str, str], ...] = ()
    """Each text that stands where a term belongs: (pointer, facet, text)."""
    raised: Mapping[ItemPointer, str] = field(default_factory=dict)
    """Audience, or ``statistics``, of each value that an overlay brings; the file's own ``sharing`` block is in the data."""

    @property
    def stem(self) -> str:
        """File name without extension: the id that the entry ought to have."""
        return stem_of(self.path)

    @property
    def id(self) -> str:
        """The declared id, else the file's name."""
        declared = self.data.get("id")
        return declared if isinstance(declared, str) and declared else self.stem

    @property
    def name(self) -> str:
        """The name to call it by: display, then legal, then any, then the id."""
        return display_name(self.data, self.id)

    @property
    def region(self) -> str | None:
        """Slug of the region of the head office, or of an event's place; ``None`` where not known."""
        region = self.get("head_office", "region") or self.get("place", "region")
        return region if isinstance(region, str) else None

    def get(self, *pointer: str | int) -> Any:
        """The value below these keys and indices, or ``None``."""
        return find_value(self.data, pointer)

    def text(self, *pointer: str | int) -> str | None:
        """The text below these keys and indices, or ``None``."""
        found = self.get(*pointer)
        return found if isinstance(found, str) else None

    def items(self, key: str) -> Iterator[tuple[int, Data]]:
        """The mappings in the list under ``key``, with their indices."""
        found = self.data.get(key)
        if isinstance(found, list):
            yield from ((index, item) for index, item in enumerate(found) if isinstance(item, dict))

    @cached_property
    def texts(self) -> tuple[tuple[Pointer, str], ...]:
        """Every text in the data with its pointer, in order."""
        return self._survey[0]

    @cached_property
    def refused(self) -> frozenset[Pointer]:
        """Values that the schema refuses as they are written: no other rule speaks of them."""
        return frozenset(violation.pointer for violation in self.violations if violation.keyword in ABOUT_A_VALUE)

    def is_sound(self, pointer: Pointer) -> bool:
        """Whether the schema refuses neither the value at ``pointer`` nor its blocks."""
        refused = self.refused
        return not refused or not any(pointer[:length] in refused for length in range(len(pointer) + 1))

    @cached_property
    def sound(self) -> tuple[tuple[Pointer, str], ...]:
        """Every text that the schema does not refuse, with its pointer, in order."""
        return tuple(text for text in self.texts if self.is_sound(text[0])) if self.refused else self.texts

    @cached_property
    def blocks(self) -> tuple[tuple[Pointer, Data], ...]:
        """Every block of fields in the data with its pointer, in order; the entry itself is the first."""
        return self._survey[1]

    @cached_property
    def _survey(self) -> tuple[tuple[tuple[Pointer, str], ...], tuple[tuple[Pointer, Data], ...]]:
        texts: list[tuple[Pointer, str]] = []
        blocks: list[tuple[Pointer, Data]] = []
        _survey(self.data, (), texts, blocks)
        return tuple(texts), tuple(blocks)

    def formed(self, schema: Schema | None, definition: str) -> tuple[tuple[Pointer, str], ...]:
        """Every sound text where ``schema`` wants the form of a definition, such as a date."""
        if definition not in self._formed:
            found = schema.formed(self.data, definition) if schema else ()
            self._formed[definition] = tuple(each for each in found if isinstance(each[1], str) and self.is_sound(each[0]))
        return self._formed[definition]

    @cached_property
    def _formed(self) -> dict[str, tuple[tuple[Pointer, str], ...]]:
        return {}

    @cached_property
    def choices(self) -> "tuple[Choice, ...]":
        """The terms by block and facet; a primary and a secondary field are one choice."""
        found = group(((facet, field_of(pointer)[:-1]), (pointer, value)) for pointer, facet, value in self.terms)
        return tuple(Choice(facet, tuple(values)) for (facet, _block), values in found.items())


@dataclass(frozen=True, slots=True)
class Choice:
    """All that one block of an entry says on one facet."""

    facet: str
    values: tuple[tuple[Pointer, str], ...]

    @property
    def field(self) -> Pointer:
        """The field that has the values, the first where there are two (a primary and a secondary one)."""
        return field_of(self.values[0][0])


def display_name(data: Data, otherwise: str) -> str:
    """The name of an entry's data that a person would use, else ``otherwise``."""
    found = data.get("names")
    named = [name for name in found if isinstance(name, dict) and name.get("value")] if isinstance(found, list) else []
    for kind in ("display", "legal"):
        for name in named:
            if name.get("kind") == kind:
                return str(name["value"])
    plain = data.get("name")  # as kinds without several names have it
    return str(named[0]["value"]) if named else plain if isinstance(plain, str) and plain else otherwise


def _survey(data: Any, base: Pointer, texts: list[tuple[Pointer, str]], blocks: list[tuple[Pointer, Data]]) -> None:
    """Gather every text and every block below ``data``, in order, in one walk."""
    parts: Iterable[tuple[str | int, Any]] = enumerate(data)
    if data.__class__ is dict:
        blocks.append((base, data))
        parts = data.items()
    for part, value in parts:
        if value.__class__ is str:
            texts.append(((*base, part), value))
        elif value.__class__ is dict or value.__class__ is list:
            _survey(value, (*base, part), texts, blocks)


@dataclass(frozen=True)
class Dataset:
    """One state of the registry, whole, as reports and commands that look use it."""

    entries: tuple[Entry, ...]
    context: Context
    commit: str | None = None
    """Commit that the state stands on; ``None`` outside git."""
    dirty: bool = False
    """Whether the working tree differs from it."""
    changed: frozenset[str] = frozenset()
    """Paths of the files that differ from it."""
    as_of: str | None = None
    """The revision or date that was asked for; ``None`` for the working tree."""
    unreadable: tuple[str, ...] = ()
    """Paths of files that could not be read as entries: counted and named, never skipped silently."""
    missing: tuple[str, ...] = ()
    """Paths in the commit that are missing on disk.

    An example is a sparse checkout.
    """
    passed_over: tuple[Entry, ...] = ()
    """Entries of this state that were not chosen, where someone chose."""
    remarks: tuple[Words, ...] = ()
    """What else a reader has to know: a law that could not be read and was replaced, an audience that sees less."""
    digest: str = ""
    """Of the files of the context; empty where not known."""

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by id, of all kinds."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def passed_over_by_id(self) -> Mapping[str, Entry]:
        """Entries that were not chosen, by id."""
        return {entry.id: entry for entry in self.passed_over}

    def commit_of(self, *entries: Entry) -> str | None:
        """The commit that has ``entries`` as they are here; ``None`` where the file of one differs from it."""
        return None if any(entry.path in self.changed for entry in entries) else self.commit

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """Entries of one kind, by path."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def label(self, code: str) -> Labels:
        """Labels of a term."""
        return self.context.taxonomy.label(code)
