"""Letters that ask organisations once a year whether their entries are right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from alisei_cli.language import Labels, Text
from alisei_cli.model.diagnostic import Diagnostic

Channel = Literal["given", "mailbox", "form", "website", ""]
"""Where an address comes from: the secretariat's own list, or a field of the entry."""

BODIES = "-bodies.csv"
"""End of the name of the file that lists the bodies of an organisation."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list."""

    text: Text
    line: str = ""
    """To be copied as it is; empty where there is nothing to write."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points of a list."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to be copied as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the web on a line of its own."""

    address: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of data below each other, such as a signature."""

    lines: tuple[str, ...]


Part = Text | Bullets | Block | Link | Lines


@dataclass(frozen=True, slots=True)
class Body:
    """A member or part of the organisation that is written to."""

    id: str
    name: Labels
    municipality: str
    website: str
    unknown: tuple[Text, ...]
    """What its entry does not say."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; its sentences are shown in the language of the moment."""

    id: str
    name: Labels
    address: str
    channel: Channel
    subject: Text
    parts: tuple[Part, ...]
    bodies: tuple[Body, ...] = ()
    """The bodies that the organisation is asked about besides itself."""


@dataclass(frozen=True)
class Wishes:
    """What the secretariat wants of a round of letters."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    """By id; they count before those of the entries."""
    is_asking_offers: bool = False
    site: str = ""
    """Address of a page for each entry: ``{id}`` is replaced; without it the id is put at the end."""
    diagnostics: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """What the rules say of an entry, by its path, as everyone may read it."""
    has_forms: bool = False
    """Whether the page of each entry is attached to its letter."""
    signature: str = ""
    """Who signs, and where to reach them."""
