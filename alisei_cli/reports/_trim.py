"""Tables of the annual report, without rows and columns that say nothing."""

from dataclasses import replace

from alisei_cli.language import _, _n
from alisei_cli.model.table import Table

STATE = frozenset({"period", "day", "commit", "value", "label", "entries"})
"""Columns of a trend that a single period can fill: what came and went needs one before it."""
ZERO = (0, None)


def trim(report: str, table: Table) -> Table:
    """The table as a reader of the document needs it; a note says what is left out."""
    if report == "trend":
        return _drop_causes(table)
    if report == "freshness":
        return _drop_zeros(table)
    return _drop_unused(table) if table.name == "terms" else table


def _drop_causes(table: Table) -> Table:
    """A single period without the columns of what came and went, which would be zeros."""
    if len({row[0] for row in table.rows}) != 1:
        return table
    kept = [at for at, column in enumerate(table.columns) if column.name in STATE]
    columns = tuple(table.columns[at] for at in kept)
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    said = _("This is the first period: with none before it, nothing can be said yet of what came and went.")
    return replace(table, columns=columns, rows=rows, notes=(said,))


def _drop_zeros(table: Table) -> Table:
    """Without the rows in which no entry is confirmed or due."""
    counted = [at for at, column in enumerate(table.columns) if column.name in ("confirmed", "untouched")]
    rows = tuple(row for row in table.rows if any(row[at] not in ZERO for at in counted))
    n = len(table.rows) - len(rows)
    command = f"alisei report freshness --table {table.name}"
    said = _n(
        "{n} row with nothing but zeros is left out: {command}",
        "{n} rows with nothing but zeros are left out: {command}",
        n=n,
        command=command,
    )
    return replace(table, rows=rows, notes=(*table.notes, said)) if n else table


def _drop_unused(table: Table) -> Table:
    """Without the terms that no one has, of which there may be many."""
    at = [column.name for column in table.columns].index("entries")
    rows = tuple(row for row in table.rows if row[at] or row[0] is None)
    n = len(table.rows) - len(rows)
    command = "alisei report coverage --table unborne"
    said = _n(
        "{n} term that no entry has is left out: {command}",
        "{n} terms that no entry has are left out: {command}",
        n=n,
        command=command,
    )
    return replace(table, rows=rows, notes=(*table.notes, said) if n else table.notes)
