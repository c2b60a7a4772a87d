"""One Excel workbook to read: a sheet for each table, headings and terms in words, codes beside them; a first sheet says what it is.

In the language of the command. Text is only ever text, of at most 32,767 characters in a cell; what is cut is said. For programs there are
the other exports. Needs the libraries of ``requirements/report.txt``.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alisei_cli.exports._contract import Export
from alisei_cli.exports._flat import flat
from alisei_cli.exports._state import state
from alisei_cli.exports._worded import put_table_in_words
from alisei_cli.language import Text, _, _n, show_number
from alisei_cli.model.about import read_about
from alisei_cli.model.table import Table
from alisei_cli.model.view import View
from alisei_cli.workbook import MOST_ROWS, Styles, fill, is_cut, sheet_names, start_book, text

MAIN_KIND = "stakeholder"
HELP_SIZE = {"x_scale": 2.5, "y_scale": 1.6, "author": ""}
"""Of the note on a heading."""
TOLD_WIDTH = 100
"""Characters of a line on the first sheet."""
LINE_HEIGHT = 15
"""Points of a line."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``registry.xlsx``; a table without rows is named on the first sheet and has no sheet of its own.

    Raises:
        SurroundingsError: XlsxWriter is not installed.
    """
    about = read_about(dataset.context.policy)
    buffer = io.BytesIO()
    book = start_book(buffer, str(about.title), is_by_row=True)
    styles = Styles.of(book)
    first = str(_("About"))
    tables = _read(dataset)
    shown = [table for table in tables if table.rows]
    names = sheet_names((_capitalise(str(table.title)) for table in shown), taken=(first,))
    told = book.add_worksheet(first)
    for table, name in zip(shown, names, strict=True):
        _fill(book.add_worksheet(name), table, styles)
    empty = [_capitalise(str(table.title)) for table in tables if not table.rows]
    _tell(told, [*_describe(dataset, tables), *_list_sheets(shown, names, empty)], str(about.title), styles)
    book.close()
    return {"registry.xlsx": buffer.getvalue()}


def _read(dataset: View) -> list[Table]:
    """All tables in words, those of the organisations first."""
    tables = sorted(flat(dataset), key=lambda table: not (table.schema and table.schema.kind == MAIN_KIND))
    return [put_table_in_words(table, dataset) for table in tables]


def _fill(sheet: Any, table: Table, styles: Styles) -> None:
    fill(sheet, table, styles)
    sheet.freeze_panes(1, 1)
    sheet.repeat_columns(0)
    sheet.set_print_scale(70)
    for number, column in enumerate(table.columns):
        if said := str(column.description):
            sheet.write_comment(0, number, text(_capitalise(said)), HELP_SIZE)


def _capitalise(said: str) -> str:
    return said[:1].upper() + said[1:]


def _describe(dataset: View, tables: Sequence[Table]) -> Iterable[tuple[str, str]]:
    """What the workbook was made from, for whom, and how to read it."""
    said = state(dataset)
    yield _pair(_("Licence and attribution"), read_about(dataset.context.policy).citation)
    yield _pair(_("Taxonomy"), said["taxonomy"])
    yield _pair(_("Commit"), said["commit"] or _("not a commit"))
    yield _pair(_("Files changed since that commit"), _("yes") if said["dirty"] else _("no"))
    yield _pair(_("As of"), said["as_of"] or "–")
    yield _pair(_("Audience"), said["audience"])
    yield _pair(_("Fields that this audience does not see"), show_number(said["hidden_fields"]))
    if said["unreadable"]:
        yield _pair(_("Files that could not be read"), ", ".join(said["unreadable"]))
    yield "", ""
    yield _pair(_("An empty cell"), _("Not known, or not applicable: never the same as “no”."))
    yield _pair(_("Headings"), _("Point at one to read what stands in its column."))
    yield _pair(_("Columns"), _("Those that have a value in some row; the others are left out."))
    yield _pair(_("Codes"), _("Columns with “(code)” have what stands in the data; the column before says it in words."))
    yield _pair(_("To change something"), _("Change the entry, not this workbook: it is made anew from the entries."))
    for note in _list_cut(tables):
        yield _pair(_("Note"), note)
    yield "", ""


def _pair(label: Text, value: object) -> tuple[str, str]:
    return str(label), str(value)


def _list_sheets(shown: Sequence[Table], names: Sequence[str], empty: Sequence[str]) -> Iterable[tuple[str, str]]:
    yield _pair(_("Sheet"), _("What is on it"))
    for table, name in zip(shown, names, strict=True):
        rows = str(_n("{n} row", "{n} rows", n=len(table.rows)))
        title = _capitalise(str(table.title))
        yield name, rows if name == title else f"{title}: {rows}"
    if empty:
        yield _pair(_("Without rows"), "; ".join(empty))


def _tell(sheet: Any, lines: Iterable[tuple[str, str]], title: str, styles: Styles) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 38, styles.text)
    sheet.set_column(1, 1, TOLD_WIDTH, styles.text)
    sheet.write_string(0, 0, text(title), styles.title)
    for number, (label, value) in enumerate(lines, 2):
        style = styles.head if label == str(_("Sheet")) else styles.text
        if len(value) > 2 * TOLD_WIDTH:  # programs measure two lines well, and cut what is longer
            sheet.set_row(number, LINE_HEIGHT * -(-len(value) // TOLD_WIDTH))
        if label or value:
            sheet.write_string(number, 0, text(label), style)
            sheet.write_string(number, 1, text(value), style)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _list_cut(tables: Sequence[Table]) -> list[Text]:
    """What Excel has no room for."""
    cut = sum(is_cut(cell) for table in tables for row in table.rows for cell in row)
    left = sum(max(len(table.rows) - MOST_ROWS, 0) for table in tables)
    texts = _n("{n} text is longer than a cell may be and is cut.", "{n} texts are longer than a cell may be and are cut.", n=cut)
    rows = _n(
        "{n} row has no room on its sheet and is left out.", "{n} rows have no room on their sheets and are left out.", n=left
    )
    return [*([texts] if cut else []), *([rows] if left else [])]


def note(dataset: View) -> Iterable[Text]:
    """What is cut, as the first sheet says too."""
    return _list_cut(_read(dataset))


EXPORT = Export(build, "registry.xlsx", note, is_binary=True)
