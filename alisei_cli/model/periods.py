"""Dates as entries write them, a year, a month or a day, as the days from the first to the last."""

import re
from calendar import monthrange
from functools import lru_cache

MANY = 4096
"""Number of dates that are cached."""
FIRST, LAST = "0001-01-01", "9999-12-31"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


@lru_cache(MANY)
def period(date: str) -> tuple[str, str] | None:
    """The first and the last day of a year, month or day; ``None`` if the calendar does not have it."""
    found = _DATE.match(date)
    if not found or found[1] == "0000":
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    if found[3]:
        return date, date
    return (f"{date}-01", f"{date}-{monthrange(year, month)[1]}") if found[2] else (f"{date}-01-01", f"{date}-12-31")
