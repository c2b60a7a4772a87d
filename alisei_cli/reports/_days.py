"""Dates as entries write them (a year, a month or a day) beside the day of the question."""

import datetime
from calendar import monthrange

from alisei_cli.model.dataset import Entry


def last_day(text: object) -> datetime.date | None:
    """The last day that ``2026``, ``2026-05`` or ``2026-05-01`` may mean; ``None`` if it is no date."""
    parts = text.split("-") if isinstance(text, str) else []
    if not 1 <= len(parts) <= len(("year", "month", "day")) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = (*map(int, parts), *[0] * (3 - len(parts)))
    try:
        return datetime.date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day ``months`` earlier, or the last of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return datetime.date.min
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_of(text: object) -> str | None:
    """The year of a date as entries write it; ``None`` if it is no date."""
    day = last_day(text)
    return f"{day.year:04}" if day else None


def find_last_look(entry: Entry) -> str:
    """The last date at which a source was read or the organisation confirmed; empty if none is known."""
    dates = [source.get("accessed") for _index, source in entry.items("sources")]
    dates.append(entry.get("verified", "on"))
    return max((date for date in dates if isinstance(date, str)), default="")
