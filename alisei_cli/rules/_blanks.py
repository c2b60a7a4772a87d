"""Placeholder ``<...>`` in remedies for values only the author knows.

No field allows it as a value.
"""

import re

BLANK = "<...>"
_WHOLE = re.compile(r"\s*<+[^<>]*>+\s*\Z")


def is_blank(text: str) -> bool:
    """Whether the whole ``text`` is ``<...>``, with any content between the signs."""
    return bool(_WHOLE.match(text))
