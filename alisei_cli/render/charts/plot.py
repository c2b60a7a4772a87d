"""The numbers of a table as they are drawn: labels along one side, one or more series of values."""

from dataclasses import dataclass

from alisei_cli.escape import escape_line
from alisei_cli.model.table import Chart, Table


@dataclass(frozen=True, slots=True)
class Plot:
    """``values[i][j]`` belongs to ``labels[i]`` and ``series[j]``; ``None`` where the table is silent."""

    labels: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    rows: tuple[int, ...]
    """Index of the first row of the table that has each label."""

    @property
    def is_direct(self) -> bool:
        """Whether the labels are the rows of the table, all of them, in order."""
        return self.rows == tuple(range(len(self.rows))) and len(self.series) == 1


def plot(table: Table, chart: Chart) -> Plot | None:
    """What ``chart`` draws of ``table``, in the language of the moment; ``None`` where there is nothing to draw.

    Where rows stand below one another (a column ``level``), those of the first level are drawn: they add up.
    """
    names = [column.name for column in table.columns]
    if not {chart.label, chart.value, chart.series or chart.label} <= set(names):
        return None
    label, value = names.index(chart.label), names.index(chart.value)
    series = names.index(chart.series) if chart.series else None
    level = names.index("level") if "level" in names else None
    labels: dict[str, int] = {}
    many: dict[str, None] = {} if chart.series else {words(table.columns[value].title): None}
    found: dict[tuple[str, str], float] = {}
    for number, row in enumerate(table.rows):
        if level is not None and row[level] != 1:
            continue
        at = words(row[label])
        of = words(row[series]) if series is not None else next(iter(many))
        labels.setdefault(at, number)
        many.setdefault(of)
        cell = row[value]
        if isinstance(cell, (int, float)):
            found.setdefault((at, of), cell)
    if not any(found.values()):
        return None
    values = tuple(tuple(found.get((at, of)) for of in many) for at in labels)
    return Plot(tuple(labels), tuple(many), values, tuple(labels.values()))


def words(cell: object) -> str:
    """A cell as a label: on one line, without indentation."""
    return "–" if cell is None else escape_line(str(cell)).strip()
