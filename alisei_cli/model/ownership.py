"""The verdict on who makes a change: own, for the secretariat to decide, or refused."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["own", "secretariat", "refused"]
Reason = Literal[
    "own-entry",
    "secretariat-acts",
    "new-entry",
    "nobody-owns-it",
    "secretariat-field",
    "foreign-entry",
    "machinery",
    "mixed",
    "not-a-regular-file",
]
VERDICTS: dict[Reason, Verdict] = {
    "own-entry": "own",
    "secretariat-acts": "own",
    "new-entry": "secretariat",
    "nobody-owns-it": "secretariat",
    "secretariat-field": "secretariat",
    "foreign-entry": "refused",
    "machinery": "refused",
    "mixed": "refused",
    "not-a-regular-file": "refused",
}
"""The verdict that each reason carries."""
ORDER: tuple[Verdict, ...] = ("own", "secretariat", "refused")
"""From best to worst."""


@dataclass(frozen=True, slots=True)
class PathVerdict:
    """The verdict on one changed path."""

    path: str
    reason: Reason
    pointers: tuple[str, ...] = ()
    """Of ``secretariat-field``: JSON Pointers of what the secretariat has to decide; empty text for the whole entry."""

    @property
    def verdict(self) -> Verdict:
        """Whether the actor may change it."""
        return VERDICTS[self.reason]


@dataclass(frozen=True, slots=True)
class Ownership:
    """The verdicts on all paths that a proposal changes."""

    actor: int
    """Number of the account that proposes."""
    paths: tuple[PathVerdict, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all; a proposal that changes nothing is ``own``."""
        return max((each.verdict for each in self.paths), key=ORDER.index, default="own")

    def of(self, verdict: Verdict) -> tuple[PathVerdict, ...]:
        """The paths with this verdict."""
        return tuple(each for each in self.paths if each.verdict == verdict)
