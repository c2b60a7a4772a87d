"""Meetings of a working group: the last one held, and when the next was due by its rhythm."""

import datetime
from calendar import monthrange

from alisei_cli.model.dataset import Entry
from alisei_cli.model.periods import period


def last_meeting(entry: Entry) -> str | None:
    """The date of the latest meeting as it is written; ``None`` where none is known."""
    held = [date for _index, meeting in entry.items("meetings") if isinstance(date := meeting.get("on"), str) and period(date)]
    return max(held, key=_last_day, default=None)


def rhythm_of(entry: Entry) -> int | None:
    """The months from one meeting to the next; ``None`` where not known."""
    months = entry.get("rhythm", "every_months")
    return months if type(months) is int and 0 < months <= 24 else None


def due_since(entry: Entry, today: datetime.date) -> tuple[str, datetime.date, int] | None:
    """The last meeting, the day by which the next was due and the rhythm in months, where that day is past.

    ``None`` for a group that is not known to be at work, and where the rhythm or the last meeting is not known.
    """
    last, months = last_meeting(entry), rhythm_of(entry)
    if entry.data.get("status") != "active" or last is None or months is None:
        return None
    due = _add_months(_last_day(last), months)
    return (last, due, months) if due < today else None


def _last_day(date: str) -> datetime.date:
    found = period(date)
    return datetime.date.fromisoformat(found[1]) if found else datetime.date.min


def _add_months(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
