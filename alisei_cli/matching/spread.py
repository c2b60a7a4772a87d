"""Spread attention: over all askers, no body in more than ``MOST`` top-threes, as far as others fit nearly as well."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TOP = 3
"""Places that are shared out."""
MOST = 6
"""Top-threes in which one body may stand: twice what each would have if all had the same."""
LEAST = 0.9
"""Whoever takes a place scores at least this part of whom they displace."""
MARGIN = 1e-9
"""Rounding of scores."""

Ranking = Sequence[tuple[str, float]]
"""Ids with their scores, the highest first."""
Slot = tuple[str, int]
"""A place of an asker: its id, and 0 for the first."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The top-threes of all askers after attention was spread."""

    tops: Mapping[str, tuple[str, ...]]
    """By id of the asker."""
    excess: Mapping[str, int]
    """Bodies that stand in more than ``MOST``, with the number of their top-threes."""


def spread(rankings: Mapping[str, Ranking]) -> Spread:
    """Share out the top places of ``rankings``.

    Places are handed on along the shortest chains of bodies that fit, until no chain is left: the number of places above ``MOST`` is then the
    least possible, but for chains that come back to the same asker.
    """
    plan = _Plan(rankings)
    for body in sorted(plan.held):
        while len(plan.held[body]) > MOST and plan.relieve(body):
            pass
    scores = {asker: dict(ranking) for asker, ranking in rankings.items()}
    tops = {
        asker: tuple(sorted(plan.shown(asker), key=lambda body: (-round(scores[asker][body], 9), body))) for asker in rankings
    }
    return Spread(tops, {body: len(slots) for body, slots in sorted(plan.held.items()) if len(slots) > MOST})


class _Plan:
    """Who holds which place, and who else may."""

    def __init__(self, rankings: Mapping[str, Ranking]) -> None:
        self._rankings = rankings
        self.holder: dict[Slot, str] = {}
        self.held: dict[str, set[Slot]] = {}
        for asker, ranking in rankings.items():
            for place, (body, _score) in enumerate(ranking[:TOP]):
                self._give((asker, place), body)

    def shown(self, asker: str) -> list[str]:
        """The bodies in the top places of ``asker``."""
        return [self.holder[asker, place] for place in range(TOP) if (asker, place) in self.holder]

    def relieve(self, body: str) -> bool:
        """Hand one place of ``body`` on, along the shortest chain to a body with room; false where there is none."""
        came: dict[Slot, tuple[Slot | None, str]] = dict.fromkeys(sorted(self.held[body]), (None, ""))
        waiting = deque(came)
        seen = {body}
        while waiting:
            slot = waiting.popleft()
            for other in self._fitting(slot):
                if other in seen or other in self.shown(slot[0]):
                    continue
                if len(self.held.get(other, ())) < MOST:
                    self._hand_on(slot, other, came)
                    return True
                seen.add(other)
                for next_ in sorted(self.held[other]):
                    if next_ not in came:
                        came[next_] = (slot, other)
                        waiting.append(next_)
        return False

    def _fitting(self, slot: Slot) -> list[str]:
        """The bodies that score enough for a place, the highest first."""
        ranking = self._rankings[slot[0]]
        least = LEAST * ranking[slot[1]][1] + MARGIN
        return [body for body, score in ranking if score >= least]

    def _hand_on(self, slot: Slot, body: str, came: Mapping[Slot, tuple[Slot | None, str]]) -> None:
        """Give ``slot`` to ``body``, what it leaves to the place before it in the chain, and so on; a chain that would show a body twice stops."""
        while True:
            before, wanted = came[slot]
            self._take(slot)
            self._give(slot, body)
            if before is None or wanted in self.shown(before[0]):
                return
            slot, body = before, wanted

    def _take(self, slot: Slot) -> None:
        self.held[self.holder.pop(slot)].discard(slot)

    def _give(self, slot: Slot, body: str) -> None:
        self.holder[slot] = body
        self.held.setdefault(body, set()).add(slot)
