"""A little colour for the terminal, and how wide text stands there."""

import unicodedata

_CODES = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "dim": "2", "help": "32"}


def paint(text: str, style: str, is_colour: bool) -> str:
    """``text`` in a style of ours, or as it is."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if is_colour else text


def cells(text: str) -> int:
    """How many columns of a terminal ``text`` fills."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
