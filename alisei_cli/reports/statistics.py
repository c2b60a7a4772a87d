"""How many organisations have values that are never shown with a name; small counts are kept back, and what would give them away."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context
from alisei_cli.model.policy import smallest_cell
from alisei_cli.model.properties import Property, find_property
from alisei_cli.model.statistics import UNKNOWN, Counted, Published, list_counted
from alisei_cli.model.table import SUPPRESSED, Cell, Column, Table, Words
from alisei_cli.reports import _suppress
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, list_active

AXES = ("area", "region", "type", "sector")
"""What each field is counted by."""
TOTAL = "total"
"""Code of the last row of each table."""
TOTALS = 0
"""Place of the total among the rows of a body; its rows in the tables follow."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: for each field, by area, region, type and sector; about active stakeholders. Only the first if nothing is known."""
    dataset, context = question.dataset, question.dataset.context
    axes = {name: axis(name, context) for name in AXES if find_property(name, context)}
    counted = {entry.path: entry for entry in (question.counted or dataset).entries}
    active = list_active(dataset)
    rows = [(TOTAL, *(next(iter(each.of(entry)), None) for each in axes.values())) for entry in active]
    tables: list[Table] = []
    for field in list_counted(context):
        values = [field.of(counted[entry.path]) for entry in active]
        tables += _tabulate(field, axes, list(zip(rows, values, strict=True)), question.earlier, context)
    return tuple(tables) or (
        Table("none", _("Fields counted without a name"), (LABEL, ENTRIES), (), (_("No field is marked statistics."),)),
    )


def _tabulate(
    field: Counted,
    axes: Mapping[str, Property],
    bodies: Sequence[_suppress.Sort],
    earlier: Sequence[Published],
    context: Context,
) -> list[Table]:
    """The tables of one field, small counts kept back."""
    least = smallest_cell(context.policy)
    names = ["", *(f"{'-'.join(field.route)}-by-{name}" for name in axes)]
    known = sum(value != UNKNOWN for _rows, value in bodies)
    hidden = _suppress.suppress(bodies, [*field.categories], _find_sensitive(names, least, earlier), least)
    counts = Counter((table, row, value) for rows, value in bodies for table, row in enumerate(rows))
    totals = Counter((table, row) for rows, _value in bodies for table, row in enumerate(rows))
    tables = []
    for number, each in enumerate([*axes.values()][: None if known else 1], 1):
        labels: dict[str | None, Words] = dict([*each.labels.items(), (None, _("not known")), (TOTAL, _("total"))])
        shown = [(number, row) for row in labels if row != TOTAL and totals[number, row]]
        lines: list[tuple[Cell | Words, ...]] = []
        for place in (*shown, (TOTALS, TOTAL)):
            cells = [SUPPRESSED if (*place, value) in hidden else counts[*place, value] for value in field.categories]
            lines.append((place[1], labels[place[1]], totals[place], *cells))
        title = _("{field} by {axis}", field=field.title, axis=each.title)
        notes = (*([field.description] if field.description else []), *_note(known, hidden, least, number))
        tables.append(Table(names[number], title, _list_columns(field), tuple(lines), notes))
    return tables


def _find_sensitive(names: Sequence[str], least: int, earlier: Sequence[Published]) -> Callable[[_suppress.Cell, int, int], bool]:
    """Whether a count tells of a few bodies: it is small, nearly all of its row, or little other than one that was published."""

    def is_sensitive(cell: _suppress.Cell, n: int, total: int) -> bool:
        table, row, value = cell
        if value == UNKNOWN:
            return False
        places = [names[table]] if table else names[1:]
        before = [found for each in earlier for name in places if (found := each.get((name, row, value))) is not None]
        return 0 < n < least or (n > 0 and total - n < least) or any(0 < abs(n - found) < least for found in before)

    return is_sensitive


def _list_columns(field: Counted) -> tuple[Column, ...]:
    values = [
        Column(code, "integer", _("entries of this value: {value}", value=label), label, unit="entries")
        for code, label in field.categories.items()
    ]
    return (
        Column("value", "string", _("the value as entries write it, or total"), _("value"), is_detail=True),
        LABEL,
        ENTRIES,
        *values,
    )


def _note(known: int, hidden: frozenset[_suppress.Cell], least: int, table: int) -> tuple[Text, ...]:
    """How the table is read."""
    if not known:
        return (_("Nothing is known yet: no active stakeholder has a value that may be counted."),)
    kept = sum(cell[0] in (TOTALS, table) for cell in hidden)
    if not kept:
        return ()
    said = _n(
        '"{sign}": kept back, {n} count. It may be 0 too.',
        '"{sign}": kept back, {n} counts. They may be 0 too.',
        n=kept,
        sign=SUPPRESSED,
    )
    why = _(
        "A count is kept back if it, or the rest of its row, is less than {least}, if it differs by less from one that was published before, or if such a count could be computed from it.",
        least=least,
    )
    return (said, why)


REPORT = Report(build, is_protected=True)
