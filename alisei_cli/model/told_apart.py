"""Pairs of entries that look alike and are two bodies, as a person has decided, each with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

FILE = "schema/not-duplicates.yaml"
Pair = tuple[str, str]
"""Two ids in alphabetical order."""


@dataclass(frozen=True, slots=True)
class ToldApart:
    """One such pair."""

    number: int
    """Its place in the list of the file, from 0."""
    ids: Pair
    """As written; ``pair`` is in order."""
    reason: str
    on: str
    """The day, month or year of the decision, as written."""

    @property
    def pair(self) -> Pair:
        """Both ids in alphabetical order."""
        return pair_of(*self.ids)


def pair_of(one: str, other: str) -> Pair:
    """Two ids in alphabetical order."""
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True)
class Apart:
    """All of them, in the order of the file."""

    pairs: tuple[ToldApart, ...] = ()

    @cached_property
    def reasons(self) -> Mapping[Pair, str]:
        """The reason why two entries are two bodies, by their ids in alphabetical order."""
        return {each.pair: each.reason for each in self.pairs}

    def has(self, one: str, other: str) -> bool:
        """Whether a person has decided that the entries with these ids are two bodies."""
        return pair_of(one, other) in self.reasons


NONE = Apart()


def build(data: Any) -> Apart:
    """The pairs in the data of ``schema/not-duplicates.yaml``; what is malformed is left out (the schema reports it)."""
    found = data.get("pairs") if isinstance(data, dict) else None
    return Apart(tuple(_pairs(found if isinstance(found, list) else [])))


def _pairs(found: list[Any]) -> Iterator[ToldApart]:
    for number, each in enumerate(found):
        ids, reason, on = (each.get(key) for key in ("ids", "reason", "on")) if isinstance(each, dict) else (None, None, None)
        if isinstance(ids, list) and len(ids) == 2 and all(isinstance(id_, str) for id_ in ids) and isinstance(reason, str):
            yield ToldApart(number, (ids[0], ids[1]), reason, str(on))
