"""An answer as a document: a cover, chapters, and under each heading the numbers and their picture, in words of one language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from alisei_cli.escape import escape_line
from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n, current_language
from alisei_cli.model.about import About
from alisei_cli.model.groups import group
from alisei_cli.model.table import Answer, Column, Table
from alisei_cli.render.charts.map import Class, region_map
from alisei_cli.render.charts.plot import Plot, plot, words
from alisei_cli.render.charts.vega import bars, lines
from alisei_cli.render.tables._cells import show_cell

EDITION = "edition"
"""The table that says what a document is an edition of: its title is the document's, its rows stand on the cover."""
AUDIENCES = {"public": _("the public"), "members": _("members"), "secretariat": _("the secretariat")}
WIDE = 4
"""Columns from which on a table may be scrolled on a narrow screen."""
MOST_ROWS = 500
"""Most rows of a table; each costs a print 7 milliseconds and a page of two languages 300 bytes, and few people read on."""
BESIDE = 6
"""Most columns of a table that stands beside its picture."""
SHADES = 5
_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28}\b")
"""The name of a commit; twelve digits of it are told on a cover."""


BY_PAGE = frozenset({"delegation"})
"""Answers of which each chapter begins on a page of its own where they are printed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words and the classes that say how it looks."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``look`` is ``total`` or ``unknown`` where it is one."""

    cells: tuple[Cell, ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One table under its heading."""

    id: str
    title: str
    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    picture: Markup | None = None
    legend: tuple[tuple[str, str], ...] = ()
    """Colour and meaning of each class of a map, or of each series."""
    is_map: bool = False
    figures: tuple[tuple[str, str], ...] = ()
    """Number and meaning, where the table is a few key figures."""
    is_grid: bool = False
    is_wide: bool = False
    is_beside: bool = False
    """Whether the picture and the table stand side by side where there is room."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections that belong together; without a title where the report has no chapters."""

    id: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole document in one language."""

    language: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    has_map: bool = False
    is_by_page: bool = False
    """Whether each chapter begins on a page of its own."""
    said: dict[str, str] = field(default_factory=dict)


def book(answer: Answer) -> Book:
    """The document in the language of the moment."""
    language = current_language()
    used: set[str] = set()
    chapters: list[Chapter] = []
    for title, tables in _chapters(answer.tables):
        name = _name(f"{language}-c-{len(chapters) + 1}", used)
        sections = tuple(_section(table, _name(f"{language}-{table.name}", used)) for table in tables)
        chapters.append(Chapter(name, title, sections))
    edition = next((table for table in answer.tables if table.name == EDITION), None)
    registry = words(answer.about.title)
    title = words(edition.title) if edition else registry
    subtitle = registry if edition else str(_("Report {name}", name=answer.report))
    has_map = any(section.is_map for chapter in chapters for section in chapter.sections)
    return Book(
        language,
        title,
        subtitle,
        tuple(_facts(answer, edition)),
        tuple(chapters),
        has_map,
        answer.report in BY_PAGE,
        _translate_words(answer.about),
    )


def _chapters(tables: Sequence[Table]) -> Iterator[tuple[str, list[Table]]]:
    """Title and tables of each chapter, in order; tables of one chapter stand one after the other."""
    yield from group(("" if table.chapter is None else words(table.chapter), table) for table in tables).items()


def _name(wanted: str, used: set[str]) -> str:
    """An id that a link can name, unlike all others."""
    base = re.sub(r"[^a-z0-9-]+", "-", wanted.lower()).strip("-")
    name, number = base, 1
    while name in used:
        number += 1
        name = f"{base}-{number}"
    used.add(name)
    return name


def _facts(answer: Answer, edition: Table | None) -> Iterator[tuple[str, str]]:
    if edition:
        for row in edition.rows:
            yield words(row[-2]), _DIGEST.sub(r"\1", words(row[-1]))
    else:
        if answer.as_of:
            yield str(_("As of")), escape_line(answer.as_of)
        yield str(_("Taxonomy")), escape_line(answer.taxonomy)
        commit = answer.commit[:12] if answer.commit else str(_("not a commit"))
        yield str(_("Commit")), commit + (str(_(", with changes not committed")) if answer.dirty else "")
    yield str(_("For")), str(AUDIENCES.get(answer.audience, answer.audience))


def _section(table: Table, name: str) -> Section:
    chart, title = table.chart, words(table.title)
    notes = tuple(words(note) for note in table.notes)
    found = plot(table, chart) if chart else None
    if chart and found and chart.shape == "figures":
        column = _column(table, chart.value)
        figures = tuple(zip((_number(row[0], column) for row in found.values), found.labels, strict=True))
        return Section(name, title, (), (), notes, figures=figures)
    if chart and found and chart.shape == "grid":
        heads, rows = _grid(table, found)
        return Section(name, title, heads, rows, notes, is_grid=True, is_wide=True)
    columns = [number for number, column in enumerate(table.columns) if not _is_hidden(column, table)]
    heads = tuple(Cell(words(table.columns[number].title), _look(table.columns[number])) for number in columns)
    rows = tuple(_row(row, columns, table) for row in table.rows[:MOST_ROWS])
    if len(table.rows) > MOST_ROWS:
        notes = (words(_note_cut(len(table.rows) - MOST_ROWS)), *notes)
    picture, legend = _picture(table, found, f"{name}-p")
    return Section(
        name,
        title,
        heads,
        rows,
        notes,
        picture,
        legend,
        is_wide=len(columns) >= WIDE,
        is_beside=picture is not None and len(columns) <= BESIDE,
        is_map=bool(picture and chart and chart.shape == "map"),
    )


def _note_cut(n: int) -> Text:
    return _n(
        "{n} more row is left out of this page; a workbook has all of them: the same command with -o FILE.xlsx",
        "{n} more rows are left out of this page; a workbook has all of them: the same command with -o FILE.xlsx",
        n=n,
    )


def _picture(table: Table, found: Plot | None, name: str) -> tuple[Markup | None, tuple[tuple[str, str], ...]]:
    chart = table.chart
    if chart is None or found is None:
        return None, ()
    column = _column(table, chart.value)
    if chart.shape == "map":
        drawn = region_map(table, chart, name)
        return (
            (drawn.picture, tuple((f"k{each.number}", _class(each, column)) for each in drawn.classes)) if drawn else (None, ())
        )
    draw = lines if chart.shape == "lines" else bars
    made = draw(table, found, name, column.unit)
    return (made.picture, made.legend) if made else (None, ())


def _class(step: Class, column: Column) -> str:
    if not step.number:
        return str(_("none"))
    first, last = _number(step.first, column), _number(step.last, column)
    return first if first == last else f"{first}–{last}"


def _column(table: Table, name: str) -> Column:
    return next(column for column in table.columns if column.name == name)


def _is_hidden(column: Column, table: Table) -> bool:
    """Codes whose words stand beside them, depths that the indentation shows, and columns that say nothing."""
    at = table.columns.index(column)
    is_silent = column.type == "string" and bool(table.rows) and all(row[at] is None for row in table.rows)
    return column.is_detail or column.name == "level" or is_silent


def _row(row: Sequence[object], columns: Sequence[int], table: Table) -> Row:
    cells = []
    for number in columns:
        column, cell = table.columns[number], row[number]
        body = str(cell) if not isinstance(cell, (int, float)) else ""
        depth = min((len(body) - len(body.lstrip(" "))) // 2, 3) if not isinstance(cell, str) else 0
        cells.append(Cell(_number(cell, column), " ".join([_look(column), *([f"i{depth}"] if depth else [])]).strip()))
    look = "total" if row[0] == "total" else "unknown" if row[0] is None and table.columns[0].type == "string" else ""
    return Row(tuple(cells), look)


def _look(column: Column) -> str:
    if column.type != "string":
        return "n"
    return "id" if column.unit in ("id", "code") else "date" if column.unit == "date" else ""


def _number(cell: object, column: Column) -> str:
    """A cell in words, on one line."""
    return words(show_cell(cell, column))


def _grid(table: Table, found: Plot) -> tuple[tuple[Cell, ...], tuple[Row, ...]]:
    """Labels against series, the largest first, the longer side downwards, each number on a ground as dark as it is large."""
    sums = [sum(row[at] or 0 for row in found.values) for at in range(len(found.series))]
    order = sorted(range(len(sums)), key=lambda at: (found.series[at] == str(_("not known")), -sums[at], fold(found.series[at])))
    labels, series = found.labels, tuple(found.series[at] for at in order)
    values = tuple(tuple(row[at] for at in order) for row in found.values)
    if len(series) > len(labels):
        labels, series, values = series, labels, tuple(zip(*values, strict=True))
    column = _column(table, table.chart.value) if table.chart else table.columns[-1]
    most = max((value for row in values for value in row if value is not None), default=0)
    heads = (Cell(""), *(Cell(each, "n") for each in series))
    rows = tuple(
        Row((Cell(label), *(Cell("·" if not value else _number(value, column), f"n h{_shade(value, most)}") for value in row)))
        for label, row in zip(labels, values, strict=True)
    )
    return heads, rows


def _shade(value: float | None, most: float) -> int:
    """0 for nothing, else 1 to 5 by the root, so that small numbers are told apart beside large ones."""
    return 0 if not value or value < 0 or not most else max(1, min(SHADES, round((value / most) ** 0.5 * SHADES)))


def _translate_words(about: About) -> dict[str, str]:
    """The document's own words."""
    said = {
        "contents": _("Contents"),
        "licence": _("Licence of the data"),
        "none": _("There is nothing to show."),
        "map": _("Entries in each class of colour"),
        "limits": _("Boundaries and codes: ISTAT (CC BY), as prepared by openpolis"),
        "scroll": _("Table, to be scrolled sideways on a narrow screen"),
        "not-known": _("A dash means that it is not known or does not apply."),
    }
    return {"cite": words(about.citation), **{key: str(text) for key, text in said.items()}}
