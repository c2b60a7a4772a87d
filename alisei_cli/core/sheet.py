"""Entries as a workbook to be filled in and sent back, with a hidden copy of what each cell said."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.core.form_fields import Choice, Field, list_fields
from alisei_cli.core.sheet_book import Book, Cells, Column, fill_guide, fill_hidden, fill_sheet, fill_terms
from alisei_cli.language import Text, _, speak_language
from alisei_cli.model.dataset import Entry, display_name
from alisei_cli.model.identity import identify
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.sheet import HIDDEN, ID, KEY, NAME, REMOVE, mark_column, show_value
from alisei_cli.model.source import find_value, json_pointer
from alisei_cli.model.view import View
from alisei_cli.workbook import sheet_names, text

KIND = "stakeholder"
FIRST = ("website", "contact", "description", "type", "head_office", "sector", "value", "kind", "summary", "published", "expires")
"""Fields of an entry and of items that people fill in before others."""
QUIET = ("identifiers", "id")
"""Fields that they seldom fill in."""

Fields = tuple[tuple[Field, Mapping[str, str]], ...]
"""Each field with what its cells say for each code."""


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
        made = Book.start(buffer, str(_("Entries to fill in")))
        guide, terms = str(_("Read me")), str(_("Terms"))
        titles = [str(split_languages(schema.at(place).get("title"))) if place else str(_("Entries")) for place in layout]
        names = sheet_names(titles, taken=(guide, terms, HIDDEN))
        fill_guide(made, guide, str(_("Entries to fill in")), _list_steps(names, terms))
        sent: list[tuple[str, str, str, str]] = []
        for (place, fields), name in zip(layout.items(), names, strict=True):
            rows = [row for entry in chosen for row in _list_rows(entry, place, fields, schema)]
            fill_sheet(made, name, _list_columns(place, fields, chosen), rows)
            sent += [(row[ID], row.get(KEY, ""), mark, said) for row in rows for mark, said in row.items() if mark != KEY]
        fill_terms(made, terms)
        fill_hidden(made, dataset.commit_of(*chosen) or "", sent)
        made.book.close()
    return buffer.getvalue()


def _list_steps(names: Sequence[str], terms: str) -> tuple[tuple[Text, Text], ...]:
    """What to do, each with a heading."""
    main, *others = names
    return (
        (
            _("Fill in"),
            _(
                "On the sheet {sheet} each row is an organisation. Correct what is wrong, add what you know, leave the rest empty. "
                "Click a cell to see what belongs in it. Grey columns seldom need a change.",
                sheet=main,
            ),
        ),
        (
            _("Choose"),
            _(
                "Where an arrow appears beside a cell, choose from its list. Where several values fit, put ; between them: the sheet "
                "{sheet} has them all.",
                sheet=terms,
            ),
        ),
        (
            _("Add"),
            _(
                "On the sheets {sheets} each row is one item. To add one, fill in the first empty row; with several organisations, "
                "choose the one it belongs to in the first column. An organisation that is missing is a new row on the sheet {sheet}.",
                sheets=others,
                sheet=main,
            ),
        ),
        (
            _("Remove"),
            _(
                "Emptying a cell asks us to remove its value. Deleting a whole row removes nothing: to remove an item, "
                "write sì in the column {column}.",
                column=str(_("Remove")),
            ),
        ),
        (
            _("No persons"),
            _("Never write names of persons, mobile numbers or personal addresses: only those of the office."),
        ),
        (
            _("Send back"),
            _(
                "Save the file as an Excel workbook (.xlsx) and attach it to your answer to the e-mail that brought it. The secretariat "
                "sees what changes, cell by cell, and decides. Nothing is published by itself."
            ),
        ),
    )


def _lay_out(schema: Schema, dataset: View) -> dict[Route, Fields]:
    """The fields of each sheet that the audience sees, those that people fill in first before others."""
    seen = {
        place: sorted((each for each in fields if dataset.shows(schema, each.route)), key=lambda each: _rank(each, place))
        for place, fields in list_fields(schema, dataset.context).items()
    }
    return {place: tuple((each, _name_choices(each.choices)) for each in fields) for place, fields in seen.items() if fields}


def _rank(field: Field, place: Route) -> int:
    """Place of a field among the others, by its name at the top of the entry or the item."""
    name = _find_top(field, place)
    if name in FIRST:
        return FIRST.index(name)
    return len(FIRST) + (QUIET.index(name) + 1 if name in QUIET else 0)


def _find_top(field: Field, place: Route) -> str:
    return field.route[len(place) + bool(place)]


def _name_choices(choices: Iterable[Choice]) -> dict[str, str]:
    """What a cell says for each code: its Italian label with the code in parentheses."""
    return {each.code: each.code if each.labels.it == each.code else f"{each.labels.it} ({each.code})" for each in choices}


def _list_columns(place: Route, fields: Fields, entries: Iterable[Entry]) -> Iterator[Column]:
    """The columns of a sheet."""
    if place:
        ids = tuple(entry.id for entry in entries)
        yield Column(KEY, "")
        yield Column(ID, str(_("Entry")), str(_("Of the organisation that the row belongs to.")), ids)
    else:
        yield Column(
            NAME, str(_("Name")), str(_("Of a new organisation. Names of the others are changed on the sheet of names."))
        )
        help = _("Short name in the registry; it never changes. In the row of a new organisation it may stay empty.")
        yield Column(ID, str(_("Entry")), str(help), is_quiet=True)
    for each, choices in fields:
        is_deep = len(each.route) > len(place) + bool(place) + 1
        yield Column(
            mark_column(each.route),
            f"{each.block}: {each.title}" if is_deep else str(each.title),
            str(each.help),
            tuple(choices.values()),
            is_list=each.input in ("texts", "choices"),
            is_long=each.input == "paragraph",
            is_quiet=_find_top(each, place) in QUIET,
        )
    if place:
        help = _("Write sì to remove this row from the entry. A row that is deleted here is not removed there.")
        yield Column(REMOVE, str(_("Remove")), str(help), ("sì",))


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
    for each, choices in fields:
        said = show_value(find_value(data, each.route[skipped:]), choices)
        if said:
            found[mark_column(each.route)] = "\n".join(map(text, said.split("\n")))
    return found
