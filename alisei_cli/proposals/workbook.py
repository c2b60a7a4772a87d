"""Workbooks of ``alisei sheet out`` that were filled in: what differs from the cells as they were sent.

Rows are matched by the id of their entry and the item that they were made of, columns by the hidden first row; nothing else counts, so
rows may be sorted and columns moved or deleted. A row that is missing, or emptied altogether, changes nothing.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.errors import AliseiError, DataError
from alisei_cli.excel import COMPOUND, ZIP, build_damage_error, check_archive
from alisei_cli.extras import missing_library
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal
from alisei_cli.model.sheet import HIDDEN, ID, KEY, VERSION
from alisei_cli.proposals._cells import read_cell
from alisei_cli.proposals._contract import Form
from alisei_cli.proposals._rows import Row, Sent, propose

MOST_CELLS = 4_000_000
"""Of all sheets together, empty ones before others included."""


def is_ours(name: str, content: bytes) -> bool:
    """Whether it is a workbook, ours or not; a mail of Outlook begins like an old workbook."""
    return content.startswith(ZIP) or (content.startswith(COMPOUND) and name.lower().endswith((".xls", ".xlsx")))


def read(name: str, content: bytes, context: Context) -> tuple[Proposal, ...]:
    """One proposal for each entry of the workbook, and for each new one.

    Raises:
        SurroundingsError: openpyxl is not installed.
        DataError: it is no workbook, one that is not opened, or not from ``alisei sheet out``.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise missing_library("openpyxl", "report") from error
    archive = check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that hold no values
            book = openpyxl.load_workbook(archive, read_only=True, keep_links=False)
            return _read_book(book, name, context)
    except AliseiError:
        raise
    except Exception as error:  # a library that reads a stranger's bytes may raise anything
        raise build_damage_error() from error


def _read_book(book: Any, name: str, context: Context) -> tuple[Proposal, ...]:
    if HIDDEN not in book.sheetnames:
        raise DataError(
            _("this workbook was not made by alisei sheet out, or its hidden sheet {sheet} is gone", sheet=HIDDEN),
            _("A table of organisations is imported: alisei import xlsx FILE"),
        )
    counter = _Counter()
    base, sent = _read_sent(book[HIDDEN], counter)
    schema = context.schemas["stakeholder"]
    rows: list[Row] = []
    for sheet in book.worksheets:
        lines = _iterate(sheet, counter) if sheet.title != HIDDEN else iter(())
        marks = [str(cell.value or "") for cell in next(lines, ())]
        if ID not in marks:
            continue
        next(lines, None)  # the headings
        for cells in lines:
            row = Row(sheet.title, KEY in marks)
            for mark, cell in zip(marks, cells, strict=False):
                if mark:
                    row.read(mark, cell, lambda mark, cell: read_cell(mark, cell, schema))
            if row.is_filled:
                rows.append(row)
    return propose(name, base, rows, sent, schema)


def _read_sent(sheet: Any, counter: "_Counter") -> tuple[str | None, Sent]:
    """The commit, and every cell as it was sent.

    Raises:
        DataError: the layout is of another version.
    """
    lines = ([str(cell.value or "") for cell in cells] + [""] * 4 for cells in _iterate(sheet, counter))
    _title, version, base, *_rest = next(lines, ["", "", ""])
    if version != VERSION:
        raise DataError(_("the workbook has version {version} of its layout, which this program does not know", version=version))
    sent: Sent = {}
    for id_, item, mark, text, *_rest in lines:
        sent.setdefault((id_, item), {})[mark] = text
    return base or None, sent


@dataclass(slots=True)
class _Counter:
    """Cells seen so far."""

    seen: int = field(default=0)


def _iterate(sheet: Any, counter: _Counter) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet.

    Raises:
        DataError: there are more cells than any sheet of ours has.
    """
    sheet.reset_dimensions()  # what a sheet says of its size need not be true
    for cells in sheet.iter_rows():
        counter.seen += max(len(cells), 1)
        if counter.seen > MOST_CELLS:
            said: Text = _("the workbook has more than {n} cells", n=MOST_CELLS)
            raise DataError(said, _("Send it in parts."))
        yield cells


FORM = Form(is_ours, read, place=1)
