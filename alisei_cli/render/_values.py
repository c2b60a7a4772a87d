"""Values of entries on one line."""

from typing import Any

from alisei_cli.escape import escape_text
from alisei_cli.text_edits import flow

LONG = 200
"""Characters of a value that are shown."""


def write_value(value: Any) -> str:
    """A value of an entry on one line, cut where it is long."""
    return escape_text(flow(value, lambda _pointer: True) if isinstance(value, (dict, list)) else value, LONG)
