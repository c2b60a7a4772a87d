"""When an event takes place: its first and last day, and its hours where they and the time zone are known."""

import datetime
from dataclasses import dataclass

from alisei_cli.model.dataset import Entry
from alisei_cli.model.periods import period
from alisei_cli.model.zones import find_zone

DAY = len("2026-05-01")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of an event; of a year or month alone, the days that it may mean."""

    first: datetime.date
    last: datetime.date
    is_exact: bool
    """Whether both are known to the day."""


def days_of(event: Entry) -> Days | None:
    """The days of an event; ``None`` where its dates are none, or end before they begin."""
    start = event.text("dates", "from") or ""
    end = event.text("dates", "until") or start
    first, last = period(start), period(end)
    if not first or not last or last[1] < first[0]:
        return None
    days = datetime.date.fromisoformat(first[0]), datetime.date.fromisoformat(last[1])
    return Days(*days, is_exact=len(start) == len(end) == DAY)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when on the first day until when on the last, in the time of the place."""

    starts: datetime.time
    ends: datetime.time
    zone: str
    """Name of the time zone."""


def hours_of(event: Entry) -> Hours | None:
    """The hours of an event whose days are exact; ``None`` unless start, end and zone are all known and in order."""
    days = days_of(event)
    starts, ends = (_read_time(event.text("dates", key)) for key in ("starts", "ends"))
    zone = find_zone(event.text("dates", "zone"), event.text("place", "country"))
    if days is None or not days.is_exact or starts is None or ends is None or zone is None:
        return None
    return Hours(starts, ends, zone) if days.first < days.last or starts < ends else None


def _read_time(text: str | None) -> datetime.time | None:
    try:
        return datetime.datetime.strptime(text or "", "%H:%M").time()  # noqa: DTZ007 (the zone stands apart)
    except ValueError:
        return None
