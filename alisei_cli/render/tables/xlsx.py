"""Excel workbooks (Office Open XML): a sheet on the method, then one a table, with native charts; a table alone comes first."""

import io
from typing import Any

from alisei_cli.escape import escape_line
from alisei_cli.language import _, translate
from alisei_cli.model.table import Answer, Table
from alisei_cli.render.tables._contract import Format
from alisei_cli.render.tables._drawn import draw
from alisei_cli.workbook import MOST_CHARACTERS, Styles, fill, sheet_names, start_book, text


def pack(answer: Answer) -> bytes:
    """The bytes of the workbook.

    Raises:
        SurroundingsError: XlsxWriter is not installed.
    """
    buffer = io.BytesIO()
    book = start_book(buffer, title(answer))
    styles = Styles.of(book)
    method, drawn = str(_("Method")), str(_("Chart data"))
    wanted = [str(_("Entries"))] if _is_list(answer) else [table.name for table in answer.tables]
    names = sheet_names(wanted, taken=(method, drawn))
    alone = [
        book.add_worksheet(name) for name in names if len(names) == 1
    ]  # one table is a list: mail merges take the first sheet
    told = book.add_worksheet(method)
    _method(told, answer, names, styles)
    sheets = alone or [book.add_worksheet(name) for name in names]
    (alone or [told])[0].activate()
    draw(book, list(zip(answer.tables, sheets, strict=True)), drawn, styles)
    for table, sheet in zip(answer.tables, sheets, strict=True):
        fill(sheet, table, styles)
    book.close()
    return buffer.getvalue()


def title(answer: Answer) -> str:
    """What the workbook is called."""
    if _is_list(answer):
        return str(_("{registry}: {table}", registry=answer.about.title, table=answer.tables[0].title))
    return str(_("{registry}: report {name}", registry=answer.about.title, name=answer.report))


def _is_list(answer: Answer) -> bool:
    """Whether this is a list of entries, as ``list`` and ``search`` make it, and no report."""
    return answer.report in ("list", "search") and len(answer.tables) == 1


def _method(sheet: Any, answer: Answer, names: list[str], styles: Styles) -> None:
    """Where the numbers come from and how each table is read."""
    lines: list[tuple[str, str, Any]] = [
        (title(answer), "", styles.title),
        ("", "", None),
        (str(_("Taxonomy")), answer.taxonomy, None),
        (str(_("Commit")), answer.commit or str(_("not a commit")), None),
        (str(_("Files changed since that commit")), str(_("yes") if answer.dirty else _("no")), None),
        (str(_("As of")), answer.as_of or "–", None),
        (str(_("Audience")), answer.audience, None),
        (str(_("Licence of the data")), "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/", None),
    ]
    for table, name in zip(answer.tables, names, strict=True):
        lines += [("", "", None), (name, str(table.title), styles.head), *_describe_answer(table)]
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34, styles.text)
    sheet.set_column(1, 1, 100, styles.text)
    for number, (key, value, style) in enumerate(lines):
        sheet.write_string(number, 0, text(key), style or styles.text)
        if value:
            sheet.write_string(number, 1, text(value), style or styles.text)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _describe_answer(table: Table) -> list[tuple[str, str, Any]]:
    said = [(str(column.title), str(column.description), None) for column in table.columns]
    notes = [escape_line(str(note)) for note in table.notes]
    return [
        *said,
        *((translate("Note") if not number else "", note[:MOST_CHARACTERS], None) for number, note in enumerate(notes)),
    ]


FORMAT = Format(pack=pack, suffixes=(".xlsx",))
