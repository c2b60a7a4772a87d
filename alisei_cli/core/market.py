"""The market: who could be whose partner, ranked, with reasons, as one audience sees it."""

from collections.abc import Collection
from functools import cached_property

from alisei_cli.core.ties import Ties
from alisei_cli.matching.blocks import Blocks
from alisei_cli.matching.points import TIE
from alisei_cli.matching.profile import KIND, Profile, Stall, profile_of, stall_of
from alisei_cli.matching.score import Match, Weigher, match
from alisei_cli.matching.spread import LEAST, TOP
from alisei_cli.matching.terms import measure_nearness
from alisei_cli.model.view import View

ACTIVE = "active"
MOST = 10
"""Number of partners that are shown where no other number is asked for."""


class Market:
    """All active bodies as they are compared, and the ties between them; each is read when it is first needed."""

    def __init__(self, dataset: View) -> None:
        self._context = dataset.context
        bodies = sorted(dataset.of_kind(KIND), key=lambda entry: entry.id)
        self._entries = {entry.id: entry for entry in bodies if entry.data.get("status") == ACTIVE}
        self._profiles: dict[str, Profile] = {}
        self.near = measure_nearness(self._context.taxonomy)
        self._dataset = dataset

    @property
    def ids(self) -> Collection[str]:
        """The ids of all active bodies, sorted."""
        return self._entries.keys()

    def profile(self, id_: str) -> Profile:
        """The body with this id."""
        if id_ not in self._profiles:
            self._profiles[id_] = profile_of(self._entries[id_], self._context)
        return self._profiles[id_]

    @cached_property
    def stalls(self) -> list[Stall]:
        """What every active body puts on the market, in short."""
        today = self._context.today.isoformat()
        return [stall_of(entry, today) for entry in self._entries.values()]

    @cached_property
    def blocks(self) -> Blocks:
        """The bodies by what they offer and seek."""
        return Blocks(self.stalls, self.near)

    @cached_property
    def ties(self) -> Ties:
        """Who names whom."""
        return Ties(self._dataset)


def rank_partners(
    market: Market, asker: Profile, limit: int | None = MOST, among: Collection[str] | None = None
) -> tuple[Match, ...]:
    """The best partners of ``asker`` that have any reason, the highest score first, equal ones by id.

    Args:
        market: of one dataset and audience.
        asker: a profile of the market, or one made by ``ask``.
        limit: at most this many; ``None`` for all.
        among: ids of the bodies that come into question; ``None`` for all.
    """
    bonds = market.ties.of(asker)
    ids = _choose(market, asker, bonds) if among is None else {id_ for id_ in among if id_ in market.ids} - {asker.id}
    if limit is not None and len(ids) > limit:
        ids = {id_ for id_, _score in _weigh(market, asker, ids, bonds)[:limit]}
    found = [match(asker, market.profile(id_), market.near, bonds.get(id_, ())) for id_ in sorted(ids)]
    ranked = sorted((each for each in found if each.reasons), key=lambda each: (-round(each.score, TIE), each.id))
    return tuple(ranked[:limit])


def rank_briefly(market: Market, asker: Profile) -> list[tuple[str, float]]:
    """The ids and scores of ``rank_partners``, as far down as a body may take one of the first places; without the reasons, and much faster."""
    bonds = market.ties.of(asker)
    ids = _choose(market, asker, bonds)
    scored = _weigh(market, asker, ids, bonds)
    floor = LEAST * scored[TOP - 1][1] if len(scored) >= TOP else 0.0
    return [each for each in scored if each[1] >= floor]


def _weigh(market: Market, asker: Profile, ids: Collection[str], bonds: Collection[str]) -> list[tuple[str, float]]:
    """Ids that score anything, with their scores, the highest first, equal ones by id."""
    weigher = Weigher(asker, market.near)
    scored = [(id_, weigher.weigh(market.profile(id_), is_tied=id_ in bonds)) for id_ in ids]
    return sorted((each for each in scored if each[1] > 0), key=lambda each: (-round(each[1], TIE), each[0]))


def _choose(market: Market, asker: Profile, bonds: Collection[str]) -> set[str]:
    """The ids of the bodies that are compared with ``asker``: those of the blocks, and those it is tied to."""
    return {*market.blocks.find(asker), *(id_ for id_ in bonds if id_ in market.ids)} - {asker.id}
