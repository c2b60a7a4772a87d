"""Meetings: a need of one body and what answers it on the other side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alisei_cli.matching.points import CLASH, MEETINGS, MET
from alisei_cli.matching.profile import Item, Profile
from alisei_cli.matching.terms import Near, Terms


@dataclass(frozen=True, slots=True)
class Meeting:
    """A seeker's need and what answers it."""

    kind: str
    seeker: Item
    giver: Item
    worth: float
    """How near the two kinds of collaboration are."""
    weight: float
    """Points of the kind of collaboration alone."""
    points: float


def find_meetings(mine: Profile, theirs: Profile, near: Near) -> list[Meeting]:
    """The best meeting in each direction: a need of ``mine``, and a need of ``theirs``."""
    to_me = _find_best("need-meets-offer", mine.needs, theirs.offers, mine, theirs, near)
    seeking, sought = _keep(mine.needs, near.symmetric), _keep(theirs.needs, near.symmetric)
    to_me = _find_best("need-meets-need", seeking, sought, mine, theirs, near, to_me)
    to_them = _find_best("offer-meets-need", theirs.needs, mine.offers, theirs, mine, near)
    return [meeting for meeting in (to_me, to_them) if meeting]


def are_met(meetings: Sequence[Meeting]) -> bool:
    """Whether one of the meetings is of kinds near enough to make likeness idle."""
    return any(meeting.worth >= MET for meeting in meetings)


def pair_items(mine: Profile, theirs: Profile, near: Near) -> Iterator[tuple[Item, Item]]:
    """Each item of ``mine`` with each of ``theirs`` that it could meet by its kind of collaboration."""
    for ours, others in (
        (mine.needs, theirs.offers),
        (mine.offers, theirs.needs),
        (_keep(mine.needs, near.symmetric), _keep(theirs.needs, near.symmetric)),
    ):
        yield from ((one, other) for one in ours for other in others if other.kind in near.of(one.kind))


def are_barred(mine: Profile, theirs: Profile, near: Near) -> bool:
    """Whether countries or levels of readiness rule out every meeting of two bodies that could meet."""
    pairs = list(pair_items(mine, theirs, near))
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
    if (seeker.countries and not admits(seeker, giving)) or (giver.countries and not admits(giver, seeking)):
        return False
    wanted, given = seeker.trl, giver.trl
    return not wanted or not given or (wanted[0] <= given[1] and given[0] <= wanted[1])


def _find_best(
    kind: str,
    seekers: Sequence[Item],
    givers: Sequence[Item],
    seeking: Profile,
    giving: Profile,
    near: Near,
    best: Meeting | None = None,
) -> Meeting | None:
    """The meeting of most points, the first of several; ``best`` where none has more."""
    share = MEETINGS[kind]
    for seeker in seekers:
        nearby = near.steps.get(seeker.kind, {})
        for giver in givers:
            step = nearby.get(giver.kind)
            if not step or (best and share.whole * step.worth <= best.points) or not may_meet(seeker, giver, seeking, giving):
                continue
            technology = near.fit(seeker.technologies.codes, giver.technologies.codes)
            area = near.fit(seeker.areas.codes, giver.areas.codes)
            weight = share.kind * step.worth * _clash(seeker, giver, technology, area)
            points = weight + step.worth * (
                share.technology * technology + share.area * area + share.trl * overlap(seeker, giver)
            )
            if best is None or points > best.points:
                best = Meeting(kind, seeker, giver, step.worth, weight, points)
    return best


def _clash(seeker: Item, giver: Item, technology: float, area: float) -> float:
    """The part of the kind of collaboration that is left: less for all that both items name and share nothing of."""
    left = 1.0
    if not technology and _both_name(seeker.technologies, giver.technologies):
        left *= CLASH
    if not area and _both_name(seeker.areas, giver.areas):
        left *= CLASH
    return left


def _both_name(one: Terms, other: Terms) -> bool:
    return bool(one.codes and other.codes) and one.is_own and other.is_own


def overlap(seeker: Item, giver: Item) -> float:
    """The part of the levels of readiness sought that is given."""
    if not seeker.trl or not giver.trl:
        return 0.0
    shared = min(seeker.trl[1], giver.trl[1]) - max(seeker.trl[0], giver.trl[0]) + 1
    return max(shared, 0) / (seeker.trl[1] - seeker.trl[0] + 1)
