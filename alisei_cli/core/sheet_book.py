"""Sheets of the workbook that people fill in: a guide in front, headings with help, drop-downs, the terms, the hidden copy."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from alisei_cli.language import Text, _
from alisei_cli.model.sheet import FIRST_ROW, HIDDEN, ID, KEY, VERSION
from alisei_cli.workbook import Styles, name_column, start_book, text

SPARE = 300
"""Empty rows below the last that have drop-downs too."""
LONGEST_TITLE, LONGEST_HELP = 32, 255
"""Characters of the message at a cell (Excel specifications and limits)."""
NARROWEST, WIDEST, ARROW = 12, 44, 4
"""Characters of a column; the arrow of the filter covers the last of a heading."""
GUIDE_WIDTHS = (22, 96)
LINE = 15.5
"""Points of one line of text."""
MOST_LINES = 12
"""Of a row with a long text."""
HELP_SIZE = {"x_scale": 2.5, "y_scale": 1.6, "author": ""}
Cells = dict[str, str]
"""Texts by the mark of their column; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one sheet."""

    mark: str
    title: str
    help: str = ""
    choices: tuple[str, ...] = ()
    is_list: bool = False
    """Whether a cell takes several choices."""
    is_long: bool = False
    """Whether a cell takes sentences."""
    is_quiet: bool = False
    """Whether people seldom fill it in."""


@dataclass(slots=True)
class Book:
    """A workbook under way."""

    book: Any
    styles: Styles
    cell: Any
    quiet: Any
    quiet_head: Any
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Name of each list of choices."""
    lists: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Heading and choices of each list."""

    @staticmethod
    def start(buffer: BinaryIO, title: str) -> "Book":
        """A new one that ``book.close`` writes to ``buffer``.

        Raises:
            SurroundingsError: XlsxWriter is not installed.
        """
        book = start_book(buffer, title)
        cell = {"num_format": "@", "text_wrap": True, "valign": "top"}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#66788A", "text_wrap": True, "valign": "vcenter"}
        quiet = book.add_format({**cell, "font_color": "#66788A"})
        return Book(book, Styles.of(book), book.add_format(cell), quiet, book.add_format(head))

    def name_list(self, title: str, choices: tuple[str, ...]) -> str:
        """The name of the range with these choices."""
        if choices not in self.names:
            self.names[choices] = f"alisei_list_{len(self.names) + 1}"
            self.lists.append((title, choices))
        return self.names[choices]


def fill_guide(made: Book, name: str, title: str, steps: Sequence[tuple[Text, Text]]) -> None:
    """The first sheet: what to do, in a few lines."""
    sheet = made.book.add_worksheet(name)
    label = made.book.add_format({"bold": True, "font_color": "#12395B", "valign": "top", "text_wrap": True, "font_size": 12})
    body = made.book.add_format({"valign": "top", "text_wrap": True, "font_size": 12})
    for number, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, text(title), made.styles.title)
    sheet.set_row(0, 36)
    for line, (head, said) in enumerate(steps, 1):
        sheet.write_string(line, 0, text(head), label)
        sheet.write_string(line, 1, text(said), body)
        sheet.set_row(line, _height(((head, GUIDE_WIDTHS[0]), (said, GUIDE_WIDTHS[1]))) * 1.1 + 8)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def fill_sheet(made: Book, title: str, columns: Iterable[Column], rows: Sequence[Cells]) -> None:
    """Marks in a hidden row, headings with help, and the rows; every cell is text."""
    sheet = made.book.add_worksheet(title)
    columns = list(columns)
    last = FIRST_ROW + len(rows) + SPARE
    widths = [_width(column, rows) for column in columns]
    for number, column in enumerate(columns):
        cell = made.quiet if column.mark == ID else made.cell
        sheet.set_column(number, number, widths[number], cell, {"hidden": column.mark == KEY})
        sheet.write_string(0, number, column.mark, cell)
        sheet.write_string(1, number, text(column.title), made.quiet_head if column.is_quiet else made.styles.head)
        if column.help:
            sheet.write_comment(1, number, text(column.help), HELP_SIZE)
            sheet.data_validation(FIRST_ROW - 1, number, last, number, _validate(column, made))
        for line, row in enumerate(rows, FIRST_ROW - 1):
            if column.mark in row:
                sheet.write_string(line, number, row[column.mark], cell)
    for line, row in enumerate(rows, FIRST_ROW - 1):
        height = _height([("", WIDEST), *((row.get(column.mark, ""), WIDEST) for column in columns if column.is_long)])
        if height > LINE:  # LibreOffice would show the first line only
            sheet.set_row(line, min(height, MOST_LINES * LINE))
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, _height((column.title, width - ARROW) for column, width in zip(columns, widths, strict=True)) + 4)
    sheet.autofilter(1, 0, FIRST_ROW + len(rows), len(columns) - 1)
    fixed = 2 if columns[0].mark == KEY else 1
    sheet.freeze_panes(FIRST_ROW - 1, fixed)
    sheet.set_selection(FIRST_ROW - 1, fixed, FIRST_ROW - 1, fixed)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.repeat_rows(1)
    sheet.repeat_columns(0, fixed - 1)
    sheet.set_footer("&L&A&R&P / &N")


def fill_terms(made: Book, name: str) -> None:
    """The lists of choices, each with the name that drop-downs take it by."""
    sheet = made.book.add_worksheet(name)
    for number, (title, choices) in enumerate(made.lists):
        sheet.set_column(number, number, max(map(len, (title, *choices))) + 2, made.cell)
        sheet.write_string(0, number, text(title), made.styles.head)
        for line, choice in enumerate(choices, 1):
            sheet.write_string(line, number, text(choice), made.cell)
        column = name_column(number)
        made.book.define_name(made.names[choices], f"='{name}'!${column}$2:${column}${len(choices) + 1}")
    sheet.freeze_panes(1, 0)


def fill_hidden(made: Book, commit: str, sent: Iterable[tuple[str, str, str, str]]) -> None:
    """Version and commit in the first row, then every cell as it was sent: id, item, mark, text."""
    sheet = made.book.add_worksheet(HIDDEN)
    for line, row in enumerate([(HIDDEN, VERSION, commit, ""), *sent]):
        for number, said in enumerate(row):
            sheet.write_string(line, number, said, made.cell)
    sheet.hide()


def _validate(column: Column, made: Book) -> dict[str, Any]:
    """Help at a cell, with a drop-down for single choices; any typed value is accepted."""
    help = column.help
    source: dict[str, Any] = {"validate": "any"}
    if column.choices:
        name = made.name_list(column.title, column.choices)
        source = {"validate": "list", "source": f"={name}", "show_error": False}
    if column.choices and column.is_list:
        source = {"validate": "any"}
        several = _("Several, with ; between them: copy them from the sheet {sheet}.", sheet=str(_("Terms")))
        help = f"{several} {help}"
    cut = help if len(help) <= LONGEST_HELP else help[: LONGEST_HELP - 1] + "…"
    return {**source, "input_title": text(column.title)[:LONGEST_TITLE], "input_message": text(cut)[:LONGEST_HELP]}


def _width(column: Column, rows: Sequence[Cells]) -> int:
    """Characters of the longest word of the heading, or of the longest cell, within reason."""
    if column.is_long:
        return WIDEST
    longest = max((len(line) for row in rows[:500] for line in row.get(column.mark, "").split("\n")), default=0)
    return min(max(NARROWEST, longest + 2, max(map(len, column.title.split()), default=0) + ARROW), WIDEST)


def _height(cells: Iterable[tuple[object, int]]) -> float:
    """Height of a row in points; ``cells`` are texts with the characters of their columns."""
    return LINE * max(len(textwrap.wrap(str(said), width)) or 1 for said, width in cells)
