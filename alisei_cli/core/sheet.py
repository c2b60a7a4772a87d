"""Entries as a workbook to be filled in and sent back, with a hidden copy of what each cell said."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.core.form_fields import Choice, list_fields
from alisei_cli.language import _, speak_language
from alisei_cli.model.dataset import Entry, display_name
from alisei_cli.model.identity import identify
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.sheet import (
    FIRST_ROW,
    HIDDEN,
    ID,
    KEY,
    NAME,
    REMOVE,
    VERSION,
    mark_column,
    show_value,
)
from alisei_cli.model.source import find_value, json_pointer
from alisei_cli.model.view import View
from alisei_cli.workbook import WIDEST, Styles, sheet_names, start_book, text

KIND = "stakeholder"
SPARE = 300
"""Empty rows below the last that have drop-downs too."""
LONGEST_TITLE, LONGEST_HELP = 32, 255
"""Characters of the message at a cell (Excel specifications and limits)."""
HELP_SIZE = {"x_scale": 2.5, "y_scale": 1.6, "author": ""}
Cells = dict[str, str]
"""Texts by the mark of their column; empty cells are left out."""
Fields = dict[Route, dict[str, str]]
"""What may be chosen in each field, by code."""


@dataclass(frozen=True, slots=True)
class _Column:
    mark: str
    title: str
    help: str = ""
    choices: tuple[str, ...] = ()
    is_list: bool = False


@dataclass(slots=True)
class _Book:
    """A workbook under way."""

    book: Any
    styles: Styles
    cell: Any
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Name of each list of choices."""
    lists: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Heading and choices of each list."""
    sent: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Id, item, mark and text of every cell that is filled."""

    def name_list(self, title: str, choices: tuple[str, ...]) -> str:
        """The name of the range with these choices."""
        if choices not in self.names:
            self.names[choices] = f"alisei_list_{len(self.names) + 1}"
            self.lists.append((title, choices))
        return self.names[choices]


def build_sheet(dataset: View, entries: Iterable[Entry]) -> bytes:
    """The workbook of ``entries``, as far as the audience of ``dataset`` sees them, in Italian.

    Raises:
        SurroundingsError: XlsxWriter is not installed.
    """
    schema = dataset.context.schemas[KIND]
    chosen = [entry for entry in entries if entry.kind == KIND]
    layout = _lay_out(schema, dataset)
    buffer = io.BytesIO()
    with speak_language("it"):
        book = start_book(buffer, str(_("Entries to fill in")))
        made = _Book(book, Styles.of(book), book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}))
        terms = str(_("Terms"))
        titles = [str(split_languages(schema.at(place).get("title"))) if place else str(_("Entries")) for place in layout]
        for (place, fields), title in zip(layout.items(), sheet_names(titles, taken=(terms, HIDDEN)), strict=True):
            columns = _list_columns(place, fields, schema)
            rows = [row for entry in chosen for row in _list_rows(entry, place, fields, schema)]
            _fill(book.add_worksheet(title), columns, rows, made)
            made.sent += [(row[ID], row.get(KEY, ""), mark, said) for row in rows for mark, said in row.items() if mark != KEY]
        _fill_terms(book.add_worksheet(terms), terms, made)
        _fill_hidden(book.add_worksheet(HIDDEN), dataset.commit or "", made)
        book.close()
    return buffer.getvalue()


def _lay_out(schema: Schema, dataset: View) -> dict[Route, Fields]:
    """The fields of each sheet that the audience sees."""
    seen = {
        place: {each.route: _name_choices(each.choices) for each in fields if dataset.shows(schema, each.route)}
        for place, fields in list_fields(schema, dataset.context).items()
    }
    return {place: fields for place, fields in seen.items() if fields}


def _name_choices(choices: Iterable[Choice]) -> dict[str, str]:
    """What a cell says for each code: its Italian label with the code in parentheses."""
    return {each.code: each.code if each.labels.it == each.code else f"{each.labels.it} ({each.code})" for each in choices}


def _list_columns(place: Route, fields: Fields, schema: Schema) -> Iterator[_Column]:
    if place:
        yield _Column(KEY, "")
    yield _Column(ID, str(_("Entry")), str(_("The id of the entry. In a new row: the id of the entry that it belongs to.")))
    if not place:
        yield _Column(NAME, str(_("Name")), str(_("Of a new entry. Names of others are changed on the sheet of names.")))
    for route, choices in fields.items():
        node = schema.at(route)
        above = schema.at(route[:-1]) if len(route) > len(place) + 1 + bool(place) else {}
        parts = [str(split_languages(each.get("title"))) for each in (above, node) if each.get("title")]
        help = str(split_languages(node.get("description")))
        yield _Column(mark_column(route), ": ".join(parts) or route[-1], help, tuple(choices.values()), "items" in node)
    if place:
        help = str(_("Write sì to remove this row from the entry. A row that is deleted here is not removed there."))
        yield _Column(REMOVE, str(_("Remove")), help, ("sì",))


def _list_rows(entry: Entry, place: Route, fields: Fields, schema: Schema) -> Iterator[Cells]:
    """The row of an entry, or of each item of its list at ``place``; of several with one identity, only the first can be named."""
    if not place:
        yield {ID: entry.id, NAME: text(display_name(entry.data, "")), **_show(entry.data, fields, 0)}
        return
    listed = find_value(entry.data, place)
    seen = set()
    for item in listed if isinstance(listed, list) else ():
        name = identify(item, schema.identity(place))[1]
        if isinstance(item, dict) and name not in seen:
            seen.add(name)
            yield {KEY: json_pointer((*place, name)), ID: entry.id, **_show(item, fields, len(place) + 1)}


def _show(data: Any, fields: Fields, skipped: int) -> Cells:
    found = {}
    for route, choices in fields.items():
        said = show_value(find_value(data, route[skipped:]), choices)
        if said:
            found[mark_column(route)] = "\n".join(map(text, said.split("\n")))
    return found


def _fill(sheet: Any, columns: Iterable[_Column], rows: list[Cells], made: _Book) -> None:
    """Marks in a hidden row, headings with help, and the rows; every cell is text."""
    columns = list(columns)
    last = FIRST_ROW + len(rows) + SPARE
    for number, column in enumerate(columns):
        longest = max((len(row.get(column.mark, "")) for row in rows[:500]), default=0)
        width = min(max(12, longest + 2, max(map(len, column.title.split()), default=0) + 4), WIDEST)
        sheet.set_column(number, number, width, made.cell, {"hidden": column.mark == KEY})
        sheet.write_string(0, number, column.mark, made.cell)
        sheet.write_string(1, number, text(column.title), made.styles.head)
        if column.help:
            sheet.write_comment(1, number, text(column.help), HELP_SIZE)
            sheet.data_validation(FIRST_ROW - 1, number, last, number, _validate(column, made))
    for line, row in enumerate(rows, FIRST_ROW - 1):
        for number, column in enumerate(columns):
            if column.mark in row:
                sheet.write_string(line, number, row[column.mark], made.cell)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.autofilter(1, 0, FIRST_ROW + len(rows), len(columns) - 1)
    sheet.freeze_panes(FIRST_ROW - 1, 2)


def _validate(column: _Column, made: _Book) -> dict[str, Any]:
    """Help at a cell, and a drop-down where one value is chosen; what is typed is never refused."""
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


def _fill_terms(sheet: Any, name: str, made: _Book) -> None:
    """The lists of choices, each with the name that drop-downs take it by."""
    for number, (title, choices) in enumerate(made.lists):
        sheet.set_column(number, number, 40, made.cell)
        sheet.write_string(0, number, text(title), made.styles.head)
        for line, choice in enumerate(choices, 1):
            sheet.write_string(line, number, text(choice), made.cell)
        column = _name_column(number)
        made.book.define_name(made.names[choices], f"='{name}'!${column}$2:${column}${len(choices) + 1}")
    sheet.freeze_panes(1, 0)


def _name_column(number: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _fill_hidden(sheet: Any, commit: str, made: _Book) -> None:
    """Version and commit in the first row, then every cell as it was sent."""
    for line, row in enumerate([(HIDDEN, VERSION, commit, ""), *made.sent]):
        for number, said in enumerate(row):
            sheet.write_string(line, number, said, made.cell)
    sheet.hide()
