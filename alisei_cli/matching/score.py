"""How well one body fits another: reasons with points, whose sum is the score, and what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.matching.points import CLASH, DIGITS, DOES, LIKENESS, MEETINGS, NEARER
from alisei_cli.matching.profile import Item, Profile
from alisei_cli.matching.terms import Near, Shared, Terms, fit, share_terms
from alisei_cli.model.source import Pointer


@dataclass(frozen=True, slots=True)
class Place:
    """A value in the registry."""

    path: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for a partner."""

    kind: str
    points: float
    mine: Place | None
    """Where it stands in the file of the asker; ``None`` for a question without an entry."""
    theirs: Place
    step: str = "same"
    """How near the two are: a key of ``NEARNESS`` or ``NEARER``, or the kind of a tie."""
    words: tuple[str, str] = ("", "")
    """The two terms, ranges or places, the asker's first."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie between two bodies: a relation, or a group, event or project that has both."""

    mine: Place
    theirs: Place
    kind: str
    """Kind of the relation; else the kind of the entry that has both."""
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """One possible partner."""

    id: str
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]
    """Empty fields that would have counted; those of the asker after ``mine:``."""

    @property
    def score(self) -> float:
        """The sum of the points of all reasons."""
        return round(sum(reason.points for reason in self.reasons), DIGITS)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A seeker's need and what answers it."""

    kind: str
    seeker: Item
    giver: Item
    points: float


def match(
    mine: Profile, theirs: Profile, near: Near, bonds: Sequence[Bond] = (), symmetric: frozenset[str] = frozenset()
) -> Match:
    """All that speaks for ``theirs`` as a partner of ``mine``, the weightiest first.

    Args:
        mine: the asker.
        theirs: another body.
        near: the terms near each term.
        bonds: the ties between the two.
        symmetric: kinds of collaboration in which two that seek it meet.
    """
    if are_barred(mine, theirs, near, symmetric):
        return Match(theirs.id, (), ())
    meetings = find_meetings(mine, theirs, near, symmetric)
    found = [*_meet(meetings, mine, theirs, near), *_compare(mine, theirs, near, bonds, is_met=bool(meetings))]
    reasons = [reason for reason in found if reason.points > 0]
    reasons.sort(key=lambda reason: -reason.points)
    return Match(theirs.id, tuple(reasons), tuple(_list_unknown(meetings, mine, theirs, bool(bonds))))


def find_meetings(mine: Profile, theirs: Profile, near: Near, symmetric: frozenset[str]) -> list[Meeting]:
    """The best meeting in each direction: a need of ``mine``, and a need of ``theirs``."""
    to_me = [
        *_pair("need-meets-offer", mine.needs, theirs.offers, mine, theirs, near),
        *_pair("need-meets-need", _keep(mine.needs, symmetric), _keep(theirs.needs, symmetric), mine, theirs, near),
    ]
    to_them = list(_pair("offer-meets-need", theirs.needs, mine.offers, theirs, mine, near))
    return [max(meetings, key=lambda each: each.points) for meetings in (to_me, to_them) if meetings]


def pair_items(mine: Profile, theirs: Profile, near: Near, symmetric: frozenset[str]) -> Iterator[tuple[Item, Item]]:
    """Each item of ``mine`` with each of ``theirs`` that it could meet by its kind of collaboration."""
    for ours, others in (
        (mine.needs, theirs.offers),
        (mine.offers, theirs.needs),
        (_keep(mine.needs, symmetric), _keep(theirs.needs, symmetric)),
    ):
        yield from ((one, other) for one in ours for other in others if other.kind in near.get(one.kind, {}))


def are_barred(mine: Profile, theirs: Profile, near: Near, symmetric: frozenset[str]) -> bool:
    """Whether countries or levels of readiness rule out every meeting of two bodies that could meet."""
    pairs = list(pair_items(mine, theirs, near, symmetric))
    if pairs:
        return not any(may_meet(one, other, mine, theirs) for one, other in pairs)
    sides = ((mine, theirs), (theirs, mine))
    return any(
        one.is_on_the_market and not any(admits(item, other) for item in (*one.offers, *one.needs)) for one, other in sides
    )


def admits(item: Item, other: Profile) -> bool:
    """Whether a body in another country may answer ``item``; one whose country is not known may."""
    return not item.countries or not other.country or other.country in item.countries


def _keep(items: Sequence[Item], kinds: frozenset[str]) -> list[Item]:
    return [each for each in items if each.kind in kinds]


def may_meet(seeker: Item, giver: Item, seeking: Profile, giving: Profile) -> bool:
    """Whether neither the countries that are admitted nor the levels of readiness keep two items apart."""
    if not admits(seeker, giving) or not admits(giver, seeking):
        return False
    return not seeker.trl or not giver.trl or (seeker.trl[0] <= giver.trl[1] and giver.trl[0] <= seeker.trl[1])


def _pair(
    kind: str, seekers: Sequence[Item], givers: Sequence[Item], seeking: Profile, giving: Profile, near: Near
) -> Iterator[Meeting]:
    """Every need that an item of the other answers, with the points of their meeting."""
    share = MEETINGS[kind]
    for seeker in seekers:
        nearby = near.get(seeker.kind, {})
        for giver in givers:
            step = nearby.get(giver.kind)
            if step and may_meet(seeker, giver, seeking, giving):
                points = (
                    share.kind * step.worth * _clash(seeker, giver, near)
                    + share.technology * fit(seeker.technologies.codes, giver.technologies.codes, near)
                    + share.area * fit(seeker.areas.codes, giver.areas.codes, near)
                    + share.trl * _overlap(seeker, giver)
                )
                yield Meeting(kind, seeker, giver, points)


def _clash(seeker: Item, giver: Item, near: Near) -> float:
    """The part of the kind of collaboration that is left: less for all that both items name and share nothing of."""
    left = 1.0
    for mine, theirs in ((seeker.technologies, giver.technologies), (seeker.areas, giver.areas)):
        if mine.codes and theirs.codes and mine.is_own and theirs.is_own and not fit(mine.codes, theirs.codes, near):
            left *= CLASH
    return left


def _overlap(seeker: Item, giver: Item) -> float:
    """The part of the levels of readiness sought that is given."""
    if not seeker.trl or not giver.trl:
        return 0.0
    shared = min(seeker.trl[1], giver.trl[1]) - max(seeker.trl[0], giver.trl[0]) + 1
    return max(shared, 0) / (seeker.trl[1] - seeker.trl[0] + 1)


def _meet(meetings: Sequence[Meeting], mine: Profile, theirs: Profile, near: Near) -> Iterator[Reason]:
    """The reasons of the meetings, each seen from the asker."""
    for meeting in meetings:
        seeker, giver, share = meeting.seeker, meeting.giver, MEETINGS[meeting.kind]
        is_turned = meeting.kind == "offer-meets-need"
        ours, other = (giver, seeker) if is_turned else (seeker, giver)
        step = near[seeker.kind][giver.kind]
        yield Reason(
            meeting.kind,
            round(share.kind * step.worth * _clash(seeker, giver, near), DIGITS),
            _place(mine, ours.kind_at[:-1]),
            Place(theirs.path, other.kind_at[:-1]),
            step.name,
            (ours.kind, other.kind),
        )
        for name, most, wanted, given in (
            ("technology", share.technology, seeker.technologies, giver.technologies),
            ("area", share.area, seeker.areas, giver.areas),
        ):
            for shared in share_terms(wanted, given, near):
                yield _of_term(name, most / len(wanted.codes), shared, mine, theirs, is_turned=is_turned)
        if seeker.trl and giver.trl:
            points = round(share.trl * _overlap(seeker, giver), DIGITS)
            ranges = (_levels(ours), _levels(other))
            yield Reason("trl", points, _place(mine, ours.trl_at), Place(theirs.path, other.trl_at), "same", ranges)


def _compare(mine: Profile, theirs: Profile, near: Near, bonds: Sequence[Bond], *, is_met: bool) -> Iterator[Reason]:
    """What two bodies have in common; their technologies and areas only where no meeting has counted them."""
    compared = [
        ("technology", mine.technologies, theirs.technologies),
        ("area", mine.areas, theirs.areas),
        ("sector", mine.sectors, theirs.sectors),
    ]
    for name, ours, other in compared[2 if is_met else 0 :]:
        for shared in share_terms(ours, other, near):
            yield _of_term(name, LIKENESS[name] / len(ours.codes), shared, mine, theirs)
    yield from _compare_chains(mine, theirs, near)
    yield from _compare_places(mine, theirs)
    for bond in bonds[:1]:
        yield Reason("tie", LIKENESS["tie"], bond.mine, bond.theirs, bond.kind, (bond.name, bond.name))


def _compare_chains(mine: Profile, theirs: Profile, near: Near) -> Iterator[Reason]:
    """The step of the value chain with which the other can give what is sought; where nothing is, the steps that both do."""
    if not mine.needs:
        for shared in share_terms(mine.chain, theirs.chain, near):
            yield _of_term("value-chain", LIKENESS["value-chain"] / len(mine.chain.codes), shared, mine, theirs)
        return
    found = []
    for need in mine.needs:
        steps = DOES.get(need.kind, ())
        found += share_terms(Terms(steps, (need.kind_at,) * len(steps)), theirs.chain, near)
    if found:
        best = max(found, key=lambda shared: shared.step.worth)
        yield _of_term("value-chain", LIKENESS["value-chain"], best, mine, theirs)


def _compare_places(mine: Profile, theirs: Profile) -> Iterator[Reason]:
    if mine.region and mine.region == theirs.region:
        step, field, place = "region", "region", mine.region
    elif mine.area and mine.area == theirs.area:
        step, field, place = "area", "region", mine.area
    elif mine.country and mine.country == theirs.country and mine.country != "IT":
        step, field, place = "country", "country", mine.country
    else:
        return
    at = ("head_office", field)
    yield Reason(
        "place", round(LIKENESS["place"] * NEARER[step], DIGITS), _place(mine, at), Place(theirs.path, at), step, (place, place)
    )


def _of_term(kind: str, most: float, shared: Shared, mine: Profile, theirs: Profile, *, is_turned: bool = False) -> Reason:
    ours, other = (shared.mine, shared.mine_at), (shared.theirs, shared.theirs_at)
    step = shared.step.name
    if is_turned:
        ours, other, step = other, ours, TURNED.get(step, step)
    points = round(most * shared.step.worth, DIGITS)
    return Reason(kind, points, _place(mine, ours[1]), Place(theirs.path, other[1]), step, (ours[0], other[0]))


TURNED: Mapping[str, str] = {"parent": "child", "child": "parent"}
"""A step as the other side sees it."""


def _place(mine: Profile, pointer: Pointer) -> Place | None:
    return Place(mine.path, pointer) if mine.path else None


def _levels(item: Item) -> str:
    low, high = item.trl or (0, 0)
    return str(low) if low == high else f"{low}-{high}"


def _list_unknown(meetings: Sequence[Meeting], mine: Profile, theirs: Profile, is_tied: bool) -> Iterator[str]:
    """The empty fields that would have counted, the weightiest first."""
    for whose, one, other in (("", theirs, mine), ("mine:", mine, theirs)):
        if not one.offers and other.needs:
            yield f"{whose}offers"
        if not one.needs and other.offers:
            yield f"{whose}needs"
        for field, ours, others in (
            ("technologies", one.technologies, other.technologies),
            ("therapeutic_areas", one.areas, other.areas),
            ("value_chain", one.chain, other.chain),
            ("sector", one.sectors, other.sectors),
        ):
            if not ours.codes and others.codes:
                yield f"{whose}{field}"
        if any(_lacks_trl(meeting, is_mine=bool(whose)) for meeting in meetings):
            yield f"{whose}trl"
        if one.country == "IT" and not one.region and other.region:
            yield f"{whose}head_office.region"


def _lacks_trl(meeting: Meeting, *, is_mine: bool) -> bool:
    """Whether one side says nothing of readiness where the other does."""
    is_seeker = is_mine != (meeting.kind == "offer-meets-need")
    one, other = (meeting.seeker, meeting.giver) if is_seeker else (meeting.giver, meeting.seeker)
    return one.trl is None and other.trl is not None
