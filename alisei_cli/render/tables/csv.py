"""Comma-separated values (RFC 4180): one block a table, an empty line between blocks.

A cell that a spreadsheet would take for a formula is prefixed with ``'`` (OWASP ASVS 1.2.10, CWE-1236).
"""

import csv
import io
from collections.abc import Iterator

from alisei_cli.model.table import Answer
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables._cells import make_safe
from alisei_cli.render.tables._contract import Format


def render(answer: Answer, screen: Screen) -> Iterator[str]:
    """A header line and one line a row, for each table."""
    for index, table in enumerate(answer.tables):
        if index:
            yield ""
        yield _line([column.name for column in table.columns])
        for row in table.rows:
            yield _line([make_safe(cell) for cell in row])


def _line(cells: list[object] | list[str]) -> str:
    buffer = io.StringIO()
    is_command = str(cells[0]).startswith("::")  # to a runner of CI, unless a quotation mark stands before it
    csv.writer(buffer, quoting=csv.QUOTE_ALL if is_command else csv.QUOTE_MINIMAL).writerow(
        cells
    )  # its own line end, CR LF, also tells it to put quotes around a cell that holds one
    return buffer.getvalue().removesuffix("\r\n")


FORMAT = Format(render, has_notes=False, suffixes=(".csv",))
