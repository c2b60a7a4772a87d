"""Flat tables as CSV files (RFC 4180): lists in one cell, and no cell that a spreadsheet executes (OWASP ASVS 1.2.10, CWE-1236)."""

import csv
import io
from collections.abc import Callable
from typing import Any

from alisei_cli.escape import FORMULA_STARTS, escape_formula, escape_line
from alisei_cli.exports._field import Flat

SEPARATOR = "|"
"""Between the items of a list in one cell; no code, id or number holds it."""


def show_cell(cell: Any) -> object:
    """The cell as the CSV writer takes it; ``'`` stands before what a spreadsheet would take for a formula."""
    if cell.__class__ is tuple:
        cell = SEPARATOR.join(map(str, cell))
    if cell.__class__ is str:
        return escape_formula(cell) if cell[:1] in FORMULA_STARTS else cell
    return ("true" if cell else "false") if cell.__class__ is bool else cell


def encode(table: Flat, show: Callable[[Any], object] = show_cell, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The bytes of the file, each cell as ``show`` gives it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([escape_formula(escape_line(field.name)) for field in table.fields])
    writer.writerows([show(cell) for cell in row] for row in table.rows)
    return buffer.getvalue().encode(encoding, "backslashreplace")
