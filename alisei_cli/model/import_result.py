"""What a source says of bodies, and what it would take to bring that into the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.language import Text
from alisei_cli.model.source import Data, Pointer


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a source says of one body, in the shape of an entry; what it does not say is absent."""

    data: Mapping[str, Any]
    """Fields of a stakeholder without ``id``; ``names`` begins with the name to call it by."""
    id: str | None = None
    """The id that a new entry should have, if the source (or its curator) gives one."""
    place: str = ""
    """Where in the source it stands, for messages."""
    completes: bool = False
    """Whether it adds terms to lists that are there, and a narrower sector in place of a broader one."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one record of the source."""

    place: str
    reason: Text


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of reading a source."""

    proposals: tuple[Proposal, ...]
    skipped: tuple[Remark, ...] = ()
    """Records that were asked for and are not imported."""
    doubts: tuple[Remark, ...] = ()
    """Records that are imported on a guess that someone should look at."""
    columns: tuple[Remark, ...] = ()
    """Columns that are not read, or not wholly."""
    notes: tuple[Remark, ...] = ()
    """What concerns neither one record nor one column: sheets that are not read."""
    part: Text | None = None
    """The part of the source that was read, where it has several."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the source says something else than the entry, which stays as it is."""

    path: str
    pointer: Pointer
    ours: Any
    """``None`` where the entry says nothing and could not hold ``theirs`` as things are."""
    theirs: Any
    reason: Text | None = None
    """Why what is absent is not filled in."""


@dataclass(frozen=True, slots=True)
class Held:
    """A proposal that resembles an entry and waits for someone's decision."""

    place: str
    id: str
    """The id that it would get as a new entry."""
    reason: Text
    """Which entry it resembles, and in what."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    created: dict[str, Data] = field(default_factory=dict)
    """Data of each new entry by its path."""
    filled: dict[str, list[tuple[Pointer, Any]]] = field(default_factory=dict)
    """What is put where nothing stood, by path."""
    differences: list[Difference] = field(default_factory=list)
    unclear: list[tuple[str, Text]] = field(default_factory=list)
    """Proposals that fit several entries, or none that can be named, with the reason."""
    held: list[Held] = field(default_factory=list)
    """Proposals that may be new or an entry under another spelling."""
    places: dict[str, str] = field(default_factory=dict)
    """Where in the source what is created or filled stands, by path: the first such place."""
