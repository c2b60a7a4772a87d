"""Which bodies are worth comparing: those with an offer or need of a near kind on near terms, the nearest first."""

from collections.abc import Collection, Iterator, Mapping

from alisei_cli.matching.points import MEETINGS
from alisei_cli.matching.profile import Item, Profile, Stall
from alisei_cli.matching.terms import Near

CROWD = 100
"""Bodies that are compared with one asker at least, where there are as many; all, where there are fewer."""
CLOSE = 0.5
"""Terms at least this near are looked for first."""
ANY = ""
"""Stands for the terms of an item in a block of all items of one kind."""


class Blocks:
    """Bodies by the kind of what they offer and seek, and by the terms of it."""

    def __init__(self, stalls: Collection[Stall], near: Near) -> None:
        self._near = near
        self._ids = [stall.id for stall in stalls]
        self._offers: dict[tuple[str, str], list[str]] = {}
        self._needs: dict[tuple[str, str], list[str]] = {}
        for stall in stalls:
            for blocks, items in ((self._offers, stall.offers), (self._needs, stall.needs)):
                keys = {(kind, term) for kind, terms in items for term in (ANY, *terms)}
                for key in keys:
                    blocks.setdefault(key, []).append(stall.id)

    def find(self, asker: Profile, most: int = CROWD) -> list[str]:
        """The ids of the bodies that are compared with ``asker``: wider blocks are opened only while there are fewer than ``most``."""
        if len(self._ids) <= most:
            return self._ids
        found: dict[str, float] = {}
        for least, is_of_terms in ((CLOSE, True), (0.0, True), (0.0, False)):
            for blocks, weight in self._open(asker, least, is_of_terms=is_of_terms):
                for id_ in blocks:
                    found[id_] = found.get(id_, 0.0) + weight
            found.pop(asker.id, None)
            if len(found) >= most:
                return _take_heaviest(found, most)
        return self._ids

    def _open(self, asker: Profile, least: float, *, is_of_terms: bool) -> Iterator[tuple[list[str], float]]:
        """Each block of items that those of ``asker`` may meet, with what being in it weighs."""
        symmetric = self._near.symmetric
        sides = [
            (asker.needs, self._offers, MEETINGS["need-meets-offer"], None),
            (asker.offers, self._needs, MEETINGS["offer-meets-need"], None),
            (asker.needs, self._needs, MEETINGS["need-meets-need"], symmetric),
        ]
        for items, blocks, share, kinds in sides:
            for item in items:
                for kind, step in self._near.of(item.kind).items():
                    if step.worth >= least and (kinds is None or {kind, item.kind} <= kinds):
                        for term, weight in self._weigh_terms(item, least) if is_of_terms else ((ANY, 0.0),):
                            yield blocks.get((kind, term), []), share.whole * step.worth * (0.5 + weight)

    def _weigh_terms(self, item: Item, least: float) -> Iterator[tuple[str, float]]:
        """The terms near those of ``item``, each with how near it is."""
        for codes in (item.technologies.codes, item.areas.codes):
            for code in codes:
                for other, step in self._near.of(code).items():
                    if step.worth >= least:
                        yield other, step.worth / len(codes)


def _take_heaviest(found: Mapping[str, float], most: int) -> list[str]:
    """The ids of the ``most`` highest weights, equal ones by id."""
    floor = sorted(found.values(), reverse=True)[most - 1]
    above = [id_ for id_, weight in found.items() if weight > floor]
    return [*above, *sorted(id_ for id_, weight in found.items() if weight == floor)[: most - len(above)]]
