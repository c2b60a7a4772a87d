"""Dates as people write them: days, months and years, each by its last day."""

import datetime
import re
from calendar import monthrange

from alisei_cli.errors import UsageError
from alisei_cli.language import _

OTHER_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z")
"""A date as people write it in Italy."""
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


def end_of(when: str, today: datetime.date) -> datetime.date | None:
    """The last day of the day, month or year that ``when`` is; ``None`` if it is none.

    Raises:
        UsageError: it looks like a date and is none.
    """
    other = OTHER_DATE.match(when)
    if other:
        day, month, year = other.groups()
        meant = f"{year}-{int(month):02}-{int(day):02}"
        raise UsageError(_("{when} is not a date that alisei understands", when=when), _("Write {meant}.", meant=meant))
    match = DATE.match(when)
    if not match:
        return None
    parts = [int(part) if part else None for part in match.groups()]
    try:
        of_year, of_month = parts[0] or 1, parts[1] or 12
        first = datetime.date(of_year, parts[1] or 1, parts[2] or 1)
        last = datetime.date(of_year, of_month, parts[2] or monthrange(of_year, of_month)[1])
    except ValueError as error:
        raise UsageError(_("{when} is not a date", when=when), _("Write for example 2026-05-01, 2026-05 or 2026.")) from error
    if first > today:
        raise UsageError(_("{when} is in the future", when=when), _("Today is {day}.", day=today))
    return last
