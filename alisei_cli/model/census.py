"""What entries need to know of one another, and the questions that rules between entries ask of all of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from alisei_cli.model.dataset import stem_of
from alisei_cli.model.references import Reference
from alisei_cli.model.source import Pointer


@dataclass(frozen=True, slots=True)
class Facts:
    """What other entries need to know of an entry: small, plain, and the same for the same bytes and law."""

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
    bodies: tuple[tuple[Pointer, str], ...] = ()
    """Folded name of each body that is named without an id, with its pointer."""
    is_partial: bool = False
    """Whether something has been reported of its relations already: one of them may be another than it seems."""

    offers: tuple[tuple[Pointer, str, str], ...] = ()
    """Pointer, text digest and publication date (or an empty text) of each offer and need."""

    @property
    def successor(self) -> Reference | None:
        """Who has taken its place, where it says so."""
        return next((reference for reference in self.references if reference.pointer == ("successor",)), None)

    @property
    def region(self) -> str:
        """Slug of the folder it stands in; empty where only the country is known, or where there are no regions."""
        parts = self.path.split("/")
        return parts[2] if len(parts) == 4 and parts[2] != "italia" else ""

    def shared(self, other: "Facts") -> tuple[tuple[str, str, Pointer], ...]:
        """The identifiers, web site apart, that ``other`` bears too."""
        theirs = {(kind, value) for kind, value, _pointer in other.keys if kind != "host"}
        return tuple(key for key in self.keys if key[:2] in theirs)

    def is_near(self, other: "Facts") -> bool:
        """Whether both may sit in one place: the same municipality, or one is unknown and no region speaks against it."""
        if self.place and other.place:
            return self.place == other.place
        return not self.region or not other.region or self.region == other.region


@dataclass(frozen=True)
class Census:
    """The facts of every entry, with the questions that rules between entries ask; each is answered for all entries at once."""

    facts: tuple[Facts, ...]
    """In the order of paths."""
    unread: tuple[str, ...] = ()
    """Paths of files that are there but told nothing: nobody may say that what they are named after does not exist."""
    changed: Collection[str] = ()
    """Paths that are new or changed, where a change is judged: of entries that clash, one of these is the one to report."""

    def rank(self, facts: Facts) -> tuple[bool, str]:
        """Sorting key: unchanged entries first, then by path."""
        return facts.path in self.changed, facts.path

    @cached_property
    def ranked(self) -> tuple[Facts, ...]:
        """The facts of every entry, unchanged entries first: of two that clash, the later one is reported."""
        return tuple(sorted(self.facts, key=self.rank))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Facts, ...]]:
        """Entries by id; more than one where an id is taken twice."""
        found: dict[str, list[Facts]] = {}
        for facts in self.facts:
            found.setdefault(facts.id, []).append(facts)
        return {id_: tuple(group) for id_, group in found.items()}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that some file bears, declares or is named after."""
        return frozenset(self.by_id) | {stem_of(facts.path) for facts in self.facts} | {stem_of(path) for path in self.unread}

    @cached_property
    def parents(self) -> Mapping[str, frozenset[str]]:
        """Ids right above each id, whichever of the two says so."""
        above: dict[str, set[str]] = {}
        for facts in self.facts:
            for reference in facts.references:
                if reference.relation == "parent":
                    above.setdefault(facts.id, set()).add(reference.target)
                elif reference.relation == "child":
                    above.setdefault(reference.target, set()).add(facts.id)
        return {id_: frozenset(group) for id_, group in above.items()}

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

    def is_below(self, facts: Facts, others: Collection[str]) -> bool:
        """Whether one of the ids ``others`` is above ``facts``, at any height."""
        seen = {facts.id}
        waiting = [facts.id]
        while waiting:
            for above in self.parents.get(waiting.pop(), ()):
                if above in others and above != facts.id:
                    return True
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return False

    def heir(self, facts: Facts) -> str:
        """The id that stands for ``facts`` today: its own, or where the chain of successors of merged entries ends."""
        seen = [facts.id]
        while facts.status == "merged" and facts.successor and facts.successor.target in self.by_id:
            facts = self.by_id[facts.successor.target][0]
            if facts.id in seen:
                return min(seen)
            seen.append(facts.id)
        return facts.id

    def distinct(self, group: Iterable[Facts], is_one_family: bool = False) -> tuple[Facts, ...]:
        """One of ``group`` for each body that it holds: merged entries are their heirs, and relatives count as one if asked.

        Changed entries come last, parts after the body they belong to, else the order is that of paths.
        """
        bodies: dict[str, list[Facts]] = {}
        for facts in group:
            heir = self.heir(facts)
            bodies.setdefault(self.families.get(heir, heir) if is_one_family else heir, []).append(facts)
        if len(bodies) < 2:
            return tuple(facts[0] for facts in bodies.values())
        kept = [min(same, key=lambda facts: (self.heir(facts) != facts.id, *self.rank(facts))) for same in bodies.values()]
        ids = frozenset(facts.id for facts in kept)
        return tuple(sorted(kept, key=lambda facts: (facts.path in self.changed, self.is_below(facts, ids), facts.path)))

    @cached_property
    def usage(self) -> Counter[str]:
        """How many entries bear each term."""
        return Counter(code for facts in self.facts for code in {value for _, _, value in facts.terms})
