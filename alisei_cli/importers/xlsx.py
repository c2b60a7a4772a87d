"""An Excel workbook: its first sheet is the table, with the columns of ``csv``, every cell as the text that Excel shows.

Nothing in it is obeyed: of a formula its last result is read, macros and links to other workbooks are passed over.
"""

import datetime
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from alisei_cli.errors import AliseiError, DataError
from alisei_cli.excel import EXACT, build_damage_error, check_archive, show_date, show_number
from alisei_cli.extras import missing_library
from alisei_cli.importers._contract import Importer
from alisei_cli.importers._organisations import build_result
from alisei_cli.importers._table import COLUMNS, MOST_CELLS, MOST_COLUMNS, Cells, Table, build_table, is_header
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.import_result import ImportResult, Remark
from alisei_cli.store.withdrawn import read_withdrawn

LOOKED_AT = 100
"""Rows of another sheet in which a value is sought."""


def read(content: bytes, selection: str | None, context: Context, accessed: str, name: str) -> ImportResult:
    """One proposal a row of the first sheet that is not hidden; any other sheet that holds something is told.

    Raises:
        SurroundingsError: openpyxl is not installed.
        DataError: it is no workbook, one that is not opened, or its first sheet is no table of organisations.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise missing_library("openpyxl", "report") from error
    archive = check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that no table needs
            shown, written = (
                openpyxl.load_workbook(archive, read_only=True, data_only=is_shown, keep_links=False)
                for is_shown in (True, False)
            )
            visible = [number for number, sheet in enumerate(shown.worksheets) if sheet.sheet_state == "visible"]
            if not visible:
                raise DataError(_("the workbook has no visible sheet"))
            first = visible[0]
            title = shown.worksheets[first].title
            others = [sheet.title for number, sheet in enumerate(shown.worksheets) if number != first and _holds_anything(sheet)]
            table = _table(shown.worksheets[first], written.worksheets[first], title, others)
    except AliseiError:
        raise
    except Exception as error:  # a library that reads a stranger's bytes may raise anything
        raise build_damage_error() from error
    result = build_result(table, context, accessed, name, read_withdrawn())
    notes = [Remark(other, _("only the sheet {title} is read, not this one", title=title)) for other in others]
    return replace(result, notes=(*result.notes, *notes), part=_("The sheet {title} is read.", title=title))


def _table(shown: Any, written: Any, title: str, others: Sequence[str]) -> Table:
    """The table in a sheet.

    Raises:
        DataError: it is no table of organisations; the sheet is named.
    """
    lines = _lines(shown, written)
    try:
        first = next(lines, None)
        if first is not None and is_header(first[1]):
            return build_table(chain([first], lines))
    except DataError as error:
        raise DataError(
            _("in the sheet {title}: {message}", title=title, message=error.message), error.help, error.details
        ) from error
    said = _("the first sheet, {title}, is no table of organisations: its first line has no column called name", title=title)
    if others:
        raise DataError(said, _("Put the sheet with the table first; there are also: {others}.", others=list(others)))
    raise DataError(
        said, _("Its first line names the columns: {columns}. Only name and type are required.", columns=list(COLUMNS))
    )


def _lines(shown: Any, written: Any) -> Iterator[Cells]:
    """Each row that holds something, as texts; ``shown`` has the results of the formulas in ``written``."""
    for sheet in (shown, written):
        sheet.reset_dimensions()  # what a sheet says of its size need not be true
    count = 0
    for line, (results, formulas) in enumerate(zip(shown.iter_rows(), written.iter_rows(), strict=True), 1):
        count += max(len(results), 1)
        if count > MOST_CELLS:
            raise DataError(
                _("the table has more than {columns} columns, or {cells} cells", columns=MOST_COLUMNS, cells=MOST_CELLS),
                _("Import it in parts."),
            )
        cells = [_text(result, formula) for result, formula in zip(results, formulas, strict=True)]
        if any(cells):
            yield line, cells


def _text(cell: Any, formula: Any) -> str:
    """What Excel shows of a cell.

    Raises:
        DataError: that is an error, a formula without result, or a number whose last digits Excel has lost.
    """
    value = cell.value
    if value is None:
        if formula.data_type == "f" and cell.data_type != "str":
            raise DataError(
                _("cell {cell} holds a formula without a result", cell=formula.coordinate),
                _(
                    "Open the workbook in Excel or LibreOffice, which compute the formula, and save it; or paste the value in its place."
                ),
            )
        return ""
    if cell.data_type == "e":
        raise DataError(
            _("cell {cell} holds the error {value}", cell=cell.coordinate, value=value), _("Write the value, or clear the cell.")
        )
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if abs(value) >= EXACT:
            raise DataError(
                _("cell {cell} holds a number of more than 15 digits, and Excel keeps only the first 15", cell=cell.coordinate),
                _("Format the cell as text, and type the number again."),
            )
        return show_number(value, str(cell.number_format))
    if isinstance(value, datetime.datetime | datetime.date):
        return show_date(value, str(cell.number_format))
    return str(value)


def _holds_anything(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows: Iterator[Sequence[Any]] = islice(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), LOOKED_AT)
    return any(value is not None for row in rows for value in row)


IMPORTER = Importer(read, is_binary=True)
