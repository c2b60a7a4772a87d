"""How well one body fits another: reasons with points, whose sum is the score, and what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.matching.meetings import Meeting, are_barred, are_met, find_meetings, overlap
from alisei_cli.matching.points import DIGITS, DOES, LIKENESS, MEETINGS, NEARER, SERVES
from alisei_cli.matching.profile import Item, Profile
from alisei_cli.matching.terms import Near, Shared, Terms
from alisei_cli.matching.unknown import list_unknown
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


def match(mine: Profile, theirs: Profile, near: Near, bonds: Sequence[Bond] = ()) -> Match:
    """All that speaks for ``theirs`` as a partner of ``mine``, the weightiest first.

    Args:
        mine: the asker.
        theirs: another body.
        near: the terms near each term.
        bonds: the ties between the two.
    """
    meetings = find_meetings(mine, theirs, near)
    if not meetings and are_barred(mine, theirs, near):
        return Match(theirs.id, (), ())
    found = [*_meet(meetings, mine, theirs, near), *_compare(mine, theirs, near, bonds, is_met=are_met(meetings))]
    reasons = [reason for reason in found if reason.points > 0]
    reasons.sort(key=lambda reason: -reason.points)
    return Match(theirs.id, tuple(reasons), tuple(list_unknown(meetings, mine, theirs)))


class Weigher:
    """The scores of ``match`` for one asker before points are rounded, much faster: to choose whom to look at."""

    def __init__(self, mine: Profile, near: Near) -> None:
        self._mine, self._near = mine, near
        self._work: dict[tuple[str, tuple[str, ...]], float] = {}

    def weigh(self, theirs: Profile, *, is_tied: bool) -> float:
        """The score of ``theirs``."""
        mine, near = self._mine, self._near
        meetings = find_meetings(mine, theirs, near)
        if not meetings and are_barred(mine, theirs, near):
            return 0.0
        points = sum([meeting.points for meeting in meetings])
        if not are_met(meetings):
            points += LIKENESS["technology"] * near.fit(mine.technologies.codes, theirs.technologies.codes)
            points += LIKENESS["area"] * near.fit(mine.areas.codes, theirs.areas.codes)
        for name, table, ours, other in _compared(mine, theirs):
            key = name, other.codes
            if key not in self._work:
                given = [near.fit((code,), other.codes) for need in mine.needs for code in table.get(need.kind, ())]
                work = max(given, default=0.0) if mine.needs else near.fit(ours.codes, other.codes)
                self._work[key] = LIKENESS[name] * work
            points += self._work[key]
        points += LIKENESS["place"] * NEARER.get(_compare_places(mine, theirs)[0], 0.0)
        return points + LIKENESS["tie"] * is_tied


def _meet(meetings: Sequence[Meeting], mine: Profile, theirs: Profile, near: Near) -> Iterator[Reason]:
    """The reasons of the meetings, each seen from the asker."""
    for meeting in meetings:
        seeker, giver, share = meeting.seeker, meeting.giver, MEETINGS[meeting.kind]
        is_turned = meeting.kind == "offer-meets-need"
        ours, other = (giver, seeker) if is_turned else (seeker, giver)
        step = near.of(seeker.kind)[giver.kind]
        yield Reason(
            meeting.kind,
            round(meeting.weight, DIGITS),
            _place(mine, ours.kind_at[:-1]),
            Place(theirs.path, other.kind_at[:-1]),
            step.name,
            (ours.kind, other.kind),
        )
        for name, most, wanted, given in (
            ("technology", share.technology, seeker.technologies, giver.technologies),
            ("area", share.area, seeker.areas, giver.areas),
        ):
            for shared in near.share(wanted, given):
                yield _of_term(name, meeting.worth * most / len(wanted.codes), shared, mine, theirs, is_turned=is_turned)
        if seeker.trl and giver.trl:
            points = round(meeting.worth * share.trl * overlap(seeker, giver), DIGITS)
            ranges = (_levels(ours), _levels(other))
            yield Reason("trl", points, _place(mine, ours.trl_at), Place(theirs.path, other.trl_at), "same", ranges)


def _compare(mine: Profile, theirs: Profile, near: Near, bonds: Sequence[Bond], *, is_met: bool) -> Iterator[Reason]:
    """What two bodies have in common; their technologies and areas only where no meeting has counted them."""
    for name, ours, other in (
        ()
        if is_met
        else (
            ("technology", mine.technologies, theirs.technologies),
            ("area", mine.areas, theirs.areas),
        )
    ):
        for shared in near.share(ours, other):
            yield _of_term(name, LIKENESS[name] / len(ours.codes), shared, mine, theirs)
    for name, table, ours, other in _compared(mine, theirs):
        yield from _compare_work(name, table, ours, other, mine, theirs, near)
    step, field, place = _compare_places(mine, theirs)
    if step:
        at = ("head_office", field)
        points = round(LIKENESS["place"] * NEARER[step], DIGITS)
        yield Reason("place", points, _place(mine, at), Place(theirs.path, at), step, (place, place))
    for bond in bonds[:1]:
        yield Reason("tie", LIKENESS["tie"], bond.mine, bond.theirs, bond.kind, (bond.name, bond.name))


def _compared(mine: Profile, theirs: Profile) -> tuple[tuple[str, Mapping[str, tuple[str, ...]], Terms, Terms], ...]:
    """What two bodies do: the kind of reason, who can give what is sought, and the terms of both."""
    return (("value-chain", DOES, mine.chain, theirs.chain), ("sector", SERVES, mine.sectors, theirs.sectors))


def _compare_work(
    name: str, table: Mapping[str, tuple[str, ...]], ours: Terms, other: Terms, mine: Profile, theirs: Profile, near: Near
) -> Iterator[Reason]:
    """What the other does and can give where it is sought; where nothing is sought, what both do."""
    if not mine.needs:
        for shared in near.share(ours, other):
            yield _of_term(name, LIKENESS[name] / len(ours.codes), shared, mine, theirs)
        return
    found: list[Shared] = []
    for need in mine.needs:
        codes = table.get(need.kind, ())
        found += near.share(Terms(codes, (need.kind_at,) * len(codes)), other)
    if found:
        best = max(found, key=lambda shared: shared.step.worth)
        yield _of_term(name, LIKENESS[name], best, mine, theirs)


def _compare_places(mine: Profile, theirs: Profile) -> tuple[str, str, str]:
    """How near two bodies are (a key of ``NEARER``, else empty), the field that says so, and the place."""
    if mine.region and mine.region == theirs.region:
        return "region", "region", mine.region
    if mine.area and mine.area == theirs.area:
        return "area", "region", mine.area
    if mine.country and mine.country == theirs.country and mine.country != "IT":
        return "country", "country", mine.country
    return "", "", ""


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
