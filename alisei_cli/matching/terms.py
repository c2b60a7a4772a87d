"""How near terms of one facet are: the same, right above or below, beside, or the one that stands for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from alisei_cli.matching.points import BESIDE, NEARNESS, RARITY
from alisei_cli.model.source import Pointer
from alisei_cli.model.taxonomy import Facet, Taxonomy, Term

FACETS = ("collaboration", "technology", "therapeutic-area", "value-chain", "sector")
"""Facets whose terms are compared."""


@dataclass(frozen=True, slots=True)
class Step:
    """What another term is to a term, and how much that counts, from 0 to 1."""

    name: str
    """A key of ``NEARNESS``."""
    worth: float


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one facet that a body or an item names, each with its place."""

    codes: tuple[str, ...] = ()
    places: tuple[Pointer, ...] = ()
    is_own: bool = True
    """False where an item names none and those of its body stand in."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A term of the seeker and the nearest term of the giver."""

    mine: str
    theirs: str
    mine_at: Pointer
    theirs_at: Pointer
    step: Step


@dataclass(frozen=True)
class Near:
    """For each term the terms near it, itself among them."""

    steps: Mapping[str, Mapping[str, Step]]
    symmetric: frozenset[str] = frozenset()
    """Kinds of collaboration in which two that seek it meet."""
    _reach: dict[tuple[str, ...], dict[str, float]] = field(default_factory=dict)

    def of(self, code: str) -> Mapping[str, Step]:
        """The terms near ``code``; none where it is unknown."""
        return self.steps.get(code, {})

    def fit(self, seeker: tuple[str, ...], giver: tuple[str, ...]) -> float:
        """How much of what ``seeker`` names ``giver`` has: the mean of the nearest, from 0 to 1."""
        if not seeker or not giver:
            return 0.0
        reach = self._reach.get(giver)
        if reach is None:
            reach = self._reach[giver] = {}
            for code in giver:
                for other, step in self.of(code).items():
                    reach[other] = max(reach.get(other, 0.0), step.worth)
        if len(seeker) == 1:
            return reach.get(seeker[0], 0.0)
        return sum([reach.get(code, 0.0) for code in seeker]) / len(seeker)

    def share(self, seeker: Terms, giver: Terms) -> list[Shared]:
        """For each term of ``seeker`` the nearest of ``giver``, the first of several; none where no term is near."""
        found = []
        for code, place in zip(seeker.codes, seeker.places, strict=True):
            nearby = self.of(code)
            steps = [(nearby[other], number) for number, other in enumerate(giver.codes) if other in nearby]
            if steps:
                step, number = max(steps, key=lambda each: (each[0].worth, -each[1]))
                found.append(Shared(code, giver.codes[number], place, giver.places[number], step))
        return found


def measure_nearness(taxonomy: Taxonomy) -> Near:
    """Every two terms that are near each other, of all facets that are compared."""
    below = {code: len(taxonomy.descendants(code)) - 1 for code in taxonomy.above}
    facets = [taxonomy.facets[name] for name in FACETS if name in taxonomy.facets]
    steps = {code: _list_steps(term, facet, below) for facet in facets for code, term in facet.terms.items()}
    return Near(steps, frozenset(code for code, term in taxonomy.terms.items() if term.symmetric))


def _list_steps(term: Term, facet: Facet, below: Mapping[str, int]) -> dict[str, Step]:
    """The terms near ``term``; the wider the term that the two have in common, the less they count."""
    found = {}
    for code, other in facet.terms.items():
        if code == term.code:
            name, common = "same", code
        elif code == term.parent:
            name, common = "parent", code
        elif term.code == other.parent:
            name, common = "child", term.code
        elif term.exclusive or other.exclusive:
            name, common = "any", ""
        elif term.parent and term.parent == other.parent:
            name, common = "sibling", term.parent
        elif frozenset({code, term.code}) in BESIDE:
            name, common = "sibling", ""
        else:
            continue
        found[code] = Step(name, NEARNESS[name] * RARITY / (RARITY + below.get(common, 0)))
    return found
