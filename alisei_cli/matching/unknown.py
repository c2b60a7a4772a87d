"""What is not known of two bodies and would have counted."""

from collections.abc import Iterator, Sequence

from alisei_cli.matching.meetings import Meeting
from alisei_cli.matching.points import DOES, SERVES
from alisei_cli.matching.profile import Profile

OURS = "mine:"
"""Stands before a field of the asker."""


def list_unknown(meetings: Sequence[Meeting], mine: Profile, theirs: Profile) -> Iterator[str]:
    """The empty fields that would have counted: those of the partner, then of the asker, if an entry asks."""
    yield from _list_empty(theirs, mine)
    for field, table, others, ours in (
        ("value_chain", DOES, theirs.chain, mine.chain),
        ("sector", SERVES, theirs.sectors, mine.sectors),
    ):
        if not others.codes and (any(need.kind in table for need in mine.needs) or (not mine.needs and ours.codes)):
            yield field
    if any(_lacks_trl(meeting, is_mine=False) for meeting in meetings):
        yield "trl"
    if not mine.path:
        return
    yield from (f"{OURS}{field}" for field in _list_empty(mine, theirs))
    if not mine.needs:
        own = (("value_chain", mine.chain, theirs.chain), ("sector", mine.sectors, theirs.sectors))
        yield from (f"{OURS}{field}" for field, ours, others in own if not ours.codes and others.codes)
    if any(_lacks_trl(meeting, is_mine=True) for meeting in meetings):
        yield f"{OURS}trl"


def _list_empty(one: Profile, other: Profile) -> Iterator[str]:
    """The fields that ``one`` leaves empty where ``other`` has what they would be compared with."""
    if not one.offers and other.needs:
        yield "offers"
    if not one.needs and other.offers:
        yield "needs"
    if not one.technologies.codes and other.technologies.codes:
        yield "technologies"
    if not one.areas.codes and other.areas.codes:
        yield "therapeutic_areas"
    if one.country == "IT" and not one.region and other.region:
        yield "head_office.region"


def _lacks_trl(meeting: Meeting, *, is_mine: bool) -> bool:
    """Whether one side says nothing of readiness where the other does."""
    is_seeker = is_mine != (meeting.kind == "offer-meets-need")
    one, other = (meeting.seeker, meeting.giver) if is_seeker else (meeting.giver, meeting.seeker)
    return one.trl is None and other.trl is not None
