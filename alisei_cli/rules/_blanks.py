"""The sign ``<...>``: a remedy shows it where only the author knows, and no field admits it."""

import re

BLANK = "<...>"
_WHOLE = re.compile(r"\s*<+[^<>]*>+\s*\Z")


def is_blank(text: str) -> bool:
    """Whether ``text`` as a whole is ``<...>``, whatever stands between the two signs."""
    return bool(_WHOLE.match(text))
