"""Comma-separated values (RFC 4180): one block a table, an empty line between blocks.

A cell that a spreadsheet would take for a formula is prefixed with ``'`` (OWASP ASVS 1.2.10, CWE-1236).
"""

import csv
import io
from collections.abc import Iterator

from alisei_cli.model.table import Answer
from alisei_cli.render.tables._contract import Format

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(answer: Answer, is_colour: bool) -> Iterator[str]:
    """A header line and one line a row, for each table."""
    for index, table in enumerate(answer.tables):
        if index:
            yield ""
        yield _line([column.name for column in table.columns])
        for row in table.rows:
            yield _line([safe(cell) for cell in row])


def safe(cell: object) -> object:
    """A cell that no spreadsheet executes; numbers stay numbers."""
    if cell is None or isinstance(cell, (int, float)):
        return cell
    text = str(cell).strip(" ")
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(cells: list[object] | list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)  # its own line end, CR LF, also tells it to put quotes around a cell that holds one
    return buffer.getvalue().removesuffix("\r\n")


FORMAT = Format(render)
