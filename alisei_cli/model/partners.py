"""Partners as they are shown: ranked, each with reasons in words and the two places that each rests on."""

from dataclasses import dataclass

from alisei_cli.language import Labels, Text

Words = Text | Labels


@dataclass(frozen=True, slots=True)
class SaidReason:
    """What speaks for a partner, in words."""

    kind: str
    points: float
    text: Text
    mine: str | None
    """``registry/....yaml#/needs/0``; ``None`` where no entry asks."""
    theirs: str


@dataclass(frozen=True, slots=True)
class Partner:
    """One possible partner."""

    id: str
    name: Words
    about: Text
    """What it is, and where."""
    path: str
    score: float
    reasons: tuple[SaidReason, ...]
    unknown: tuple[str, ...]
    """Empty fields that would have counted, ``mine:`` before those of the asker."""
    raises: tuple[Text, ...]
    """The same in words, each with the points that it could bring."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a body is where it is in the ranking, or not there at all."""

    id: str
    rank: int | None
    """From 1; ``None`` where it does not match."""
    of: int
    """Bodies that match at all."""
    hindrances: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Partners:
    """The answer to who could be a partner."""

    asker: str | None
    """Id of the entry that asks."""
    name: Words
    audience: str
    partners: tuple[Partner, ...]
    notes: tuple[Words, ...]
    why: Why | None = None
