"""The whole judgement of a proposal, as it is told to whoever proposes and whoever decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from alisei_cli.language import Labels, Text
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.difference import Difference
from alisei_cli.model.ownership import Ownership, Reason
from alisei_cli.model.table import Answer

FEW = 3
"""Most names in one sentence."""

Outcome = Literal["nothing", "fine", "decide", "together", "update", "correct", "refused"]
"""Changes nothing; can be accepted; for the secretariat; clashes with another; out of date; wrong; not to be accepted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a proposal stands beside the base that it is meant for."""

    base: str
    fork: str
    """The merge base: the commit where the proposal left the base."""
    head: str
    behind: int
    """Number of commits that the base has had since."""
    altered: frozenset[str]
    """Paths of the dataset that the proposal changes, adds or deletes."""
    clashes: frozenset[str]
    """Those that the base has changed in another way since."""


@dataclass(frozen=True, slots=True)
class Together:
    """Another proposal beside the one under review."""

    name: str
    """The revision as it was named."""
    problems: tuple[Diagnostic, ...]
    """What neither of the two has alone."""
    clashes: frozenset[str]
    """Paths that both change, each in its own way."""

    @property
    def is_at_odds(self) -> bool:
        """Whether the two cannot both be accepted as they are."""
        return bool(self.problems or self.clashes)


@dataclass(frozen=True)
class Review:
    """A proposal judged."""

    standing: Standing
    difference: Difference
    """From the merge base to the proposal."""
    ownership: Ownership
    problems: tuple[Diagnostic, ...]
    """Errors, then warnings, of changed files, and those of other files that the change causes."""
    notes: tuple[Diagnostic, ...]
    """Notes that the change causes."""
    older: int
    """Number of errors and warnings in files that the proposal leaves alone."""
    rehearsal: Answer | None = None
    """What a changed taxonomy does."""
    together: Together | None = None
    questions: tuple[Text, ...] = ()
    """What has to be asked of whoever proposes, in sentences ready to be sent."""

    @cached_property
    def names(self) -> Mapping[str, Labels]:
        """Names of the entries that change, by path, the earlier one too."""
        found = self.difference.entries
        return {path: each.name for each in found for path in (each.moved_from, each.path) if path}

    def name_paths(self, reason: Reason) -> list[Labels | str]:
        """What the verdicts with this ``reason`` are about: entries by name, other files by path."""
        paths = (each.path for each in self.ownership.paths if each.reason == reason)
        return list(dict.fromkeys(self.names.get(path, path) for path in paths))

    @property
    def outcome(self) -> Outcome:
        """What is to be done, by the gravest reason."""
        if not self.ownership.paths:
            return "nothing"
        if self.ownership.verdict == "refused":
            return "refused"
        if self.problems:
            return "correct"
        if self.standing.clashes:
            return "update"
        if self.together and self.together.is_at_odds:
            return "together"
        return "decide" if self.ownership.verdict == "secretariat" else "fine"

    @property
    def is_fine(self) -> bool:
        """Whether nothing has to be changed, asked or decided."""
        return self.outcome in ("nothing", "fine")

    def count(self, severity: Severity) -> int:
        """How many problems have exactly this severity."""
        return sum(each.severity is severity for each in self.problems)


def take_few(names: Iterable[Labels | str]) -> list[Labels | str]:
    """The first of ``names``, and a sign where there are more."""
    known = list(names)
    return [*known[:FEW], *(["…"] if len(known) > FEW else [])]
