"""Dates relative to today in Italian and English.

Examples are "un anno fa", "2 months ago", "yesterday" and "last year".
"""

import datetime
import re
from calendar import monthrange

from alisei_cli.folding import fold

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "un uno una a an one", "due two", "tre three", "quattro four", "cinque five", "sei six", "sette seven", "otto eight",
            "nove nine", "dieci ten", "undici eleven", "dodici twelve",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_DAYS = {"giorno": 1, "giorni": 1, "day": 1, "days": 1, "settimana": 7, "settimane": 7, "week": 7, "weeks": 7}
_MONTHS = {"mese": 1, "mesi": 1, "month": 1, "months": 1, "anno": 12, "anni": 12, "year": 12, "years": 12}
_AGO = re.compile(r"(\w+) (\w+) (?:fa|ago)\Z")
_LONGEST = 1200
"""Maximum number of units to count back."""


def parse_ago(when: str, today: datetime.date) -> str | None:
    """Convert ``when`` to a day, month or year in ISO 8601.

    It is ``None`` if the text is not relative.
    """
    said = fold(when)
    if said in ("oggi", "today"):
        return today.isoformat()
    if said in ("ieri", "yesterday"):
        return (today - datetime.timedelta(days=1)).isoformat()
    if said in ("l anno scorso", "anno scorso", "last year"):
        return str(today.year - 1)
    if said in ("il mese scorso", "mese scorso", "last month"):
        return _subtract_months(today, 1).isoformat()[:7]
    match = _AGO.match(said)
    if not match:
        return None
    number = _NUMBERS.get(match.group(1)) or (int(match.group(1)) if re.fullmatch(r"[0-9]{1,4}", match.group(1)) else 0)
    unit = match.group(2)
    if not 0 < number <= _LONGEST:
        return None
    if unit in _DAYS:
        return (today - datetime.timedelta(days=number * _DAYS[unit])).isoformat()
    months = number * _MONTHS.get(unit, 0)
    return _subtract_months(today, months).isoformat() if 0 < months <= _LONGEST else None


def _subtract_months(day: datetime.date, months: int) -> datetime.date:
    """Subtract months from a day.

    Use the last day of a shorter month.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
