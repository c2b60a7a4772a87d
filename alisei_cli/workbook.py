"""Workbooks of Excel (Office Open XML): a table on each sheet with typed cells, a frozen header with a filter, widths, and how it prints.

Text is only ever text: no cell is a formula or a link, whatever it holds. The same tables give the same bytes.
"""

import datetime
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from alisei_cli.escape import escape_line
from alisei_cli.extras import missing_library
from alisei_cli.model.table import Column, Table

MADE = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 (the clock of the machine must not show in the file)
"""What the file says of when it was made: the first day that a ZIP archive knows."""
LONGEST_ESCAPE = 10
"""Characters of one that is spelled out: ``\\U000e0041``."""
MOST_CHARACTERS = 32_767
"""Of one cell (Excel specifications and limits)."""
LONGEST_NAME = 31
"""Of a sheet."""
MOST_ROWS = 1_048_575
"""Below the header."""
WIDEST = 60
"""Characters of a column; longer texts are wrapped."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of cells of one workbook."""

    title: Any
    head: Any
    text: Any
    date: Any
    share: Any
    integer: Any
    number: Any

    @staticmethod
    def of(book: Any) -> "Styles":
        """Made for ``book``."""
        base = {"valign": "top"}
        return Styles(
            title=book.add_format({"bold": True, "font_size": 16, "font_color": "#12395B"}),
            head=book.add_format(
                {"bold": True, "font_color": "#FFFFFF", "bg_color": "#12395B", "text_wrap": True, "valign": "vcenter"}
            ),
            text=book.add_format({**base, "text_wrap": True}),
            date=book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
            share=book.add_format({**base, "num_format": "0.0%"}),
            integer=book.add_format({**base, "num_format": "#,##0"}),
            number=book.add_format({**base, "num_format": "#,##0.00"}),
        )


def start_book(buffer: BinaryIO, title: str, *, is_by_row: bool = False) -> Any:
    """A workbook that ``close`` writes to ``buffer``; ``is_by_row`` keeps one row in memory, and its sheets are written from top to bottom.

    Raises:
        SurroundingsError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise missing_library("XlsxWriter", "report") from error
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": is_by_row, **plain})
    book.set_properties({"title": text(title), "created": MADE})
    return book


def name_column(number: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))


def sheet_names(wanted: Iterable[str], taken: Sequence[str] = ()) -> list[str]:
    """Names that Excel takes, each unlike the others whatever the case."""
    used = {name.lower() for name in taken} | {"history"}  # a name that Excel keeps for itself
    names = []
    for each in wanted:
        base = _FORBIDDEN.sub("-", escape_line(each)).strip("' ")[:LONGEST_NAME].rstrip("' ") or "table"
        name, number = base, 1
        while name.lower() in used:
            number += 1
            name = f"{base[: LONGEST_NAME - len(str(number)) - 1]}-{number}"
        used.add(name.lower())
        names.append(name)
    return names


def text(cell: object) -> str:
    """A text as a cell may hold it: unseen characters spelled out, no longer than Excel takes."""
    body = str(cell)
    said = escape_line(body)
    return said if len(said) <= MOST_CHARACTERS else said[: MOST_CHARACTERS - 1] + "…"


def is_cut(cell: object) -> bool:
    """Whether ``text`` leaves something of it out."""
    return isinstance(cell, str) and len(cell) * LONGEST_ESCAPE > MOST_CHARACTERS and len(escape_line(cell)) > MOST_CHARACTERS


def fill(sheet: Any, table: Table, styles: Styles) -> None:
    """Write the header and the rows, and set how the sheet is read and printed."""
    rows = table.rows[:MOST_ROWS]
    last = max(len(table.columns) - 1, 0)
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, text(column.title), styles.head)
        sheet.set_column(number, number, _width(table, number))
    for line, row in enumerate(rows, 1):
        for number, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, line, number, cell, column, styles)
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, max(len(rows), 1), last)
        sheet.print_area(0, 0, max(len(rows), 1), last)
    sheet.repeat_rows(0)
    sheet.set_paper(9)  # A4
    if last > 4:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + text(table.title)[:100].replace("&", "&&"))
    sheet.set_footer("&C&P / &N")


def _write(sheet: Any, line: int, number: int, cell: object, column: Column, styles: Styles) -> None:
    if cell is None:
        return
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell):
        style = styles.share if column.unit == "share" else styles.integer if column.type == "integer" else styles.number
        sheet.write_number(line, number, cell, style)
        return
    body = str(cell)
    day = _day(body) if column.unit == "date" else None
    if day:
        sheet.write_datetime(line, number, day, styles.date)
    else:
        indent = len(body) - len(body.lstrip(" ")) if not isinstance(cell, str) else 0
        sheet.write_string(line, number, "\u2003" * (indent // 2) + text(body[indent:]), styles.text)


def _day(body: str) -> datetime.datetime | None:
    """A whole date that Excel can reckon with; it knows none before 1900."""
    if not _DATE.match(body) or body < "1900-03-01":
        return None
    try:
        return datetime.datetime.fromisoformat(body)
    except ValueError:
        return None


def _width(table: Table, number: int) -> float:
    """As wide as what stands in it, within reason; the header is given room for the arrow of its filter."""
    title = max((len(word) for word in str(table.columns[number].title).split()), default=0) + 4
    cells = [8 if isinstance(row[number], (int, float)) else len(str(row[number] or "")) for row in table.rows[:500]]
    return float(min(max([10, title, *(length + 2 for length in cells)]), WIDEST))
