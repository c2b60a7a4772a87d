"""Dates as entries write them: a year, a month or a day, as much as is known."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.source import Pointer

MANY = 4096
"""Dates that are remembered: entries have few different ones."""
_FORM = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")


def dates(entry: Entry, context: Context) -> Iterator[tuple[Pointer, str]]:
    """Everything that stands where the schema wants a date and has the form of one, with its pointer."""
    for pointer, value in entry.formed(context.schemas.get(entry.kind), "date"):
        if _FORM.match(value):
            yield pointer, value


@lru_cache(MANY)
def is_real(date: str) -> bool:
    """Whether the calendar has this year, month or day."""
    if not _FORM.match(date):
        return False
    try:
        datetime.date.fromisoformat(date + "0000-01-01"[len(date) :])
    except ValueError:
        return False
    return True


def is_later(date: str, other: str) -> bool:
    """Whether ``date`` comes after ``other``, as far as both are known: 2026 does not come after 2026-05."""
    known = min(len(date), len(other))
    return date[:known] > other[:known]


def format_date(date: str) -> Text:
    """The date as the end of a sentence: on a day, in a month or a year."""
    return _("on {date}", date=date) if len(date) == len("2026-05-01") else _("in {date}", date=date)
