"""What entries need to know of one another, and the questions that rules between entries ask of all of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from alisei_cli.model.groups import group
from alisei_cli.model.ids import stem_of
from alisei_cli.model.references import Reference
from alisei_cli.model.source import Pointer


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """The facts of an entry that matter to others; the same for the same bytes."""

    path: str
    kind: str
    id: str
    status: str
    name: str
    place: str
    """Municipality of the head office folded, or empty."""
    names: tuple[tuple[Pointer, str], ...] = ()
    """Each name, folded, with its pointer."""
    keys: tuple[tuple[str, str, Pointer], ...] = ()
    """Identifiers that only one body can have: (``vat``, normalised value, pointer); also ``host`` of the website."""
    references: tuple[Reference, ...] = ()
    terms: tuple[tuple[Pointer, str, str], ...] = ()
    """Each value bound to a facet: (pointer, facet, value)."""
    since: str = ""
    """Date since when ``status`` holds, as written, or empty."""
    acronyms: tuple[str, ...] = ()
    """Folded."""
    looks: tuple[int, ...] = ()
    """Numbers that names share which look alike; rarely others share them too."""
    bodies: tuple[tuple[Pointer, str], ...] = ()
    """Folded name of each body that is named without an id, with its pointer."""
    is_partial: bool = False
    """Whether something has been reported of its relations already: one of them may be another than it seems."""

    offers: tuple[tuple[Pointer, str, str], ...] = ()
    """Pointer, text digest and publication date (or an empty text) of each offer and need."""
    membership: tuple[str, str, str] = ("", "", "")
    """Status, since and until, each empty where not known."""
    coordinators: tuple[tuple[Pointer, str, str, str], ...] = ()
    """Pointer, id, from and until of each body that coordinates a group; dates empty where not known."""

    @property
    def successor(self) -> Reference | None:
        """Who has taken its place, where it says so."""
        return next((reference for reference in self.references if reference.pointer == ("successor",)), None)

    @property
    def region(self) -> str:
        """Slug of the folder it stands in; empty where only the country is known, or where there are no regions."""
        parts = self.path.split("/")
        return parts[2] if len(parts) == 4 and parts[2] != "italia" else ""

    def shared(self, other: "EntrySummary") -> tuple[tuple[str, str, Pointer], ...]:
        """The identifiers, web site apart, that ``other`` has too."""
        theirs = {(kind, value) for kind, value, _pointer in other.keys if kind != "host"}
        return tuple(key for key in self.keys if key[:2] in theirs)

    def is_near(self, other: "EntrySummary") -> bool:
        """Whether both may sit in one place: the same municipality, or one is unknown and no region speaks against it."""
        if self.place and other.place:
            return self.place == other.place
        return not self.region or not other.region or self.region == other.region


@dataclass(frozen=True)
class DatasetIndex:
    """The facts of every entry, and answers to questions between entries."""

    summary: tuple[EntrySummary, ...]
    """In the order of paths."""
    unread: tuple[str, ...] = ()
    """Unparseable files. Their ids still count as existing."""
    changed: Collection[str] = ()
    """Paths that are new or changed, where a change is judged: of entries that clash, one of these is the one to report."""

    def rank(self, summary: EntrySummary) -> tuple[bool, str]:
        """Sorting key: unchanged entries first, then by path."""
        return summary.path in self.changed, summary.path

    @cached_property
    def ranked(self) -> tuple[EntrySummary, ...]:
        """The facts of every entry, unchanged entries first: of two that clash, the later one is reported."""
        return tuple(sorted(self.summary, key=self.rank))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[EntrySummary, ...]]:
        """Entries by id; more than one where an id is taken twice."""
        return {id_: tuple(same) for id_, same in group((summary.id, summary) for summary in self.summary).items()}

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], list[EntrySummary]]:
        """Entries by each of their identifiers, kind and value."""
        return group((key[:2], summary) for summary in self.summary for key in summary.keys)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that some file has, declares or is named after."""
        return (
            frozenset(self.by_id) | {stem_of(summary.path) for summary in self.summary} | {stem_of(path) for path in self.unread}
        )

    @cached_property
    def parents(self) -> Mapping[str, frozenset[str]]:
        """Ids right above each id, whichever of the two says so."""
        above: dict[str, set[str]] = {}
        for summary in self.summary:
            for reference in summary.references:
                if reference.relation == "parent":
                    above.setdefault(summary.id, set()).add(reference.target)
                elif reference.relation == "child":
                    above.setdefault(reference.target, set()).add(summary.id)
        return {id_: frozenset(ids) for id_, ids in above.items()}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """One id that stands for all entries joined by parents, for each id that has any."""
        joined: dict[str, str] = {}

        def head(id_: str) -> str:
            while joined.setdefault(id_, id_) != id_:
                joined[id_] = joined[joined[id_]]
                id_ = joined[id_]
            return id_

        for below, above in self.parents.items():
            for id_ in above:
                first, second = sorted((head(below), head(id_)))
                joined[second] = first
        return {id_: head(id_) for id_ in list(joined)}

    def is_below(self, summary: EntrySummary, others: Collection[str]) -> bool:
        """Whether one of the ids ``others`` is above ``facts``, at any height."""
        seen = {summary.id}
        waiting = [summary.id]
        while waiting:
            for above in self.parents.get(waiting.pop(), ()):
                if above in others and above != summary.id:
                    return True
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return False

    def are_tied(self, one: EntrySummary, other: EntrySummary) -> bool:
        """Whether a relation says that two entries are two bodies: it joins them, or one is above the other at any height."""
        if any(each.target == other.id for each in one.references) or any(each.target == one.id for each in other.references):
            return True
        return self.is_below(one, {other.id}) or self.is_below(other, {one.id})

    def heir(self, summary: EntrySummary) -> str:
        """The id that stands for ``facts`` today: its own, or where the chain of successors of merged entries ends."""
        seen = [summary.id]
        while summary.status == "merged" and summary.successor and summary.successor.target in self.by_id:
            summary = self.by_id[summary.successor.target][0]
            if summary.id in seen:
                return min(seen)
            seen.append(summary.id)
        return summary.id

    def distinct(self, entries: Iterable[EntrySummary], is_one_family: bool = False) -> tuple[EntrySummary, ...]:
        """One of ``entries`` for each body; merged entries are their heirs.

        Changed entries come last, parts after the body they belong to, else the order is that of paths.
        """
        bodies: dict[str, list[EntrySummary]] = {}
        for summary in entries:
            heir = self.heir(summary)
            bodies.setdefault(self.families.get(heir, heir) if is_one_family else heir, []).append(summary)
        if len(bodies) < 2:
            return tuple(summary[0] for summary in bodies.values())
        kept = [
            min(same, key=lambda summary: (self.heir(summary) != summary.id, *self.rank(summary))) for same in bodies.values()
        ]
        ids = frozenset(summary.id for summary in kept)
        return tuple(sorted(kept, key=lambda summary: (summary.path in self.changed, self.is_below(summary, ids), summary.path)))

    @cached_property
    def usage(self) -> Counter[str]:
        """How many entries bear each term."""
        return Counter(code for summary in self.summary for code in {value for _, _, value in summary.terms})
