"""Cells of a workbook as the text that was typed, where Excel has not made something else of it."""

import datetime
import re
from typing import Any

from alisei_cli.excel import EXACT, show_date, show_number
from alisei_cli.language import Text, _
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, list_types
from alisei_cli.model.sharing import parse_pointer
from alisei_cli.model.sheet import KEY


def read_cell(mark: str, cell: Any, schema: Schema) -> str | Text:
    """The text of ``cell`` in the column of a field, or why it cannot be told; empty where nothing is in it."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return _("cell {cell} holds a formula; write the value in its place", cell=cell.coordinate)
    if cell.data_type == "e":
        return _("cell {cell} holds the error {value}", cell=cell.coordinate, value=value)
    if isinstance(value, str):
        return value if mark == KEY else value.replace("\r\n", "\n").strip()
    text = _write(value, str(cell.number_format))
    if text is not None and _fits(text, value, parse_pointer(mark), schema):
        return text
    return _(
        "in cell {cell} Excel made {value} of what was typed, and zeros or more may be lost: format the cell as text and type it again",
        cell=cell.coordinate,
        value=str(value)[:100],
    )


def _write(value: Any, form: str) -> str | None:
    """A number or a date as text; ``None`` for one that has lost digits, or a time."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return show_number(value, form) if abs(value) < EXACT else None
    return show_date(value, form) if isinstance(value, datetime.date) else None


def _fits(text: str, value: Any, route: Route, schema: Schema) -> bool:
    """Whether ``text`` can be what was typed in the field at ``route``: a whole number or a date in a field that takes it."""
    node = schema.at(route)
    pattern = node.get("pattern")
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        return not pattern and "number" in list_types(node)
    if isinstance(value, datetime.date) and route not in schema.routes("date"):
        return False
    return not isinstance(pattern, str) or re.search(pattern, text) is not None
