"""How many entries there are of each kind in two properties at once, for example by sector and region."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.properties import Property
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import LEVEL, Option, Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, list_active, note_units
from alisei_cli.reports._origins import find_sole, note_origins

UNKNOWN: Words = _("not known")
PLACES = frozenset({"region", "province"})
"""Properties without an order of their own."""

Counts = Counter[tuple[str | None, str | None]]


def build(question: Question) -> tuple[Table, ...]:
    """Tables: matrix (a column a value of the second property), cells (a row a pair); about active stakeholders.

    Raises:
        UsageError: entries are not counted by what was chosen.
    """
    context, level = question.dataset.context, question.choices.get("level", "parents")
    rows = axis(question.choices.get("rows", "sector"), context, level)
    cols = axis(question.choices.get("cols", "region"), context, level)
    active = list_active(question.dataset)
    asked = [entry for entry in active if rows.applies(entry) and cols.applies(entry)]
    rows, cols = _rank(rows, asked), _rank(cols, asked)
    counts: Counts = Counter()
    alone: Counts = Counter()
    for entry in asked:
        pairs = list(product(rows.of(entry) or (None,), cols.of(entry) or (None,)))
        counts.update(pairs)
        alone.update(pairs if find_sole(entry, context) else ())
    notes = _notes(question.dataset, asked, len(active) - len(asked), rows, cols)
    return _build_wide(counts, asked, rows, cols, notes), _cells(counts, alone, rows, cols)


def _rank(found: Property, entries: Sequence[Entry]) -> Property:
    """Places with the most entries first; terms and states keep the order that they are declared in."""
    if found.name not in PLACES:
        return found
    counts = Counter(value for entry in entries for value in found.of(entry))
    return replace(
        found, labels={code: found.labels[code] for code in sorted(found.labels, key=lambda code: (-counts[code], code))}
    )


def _build_wide(counts: Counts, asked: Sequence[Entry], rows: Property, cols: Property, notes: tuple[Words, ...]) -> Table:
    """The cross table; the last columns are what is not known and the total."""
    of_row = Counter(value for entry in asked for value in rows.of(entry) or (None,))
    of_col = Counter(value for entry in asked for value in cols.of(entry) or (None,))
    down: list[tuple[str | None, Words]] = [(code, label) for code, label in rows.labels.items() if of_row[code]]
    across = [(code, label) for code, label in cols.labels.items() if of_col[code]]
    if of_row[None]:
        down.append((None, UNKNOWN))
    columns = [_value(rows), LABEL, *(_count(code, label, cols) for code, label in across)]
    codes: list[str | None] = [code for code, _label in across]
    if of_col[None]:
        columns.append(Column("not-known", "integer", _("entries for which it is not known"), UNKNOWN, unit="entries"))
        codes.append(None)
    columns.append(Column("total", "integer", _("all entries of the row, each once"), _("total"), unit="entries"))
    lines: list[tuple[Cell | Words, ...]] = [
        (code, label, *(counts[code, each] for each in codes), of_row[code]) for code, label in down
    ]
    lines.append(("total", _("total"), *(of_col[each] for each in codes), len(asked)))
    title = _("Active stakeholders: {rows} by {cols}", rows=rows.title, cols=cols.title)
    return Table("matrix", title, tuple(columns), tuple(lines), notes)


def _value(rows: Property) -> Column:
    said = _("the value of the first property ({name}) as entries write it; total is the last row", name=rows.title)
    return Column("value", "string", said, _("value"), is_detail=True)


def _count(code: str, label: Words, cols: Property) -> Column:
    return Column(code, "integer", _("entries with {name}: {value}", name=cols.title, value=label), label, unit="entries")


def _cells(counts: Counts, alone: Counts, rows: Property, cols: Property) -> Table:
    """Every pair that occurs, one a row."""
    lines: list[tuple[Cell | Words, ...]] = [
        (row, rows.labels.get(row or "", UNKNOWN), col, cols.labels.get(col or "", UNKNOWN), counts[row, col], alone[row, col])
        for row in (*rows.labels, None)
        for col in (*cols.labels, None)
        if counts[row, col]
    ]
    columns = (
        Column("row", "string", _("the value of the first property"), _("value"), is_detail=True),
        Column("row-label", "string", _("the same in words"), rows.title),
        Column("column", "string", _("the value of the second property"), _("value"), is_detail=True),
        Column("column-label", "string", _("the same in words"), cols.title),
        ENTRIES,
        Column("alone", "integer", _("entries that rest on one register alone"), _("on one register"), unit="entries"),
    )
    how = _("The same counts, one pair per row, for programs and for drawing; a pair that is missing has no entry.")
    title = _("Pairs: {rows} and {cols}", rows=rows.title, cols=cols.title)
    chart = Chart("grid", "row-label", "entries", "column-label")
    return Table("cells", title, columns, tuple(lines), (how,), chart, is_detail=True)


def _notes(dataset: View, asked: Sequence[Entry], left_out: int, rows: Property, cols: Property) -> tuple[Words, ...]:
    said: list[Words] = [
        _n(
            "{n} entry: {rows} not known for {unknown_rows}, {cols} not known for {unknown_cols}.",
            "{n} entries: {rows} not known for {unknown_rows}, {cols} not known for {unknown_cols}.",
            n=len(asked),
            rows=rows.title,
            cols=cols.title,
            unknown_rows=sum(not rows.of(entry) for entry in asked),
            unknown_cols=sum(not cols.of(entry) for entry in asked),
        ),
        *note_units(asked),
    ]
    many = [each.title for each in (rows, cols) if each.is_many]
    if many:
        said.append(
            _(
                "An entry may have several values of {names}: it counts in each of their rows or columns, but only once in a total, so totals are smaller than sums.",
                names=many,
            )
        )
    else:
        said.append(_("Every entry is in exactly one cell: rows and columns add up to the totals."))
    if left_out:
        said.append(
            _n(
                "{n} entry is left out, because the question is not asked of its type.",
                "{n} entries are left out, because the question is not asked of their type.",
                n=left_out,
            )
        )
    said += note_origins(asked, dataset.context, rows)
    if not dataset.entries:
        said.append(_("There is no entry to count."))
    return tuple(said)


ROWS = Option("rows", "sector", "FACET", _("what the rows are."), is_property=True)
COLS = Option("cols", "region", "FACET", _("what the columns are."), is_property=True)
REPORT = Report(build, (ROWS, COLS, LEVEL))
