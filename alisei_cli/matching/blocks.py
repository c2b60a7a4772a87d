"""Which bodies are worth comparing: those with an offer or need of a near kind on near terms, the nearest first."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from alisei_cli.matching.points import MEETINGS, Share
from alisei_cli.matching.profile import Item, Profile, Stall
from alisei_cli.matching.terms import Near

CROWD = 100
"""Bodies that are compared with one asker in full, where there are as many; all, where there are fewer."""
CLOSE = 0.5
"""Terms at least this near are looked for first."""
ALL_LEVELS = (1, 9)
ANY = ""
"""Stands for the terms of an item in a block of all items of one kind."""


class Side:
    """The offers of all bodies, or their needs, by kind and term."""

    def __init__(self) -> None:
        self.owners: list[str] = []
        """The body of each item."""
        self.parts: list[float] = []
        """One through the number of its technologies or areas, whichever are more."""
        self.levels: list[tuple[int, int]] = []
        """Its lowest and highest level of readiness."""
        self.blocks: dict[tuple[str, str], list[int]] = {}

    def add(self, owner: str, kind: str, terms: Collection[str], trl: tuple[int, int] | None) -> None:
        """Take in one item."""
        number = len(self.owners)
        self.owners.append(owner)
        self.levels.append(trl or ALL_LEVELS)
        self.parts.append(1 / max(len(terms) - 1, 1))
        for term in (ANY, *dict.fromkeys(terms)):
            self.blocks.setdefault((kind, term), []).append(number)


class Blocks:
    """Bodies by the kind of what they offer and seek, and by the terms of it."""

    def __init__(self, stalls: Sequence[Stall], near: Near) -> None:
        self._near = near
        self._ids = [stall.id for stall in stalls]
        self._offers, self._needs = Side(), Side()
        for stall in stalls:
            for side, items in ((self._offers, stall.offers), (self._needs, stall.needs)):
                for item in items:
                    side.add(stall.id, *item)

    def find(self, asker: Profile, most: int = CROWD) -> list[str]:
        """The ids of the bodies that are compared with ``asker``: wider blocks are opened only while there are fewer than ``most``."""
        if len(self._ids) <= most:
            return self._ids
        for least, is_of_terms in ((CLOSE, True), (0.0, True), (0.0, False)):
            found = self._weigh(asker, least, is_of_terms=is_of_terms)
            if len(found) >= most:
                return _take_heaviest(found, most)
        return self._ids

    def _weigh(self, asker: Profile, least: float, *, is_of_terms: bool) -> dict[str, float]:
        """About the points that the best meetings with each body would have."""
        needs, offers = self._needs, self._offers
        symmetric = self._near.symmetric
        to_me: dict[str, float] = {}
        to_them: dict[str, float] = {}
        for item in asker.needs:
            self._meet(item, offers, MEETINGS["need-meets-offer"], least, to_me, is_of_terms=is_of_terms)
            if item.kind in symmetric:
                self._meet(item, needs, MEETINGS["need-meets-need"], least, to_me, is_of_terms=is_of_terms, kinds=symmetric)
        for item in asker.offers:
            self._meet(item, needs, MEETINGS["offer-meets-need"], least, to_them, is_of_terms=is_of_terms, is_giver=True)
        for id_, points in to_them.items():
            to_me[id_] = to_me.get(id_, 0.0) + points
        to_me.pop(asker.id, None)
        return to_me

    def _meet(
        self,
        item: Item,
        side: Side,
        share: Share,
        least: float,
        best: dict[str, float],
        *,
        is_of_terms: bool,
        is_giver: bool = False,
        kinds: frozenset[str] | None = None,
    ) -> None:
        """Put about the points of the best meeting with ``item`` into ``best``, by body, where they are more."""
        terms = list(self._list_terms(item, share, least, is_giver=is_giver)) if is_of_terms else [(ANY, 0.0)]
        owners, parts, levels = side.owners, side.parts, side.levels
        low, high = item.trl or ALL_LEVELS
        for kind, step in self._near.of(item.kind).items():
            if step.worth < least or (kinds is not None and kind not in kinds):
                continue
            points: dict[int, float] = {}
            for term, weight in terms:
                for number in side.blocks.get((kind, term), ()):
                    points[number] = points.get(number, share.kind) + (weight * parts[number] if is_giver else weight)
            for number, value in points.items():
                first, last = levels[number]
                if first > high or last < low:
                    continue
                owner, weight = owners[number], value * step.worth
                if weight > best.get(owner, 0.0):
                    best[owner] = weight

    def _list_terms(self, item: Item, share: Share, least: float, *, is_giver: bool) -> Iterator[tuple[str, float]]:
        """The terms near those of ``item``, each with the points that it is worth."""
        for codes, most in ((item.technologies.codes, share.technology), (item.areas.codes, share.area)):
            for code in codes:
                for other, step in self._near.of(code).items():
                    if step.worth >= least:
                        yield other, most * step.worth / (1 if is_giver else len(codes))


def _take_heaviest(found: Mapping[str, float], most: int) -> list[str]:
    """The ids of the ``most`` highest weights, equal ones by id."""
    floor = sorted(found.values(), reverse=True)[most - 1]
    above = [id_ for id_, weight in found.items() if weight > floor]
    return [*above, *sorted(id_ for id_, weight in found.items() if weight == floor)[: most - len(above)]]
