"""Top-threes of all bodies with attention spread, cached by content."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from alisei_cli.core.market import Market, rank_briefly
from alisei_cli.matching.spread import Ranking, Spread, spread
from alisei_cli.model.lazy_entry import LazyEntry
from alisei_cli.model.view import View
from alisei_cli.store.cache import Cache, digest, tool
from alisei_cli.store.workers import map_in_workers

FILE = "spread-{audience}.jsonl"
EXCESS = "excess"
"""Marks the rows that name a body in more top-threes than it may stand in."""
BATCH = 50
"""Bodies that a worker ranks at once."""
FEW = 500
"""Bodies up to which no workers are started."""


def load_spread(seen: View, market: Market, root: Path) -> Spread:
    """The spread top-threes of ``market``: those of the cache where nothing has changed since, else new ones."""
    memory, name, key = Cache(root), FILE.format(audience=digest(seen.audience)[:8]), _key(seen)
    rows = list(memory.rows(name, key)) if key else []
    if rows:
        tops = {id_: tuple(json.loads(packed)) for id_, sign, _times, packed in rows if not sign}
        return Spread(tops, {id_: int(packed) for id_, sign, _times, packed in rows if sign == EXCESS})
    found = spread(rank_all(market))
    if key:
        with memory.keeping(name, key) as keep:
            for id_, top in found.tops.items():
                keep(id_, "", "", json.dumps(top).encode())
            for id_, n in found.excess.items():
                keep(id_, EXCESS, "", str(n).encode())
    return found


def rank_all(market: Market) -> dict[str, Ranking]:
    """The ranking of every body that offers or seeks something, as far down as a place may go to."""
    ids = [stall.id for stall in market.stalls if stall.offers or stall.needs]

    def rank(batch: Sequence[str]) -> list[tuple[str, Ranking]]:
        return [(id_, rank_briefly(market, market.profile(id_))) for id_ in batch]

    jobs = os.cpu_count() or 1
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    if len(ids) <= FEW or jobs == 1 or not hasattr(os, "fork"):
        return dict(pair for batch in batches for pair in rank(batch))
    for id_ in market.ids:
        market.profile(id_)  # read once, before the workers fork
    return dict(pair for pairs in map_in_workers(rank, batches, jobs) for pair in pairs)


def _key(seen: View) -> str:
    """A key of all that the ranking depends on; empty where an entry has no digest."""
    if not seen.digest or not all(isinstance(entry, LazyEntry) for entry in seen.entries):
        return ""
    entries = [f"{entry.path} {entry.digest}" for entry in seen.entries if isinstance(entry, LazyEntry)]
    return digest(tool(), seen.digest, seen.audience, seen.context.today.isoformat(), *entries)
