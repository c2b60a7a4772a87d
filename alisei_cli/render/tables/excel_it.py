"""CSV that Excel in an Italian Windows opens by a double click: semicolons, decimal commas, and texts that stay texts.

Excel takes ``00184`` for a number and ``2010-05`` for a day in May, so such a text is written ``="00184"``; in between stand only
digits, signs and names of months. What begins like a formula has a ``'`` before it, as in other CSV. For programs there is ``csv``.
"""

import csv
import io
from collections.abc import Iterable

from alisei_cli.escape import escape_excel
from alisei_cli.model.table import Answer
from alisei_cli.render.tables._cells import make_safe
from alisei_cli.render.tables._contract import Format


def pack(answer: Answer) -> bytes:
    """UTF-8 with a byte order mark, lines that end in CR LF, titles of columns in the language of the reader."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for index, table in enumerate(answer.tables):
        writer.writerows([[]] if index else [])
        writer.writerow([make_safe(column.title) for column in table.columns])
        writer.writerows(map(_cells, table.rows))
    return buffer.getvalue().encode("utf-8-sig", "backslashreplace")


def _cells(row: Iterable[object]) -> list[object]:
    return [_cell(cell) for cell in row]


def _cell(cell: object) -> object:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    made = make_safe(cell)
    return escape_excel(made) if isinstance(made, str) else made


FORMAT = Format(pack=pack, has_notes=False)
