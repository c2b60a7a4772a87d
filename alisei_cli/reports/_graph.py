"""The ties of a dataset as a graph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from alisei_cli.extras import missing_library
from alisei_cli.model.table import Words
from alisei_cli.model.ties import Ties, ties
from alisei_cli.model.view import View
from alisei_cli.reports._counts import list_active

CANCELLED = "cancelled"
MOST_GUESTS = 50
"""In a group or at an event of more bodies than this, being there together is no tie between two of them."""


@dataclass(frozen=True)
class Network:
    """The ties of a dataset, and the same as a graph."""

    dataset: View
    known: Ties
    graph: Any
    """A graph of networkx: entries that have a tie, joined where there is one."""
    crowded: int
    """Groups and events with so many bodies that being there together is no tie."""
    pairs: Mapping[frozenset[str], frozenset[str]]
    """Two active stakeholders that are tied, and by what: ``relation``, or the ids of groups and events in which both are."""

    def region(self, id_: str) -> Words | None:
        """Name of the region of an entry."""
        region = self.dataset.context.territory.regions.get(self.known.entries[id_].region or "")
        return region.name if region else None

    def regions_of(self, pair: Iterable[str]) -> tuple[str, str] | None:
        """The two regions of a pair, in order; ``None`` where one is not known or both are the same."""
        known = self.dataset.context.territory.regions
        found = {self.known.entries[id_].region or "" for id_ in pair}
        return (min(found), max(found)) if len(found) == len(("one", "other")) and found <= set(known) else None


def library() -> Any:
    """The library networkx.

    Raises:
        SurroundingsError: it is not installed.
    """
    try:
        import networkx  # a heavy library, for this report alone
    except ImportError as error:
        raise missing_library("networkx", "report") from error
    return networkx


def network_of(dataset: View) -> Network:
    """The network of active stakeholders, groups and events.

    Raises:
        SurroundingsError: networkx is not installed.
    """
    meetings = [entry for entry in dataset.entries if entry.kind != "stakeholder" and entry.data.get("status") != CANCELLED]
    known = ties([*list_active(dataset), *meetings], dataset.context.schemas)
    graph = library().Graph()
    graph.add_edges_from((tie.source, tie.target) for tie in known.ties)
    guests: dict[str, set[str]] = {}
    for tie in known.ties:
        if not tie.is_relation and known.entries[tie.source].kind == "stakeholder":
            guests.setdefault(tie.target, set()).add(tie.source)
    crowded = sum(len(bodies) > MOST_GUESTS for bodies in guests.values())
    return Network(dataset, known, graph, crowded, _pairs(known, guests))


def _pairs(known: Ties, guests: Mapping[str, set[str]]) -> dict[frozenset[str], frozenset[str]]:
    found: dict[frozenset[str], set[str]] = {}
    for tie in known.ties:
        if tie.is_relation:
            found.setdefault(frozenset((tie.source, tie.target)), set()).add("relation")
    for meeting, bodies in guests.items():
        for pair in combinations(sorted(bodies), 2) if len(bodies) <= MOST_GUESTS else ():
            found.setdefault(frozenset(pair), set()).add(meeting)
    return {pair: frozenset(by) for pair, by in found.items()}
