"""A workbook of Excel: its first sheet is the table, with the columns of ``csv``, every cell as the text that Excel shows.

Nothing in it is obeyed: of a formula its last result is read, macros and links to other workbooks are passed over.
"""

import datetime
import re
import warnings
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from alisei_cli.errors import AliseiError, DataError
from alisei_cli.extras import missing_library
from alisei_cli.importers._archive import build_damage_error, check_archive
from alisei_cli.importers._contract import Importer
from alisei_cli.importers._organisations import build_harvest
from alisei_cli.importers._table import MOST_CELLS, MOST_COLUMNS, Cells, build_table
from alisei_cli.language import _
from alisei_cli.model.dataset import Law
from alisei_cli.model.harvest import Harvest, Remark
from alisei_cli.store.withdrawn import withdrawn

EXACT = 10**15
"""Number from which Excel no longer keeps every digit."""
LOOKED_AT = 100
"""Maximum rows of another sheet that are searched for a value."""

_ZEROS = re.compile(r"(0+)(?:\.(0+))?\Z")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read(content: bytes, selection: str | None, law: Law, accessed: str, name: str) -> Harvest:
    """Build one proposal per row of the first visible sheet.

    Other used sheets are reported.

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
            warnings.simplefilter("ignore")  # about styles and extensions, which no table needs
            shown, written = (
                openpyxl.load_workbook(archive, read_only=True, data_only=is_shown, keep_links=False)
                for is_shown in (True, False)
            )
            visible = [number for number, sheet in enumerate(shown.worksheets) if sheet.sheet_state == "visible"]
            if not visible:
                raise DataError(_("all sheets of the workbook are hidden"))
            first = visible[0]
            table = build_table(_lines(shown.worksheets[first], written.worksheets[first]))
            others = [sheet.title for number, sheet in enumerate(shown.worksheets) if number != first and _holds_anything(sheet)]
    except AliseiError:
        raise
    except Exception as error:  # a parser of untrusted bytes may raise any exception
        raise build_damage_error() from error
    harvest = build_harvest(table, law, accessed, name, withdrawn())
    unread = [Remark(title, _("only the first sheet is read, not this one")) for title in others]
    return Harvest(harvest.proposals, harvest.skipped, (*harvest.doubts, *unread))


def _lines(shown: Any, written: Any) -> Iterator[Cells]:
    """List non-empty rows as text.

    ``shown`` has the results of the formulas in ``written``.
    """
    for sheet in (shown, written):
        sheet.reset_dimensions()  # the declared size of a sheet may be wrong
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
    """Format a cell as Excel shows it.

    Raises:
        DataError: it is an error, a formula without result, or a number whose last digits Excel has lost.
    """
    value = cell.value
    if value is None:
        if formula.data_type == "f" and cell.data_type != "str":
            raise DataError(
                _("cell {cell} holds a formula without a result", cell=formula.coordinate),
                _(
                    "Open the workbook in Excel or LibreOffice, which work out the formula, and save it; or paste the value in its place."
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
        return _number(value, str(cell.number_format))
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, str(cell.number_format))
    return str(value)


def _number(value: float, form: str) -> str:
    """Format a number with the zeros its format requires.

    The number 9 in the format ``00`` is ``09``.
    """
    zeros = _ZEROS.match(form)
    if zeros:
        decimals = len(zeros[2] or "")
        text = f"{value:0{len(zeros[1]) + (decimals + 1 if decimals else 0)}.{decimals}f}"
        if float(text) == value:  # otherwise the format hides digits
            return text
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _date(value: datetime.date, form: str) -> str:
    """Format a date with its shown precision.

    Examples are ``2025``, ``2025-03`` and ``2025-03-01``; a time is kept unchanged.
    """
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(" ")
    parts = _QUOTED.sub("", form.lower())
    if "d" in parts or "y" not in parts:
        return value.isoformat()[:10]
    return value.isoformat()[: 7 if "m" in parts else 4]


def _holds_anything(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows: Iterator[Sequence[Any]] = islice(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), LOOKED_AT)
    return any(value is not None for row in rows for value in row)


IMPORTER = Importer(read, is_binary=True)
