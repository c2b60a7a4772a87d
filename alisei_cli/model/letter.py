"""Letters that ask organisations once a year whether their entries are right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from alisei_cli.language import Labels, Text
from alisei_cli.model.diagnostic import Diagnostic

Channel = Literal["given", "mailbox", "form", "website", ""]
"""Where an address comes from: the secretariat's own list, or a field of the entry."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points of a list."""

    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to be copied as they are."""

    text: str


Part = Text | Bullets | Block


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; its sentences are shown in the language of the moment."""

    id: str
    name: Labels
    address: str
    channel: Channel
    subject: Text
    parts: tuple[Part, ...]
    bodies: int = 0
    """How many bodies the organisation is asked about besides itself."""


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
