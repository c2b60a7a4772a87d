"""How near terms of one facet are: the same, right above or below, beside, or the one that stands for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.matching.points import NEARNESS, RARITY
from alisei_cli.model.source import Pointer
from alisei_cli.model.taxonomy import Taxonomy

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


Near = Mapping[str, Mapping[str, Step]]
"""For each term the terms near it, itself among them."""


def measure_nearness(taxonomy: Taxonomy) -> Near:
    """Every two terms that are near each other, of all facets that are compared."""
    below = {code: len(taxonomy.descendants(code)) - 1 for code in taxonomy.terms}
    found: dict[str, dict[str, Step]] = {}
    for name in FACETS:
        facet = taxonomy.facets.get(name)
        for code, term in facet.terms.items() if facet else ():
            found[code] = {}
            for other_code, other in facet.terms.items() if facet else ():
                if code == other_code:
                    step, shared = "same", code
                elif other_code == term.parent:
                    step, shared = "parent", other_code
                elif code == other.parent:
                    step, shared = "child", code
                elif term.exclusive or other.exclusive:
                    found[code][other_code] = Step("any", NEARNESS["any"])
                    continue
                elif term.parent and term.parent == other.parent:
                    step, shared = "sibling", term.parent
                else:
                    continue
                found[code][other_code] = Step(step, NEARNESS[step] * RARITY / (RARITY + below.get(shared, 0)))
    return found


def share_terms(seeker: Terms, giver: Terms, near: Near) -> list[Shared]:
    """For each term of ``seeker`` the nearest of ``giver``, the first of several; none where no term is near."""
    found = []
    for code, place in zip(seeker.codes, seeker.places, strict=True):
        nearby = near.get(code, {})
        steps = [(nearby[other], number) for number, other in enumerate(giver.codes) if other in nearby]
        if steps:
            step, number = max(steps, key=lambda each: (each[0].worth, -each[1]))
            found.append(Shared(code, giver.codes[number], place, giver.places[number], step))
    return found


def fit(seeker: Sequence[str], giver: Sequence[str], near: Near) -> float:
    """How much of what ``seeker`` names ``giver`` has: the mean of the nearest, from 0 to 1."""
    total = 0.0
    for code in seeker:
        nearby = near.get(code)
        if nearby:
            total += max((nearby[other].worth for other in giver if other in nearby), default=0.0)
    return total / len(seeker) if seeker else 0.0
