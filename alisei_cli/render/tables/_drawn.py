"""Native charts in a workbook, beside the tables that they draw."""

import re
from collections.abc import Sequence
from typing import Any

from alisei_cli.model.table import Column, Table
from alisei_cli.render.charts.plot import Plot, plot
from alisei_cli.workbook import Styles, text

MOST_LABELS = 40
"""Of a chart; a longer table is not drawn."""
MOST_SERIES = 12
_REFERENCE = re.compile(r"!(?=\$?[A-Za-z])")
COLOURS = ("#1F5F99", "#B5541C", "#3F7D58", "#7A4E9E", "#8A6D1D", "#B03A5B", "#2B7F8C", "#5B6770", "#9C3D3D", "#5A7D2A")


def draw(book: Any, tables: Sequence[tuple[Table, Any]], name: str, styles: Styles) -> None:
    """Draw each table that asks for it on its sheet; numbers that a table does not hold in that order go to the sheet ``name``."""
    extra: Any = None
    row = 0
    for table, sheet in tables:
        found = plot(table, table.chart) if table.chart and table.chart.shape in ("bars", "lines", "map", "grid") else None
        if found is None or table.chart is None or not table.rows:
            continue
        names = [column.name for column in table.columns]
        if found.is_direct and table.chart.shape != "grid":
            place = (sheet.get_name(), 1, names.index(table.chart.label), names.index(table.chart.value))
        else:
            if extra is None:
                extra = book.add_worksheet(name)
                extra.set_column(0, 0, 34)
            place = (name, row + 2, 0, 1)
            _pivot(extra, row, table, found, styles)
            row += len(found.labels) + 4
        if table.chart.shape != "grid" and len(found.labels) <= MOST_LABELS and len(found.series) <= MOST_SERIES:
            sheet.insert_chart(1, len(table.columns) + 1, _chart(book, table, found, place))


def _pivot(sheet: Any, row: int, table: Table, found: Plot, styles: Styles) -> None:
    """The drawn numbers under their title: one row a label, one column a series; those of a grid with a scale of colours."""
    shape = table.chart.shape if table.chart else "bars"
    sheet.write_string(row, 0, text(table.title), styles.head)
    for number, series in enumerate(found.series, 1):
        sheet.write_string(row + 1, number, text(series), styles.head)
    style = styles.share if _column(table).unit == "share" else None
    for line, (label, values) in enumerate(zip(found.labels, found.values, strict=True), row + 2):
        sheet.write_string(line, 0, text(label), styles.text)
        for number, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(line, number, value, style)
    if shape == "grid":
        scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#6FA8D6"}
        sheet.conditional_format(row + 2, 1, row + 1 + len(found.labels), len(found.series), scale)


def _chart(book: Any, table: Table, found: Plot, place: tuple[str, int, int, int]) -> Any:
    name, first, label, value = place
    is_lines = table.chart is not None and table.chart.shape == "lines"
    chart = book.add_chart({"type": "line" if is_lines else "bar"})
    end = first + len(found.labels) - 1
    for number in range(len(found.series)):
        colour = COLOURS[number % len(COLOURS)]
        look = {"line": {"color": colour, "width": 2}, "marker": {"type": "circle"}} if is_lines else {"fill": {"color": colour}}
        at = value + number
        chart.add_series(
            {"name": [name, first - 1, at], "categories": [name, first, label, end, label], "values": [name, first, at, end, at]}
            | look
        )
    chart.set_title({"name": _plain_words(table.title), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if len(found.series) > 1 else {"none": True})
    form = {"num_format": "0%" if _column(table).unit == "share" else "#,##0"}
    if is_lines:
        chart.set_y_axis(form | {"major_gridlines": {"visible": True, "line": {"color": "#D0D5DA"}}})
    else:
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis(form | {"major_gridlines": {"visible": True, "line": {"color": "#D0D5DA"}}})
    chart.set_size({"width": 640, "height": max(300, 22 * len(found.labels) * (1 if is_lines else len(found.series)) + 90)})
    chart.show_hidden_data()
    return chart


def _column(table: Table) -> Column:
    return next(column for column in table.columns if table.chart and column.name == table.chart.value)


def _plain_words(words: object) -> str:
    """Words in a chart; what reads like a reference to a cell (``a!B1``, with or without ``=``) would be taken for one."""
    return _REFERENCE.sub("! ", text(words)[:200])
