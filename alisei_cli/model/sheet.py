"""Layout of the workbook that people fill in: the marks in the file that say which column is which field."""

from collections.abc import Mapping
from typing import Any

from alisei_cli.model.routes import Route
from alisei_cli.model.source import json_pointer

VERSION = "1"
"""Of the layout."""
HIDDEN = "alisei"
"""Sheet with the commit, and every cell as it was sent."""
FIRST_ROW = 3
"""Of the entries, counted from 1: above are the marks, which are hidden, and the headings."""
ID, KEY, REMOVE, NAME = "/id", "#item", "#remove", "#name"
"""Marks of columns that are no field: of the entry, the item as it was sent, whether to remove it, the entry's name."""
BETWEEN = "; "
"""Between several values in one cell."""


def mark_column(route: Route) -> str:
    """How the hidden row names a field: ``/names/*/value``."""
    return json_pointer(route)


def show_value(value: Any, choices: Mapping[str, str]) -> str | None:
    """A cell for ``value``; ``None`` for what no cell can hold."""
    if isinstance(value, list):
        shown = [show_value(each, choices) for each in value]
        texts = [each for each in shown if each is not None and BETWEEN.strip() not in each]
        return BETWEEN.join(texts) if len(texts) == len(shown) else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return choices.get(str(value), str(value))
