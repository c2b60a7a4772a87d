"""The requirements of a call, and the sets of organisations that meet them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alisei_cli.language import Labels, Text

Words = Text | Labels


@dataclass(frozen=True)
class Requirement:
    """How many of the chosen have to be of some kind, or from how many different places they have to come."""

    id: str
    label: Words
    groups: tuple[frozenset[str], ...]
    """Candidates by what is counted: each by itself where bodies are, those of one region together where regions are."""
    least: int = 0
    most: int | None = None
    share_least: int = 0
    """Percent of the chosen."""
    share_most: int = 100
    is_shown: bool = True
    """Whether a member is said to cover it; the size of the whole no one covers."""
    unknown: int = 0
    """Candidates that do not say enough to tell."""

    @cached_property
    def members(self) -> frozenset[str]:
        """Every candidate that counts."""
        return frozenset().union(*self.groups)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every candidate counts by itself."""
        return all(len(group) == 1 for group in self.groups)

    def is_met(self, chosen: Collection[str]) -> bool:
        """Whether ``chosen`` ids, each once, meet it."""
        if self.is_plain:
            found = len(self.members.intersection(chosen))
        else:
            found = sum(not group.isdisjoint(chosen) for group in self.groups)
        is_enough = found >= self.least and (self.most is None or found <= self.most)
        return is_enough and self.share_least * len(chosen) <= 100 * found <= self.share_most * len(chosen)

    def among(self, candidates: Collection[str]) -> "Requirement":
        """The same where only these may be chosen."""
        kept = frozenset(candidates)
        return replace(self, groups=tuple(group & kept for group in self.groups if group & kept))


@dataclass(frozen=True)
class Problem:
    """What is asked of the solver."""

    candidates: tuple[str, ...]
    """Ids, those that are rather taken first."""
    requirements: tuple[Requirement, ...]
    included: frozenset[str] = frozenset()
    """Those that are in every set."""

    def fails(self, chosen: Collection[str]) -> list[Requirement]:
        """What ``chosen`` does not meet."""
        return [each for each in self.requirements if not each.is_met(chosen)]


@dataclass(frozen=True, slots=True)
class Member:
    """One body of a set."""

    id: str
    name: Words
    region: Words | None
    covers: tuple[Requirement, ...]
    needed: tuple[Requirement, ...]
    """What the set would not meet without it."""
    others: tuple[str, ...]
    """Ids that could stand in its place, the rest of the set unchanged."""
    is_coordinator: bool = False
    is_included: bool = False
    """Whether the call says that it is in already."""


@dataclass(frozen=True, slots=True)
class Consortia:
    """The answer to a call."""

    call: Words
    audience: str
    sets: tuple[tuple[Member, ...], ...]
    missing: tuple[Requirement, ...]
    """What cannot be met: each by itself, else together."""
    is_together: bool
    """Whether each of them could be met by itself."""
    available: Mapping[str, int]
    """By id of a requirement: how many candidates count."""
    notes: Sequence[Words]
