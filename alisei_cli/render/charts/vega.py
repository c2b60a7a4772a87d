"""Bars and lines, drawn by Vega-Lite without a browser and without a network."""

import json
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from alisei_cli.extras import missing_library
from alisei_cli.language import Text, _, current_language, show_number
from alisei_cli.model.table import Table
from alisei_cli.render.charts.plot import Plot, words
from alisei_cli.render.charts.svg import COLOURS, clean_svg, drawing
from alisei_cli.render.tables._cells import format_percent

INK, RULE, *SERIES = COLOURS
"""Colours of words, of rules, and of the series in turn."""
BROADEST = 27
"""Characters of a line of a label; it has two at most."""
LONGEST = 80
"""Characters of a label or of the name of a series."""
DWARFS = 2
"""Length of the bar of unknown values, in longest other bars, above which it is cut."""
MOST_BARS = 30
MOST_LINES = len(SERIES)
BESIDE_BARS = {"left": 188, "right": 62, "top": 2, "bottom": 2}
BESIDE_LINES = {"left": 48, "right": 32, "top": 10, "bottom": 26}
"""Room for words around bars, and around lines."""
MOST_TICKS = 6
"""Periods that are named below lines."""
WIDTH = 230
"""Of the bars or lines themselves; words stand beside them."""
CONFIG: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": "Liberation Sans",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13, "labelColor": INK, "titleColor": INK, "gridColor": RULE, "tickColor": RULE, "domainColor": RULE,
    },
    "text": {"fontSize": 13, "color": INK},
}  # fmt: skip
"""The look of every chart. Nothing is measured (no limit of a label, no legend, no automatic size): a font that is missing changes nothing."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, and the colours of its series where there are several."""

    picture: Markup
    legend: tuple[tuple[str, str], ...]
    """The class that gives the colour, and the series."""


def bars(table: Table, found: Plot, name: str, unit: str | None) -> Drawing | None:
    """One horizontal bar a label, its value at its end; several series stand below one another. ``None`` where they are too many."""
    found = _shorten_plot(_drop_unknown(table, found))
    if not 1 < len(found.labels) * len(found.series) <= MOST_BARS or len(found.series) > len(SERIES):
        return None
    wrapped = {label: "\n".join(textwrap.wrap(label, BROADEST, max_lines=2, placeholder=" …")) for label in found.labels}
    if len(set(wrapped.values())) < len(wrapped):  # what is cut must not become one
        wrapped = {label: f"{number}. {wrapped[label]}" for number, label in enumerate(found.labels, 1)}
    records = [
        {"l": wrapped[label], "o": number, "s": series, "v": value, "t": _format_value(value, unit)}
        for number, (label, values) in enumerate(zip(found.labels, found.values, strict=True))
        for series, value in zip(found.series, values, strict=True)
        if value is not None
    ]
    y: dict[str, Any] = {
        "field": "l", "type": "nominal", "sort": {"field": "o", "op": "min"}, "scale": {"paddingInner": 0.3, "paddingOuter": 0.1},
        "axis": {
            "title": None, "labelLimit": 0, "domain": False, "ticks": False, "labelPadding": 6, "labelLineHeight": 15,
            "labelExpr": "split(datum.label, '\\n')",
        },
    }  # fmt: skip
    encoding: dict[str, Any] = {"y": y, "x": {"field": "v", "type": "quantitative", "axis": None}}
    if len(found.series) > 1:
        encoding["yOffset"] = {"field": "s", "sort": list(found.series)}
        encoding["color"] = _colour(found)
    layers = [
        {"mark": {"type": "bar", "color": SERIES[0]}},
        {
            "mark": {"type": "text", "align": "left", "dx": 4},
            "encoding": {"text": {"field": "t"}, "color": {"value": INK}},
        },
    ]
    step = 14 if len(found.series) > 1 else 36 if any("\n" in label for label in wrapped.values()) else 24
    spec = {"width": WIDTH, "height": {"step": step, "for": "offset" if len(found.series) > 1 else "position"}}
    return _draw_chart(
        spec | {"data": {"values": records}, "encoding": encoding, "layer": layers}, table, name, found, BESIDE_BARS
    )


def lines(table: Table, found: Plot, name: str, unit: str | None) -> Drawing | None:
    """One line a series over the labels, which are periods in order; the largest series where they are too many."""
    if len(found.labels) < 2:
        return None
    found = _shorten_plot(found)
    last = [max((row[number] or 0) for row in found.values) for number in range(len(found.series))]
    chosen = sorted(sorted(range(len(found.series)), key=lambda number: -last[number])[:MOST_LINES])
    series = tuple(found.series[number] for number in chosen)
    records = [
        {"l": label, "s": found.series[number], "v": values[number]}
        for label, values in zip(found.labels, found.values, strict=True)
        for number in chosen
        if values[number] is not None
    ]
    axis = {
        "title": None,
        "tickCount": 5,
        "format": ".0%" if unit == "share" else ",d",
        "domain": False,
        "ticks": False,
        "labelLimit": 0,
    }
    encoding: dict[str, Any] = {
        "x": {
            "field": "l", "type": "ordinal", "sort": list(found.labels),
            "axis": {"title": None, "labelAngle": 0, "labelOverlap": False, "grid": False, "values": list(found.labels[:: 1 + (len(found.labels) - 1) // MOST_TICKS])},
        },
        "y": {"field": "v", "type": "quantitative", "axis": axis, "scale": {"zero": True}},
    }  # fmt: skip
    if len(series) > 1:
        encoding["color"] = _colour(Plot(found.labels, series, (), ()))
    spec = {
        "width": 400,
        "height": 220,
        "mark": {"type": "line", "point": {"size": 36}, "color": SERIES[0]},
        "data": {"values": records},
        "encoding": encoding,
    }
    return _draw_chart(spec, table, name, Plot(found.labels, series, (), ()), BESIDE_LINES)


def _drop_unknown(table: Table, found: Plot) -> Plot:
    """Without the bar of what is not known where it would dwarf all others; the table tells it."""
    unknown = [at for at, row in enumerate(found.rows) if table.rows[row][0] is None]
    known = [value for at, row in enumerate(found.values) if at not in unknown for value in row if value]
    if not known or not any((value or 0) > DWARFS * max(known) for at in unknown for value in found.values[at]):
        return found
    kept = [at for at in range(len(found.labels)) if at not in unknown]
    return Plot(
        tuple(found.labels[at] for at in kept),
        found.series,
        tuple(found.values[at] for at in kept),
        tuple(found.rows[at] for at in kept),
    )


def _shorten_plot(found: Plot) -> Plot:
    """With labels and series no longer than a picture can hold, and still unlike each other."""
    return Plot(_cut(found.labels), _cut(found.series), found.values, found.rows)


def _cut(names: tuple[str, ...]) -> tuple[str, ...]:
    cut = tuple(name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…" for name in names)
    return cut if len(set(cut)) == len(cut) else tuple(f"{number}. {name}" for number, name in enumerate(cut, 1))


def _colour(found: Plot) -> dict[str, Any]:
    scale = {"domain": list(found.series), "range": SERIES[: len(found.series)]}
    return {"field": "s", "type": "nominal", "scale": scale, "sort": list(found.series), "legend": None}


def _format_value(value: float, unit: str | None) -> str:
    if unit != "share":
        return show_number(value, "," if isinstance(value, int) else ",.2f")
    return format_percent(value)


def _draw_chart(spec: dict[str, Any], table: Table, name: str, found: Plot, margins: Mapping[str, int]) -> Drawing:
    """The picture.

    Raises:
        SurroundingsError: vl-convert is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise missing_library("vl-convert-python", "report") from error
    svg = vl_convert.vegalite_to_svg(
        json.dumps({**spec, "autosize": "none", "padding": margins, "config": CONFIG}),
        allowed_base_urls=[],
        format_locale="it-IT" if current_language() == "it" else "en-US",
    )
    content, width, height = clean_svg(svg)
    legend = tuple((f"s{number}", series) for number, series in enumerate(found.series, 1)) if len(found.series) > 1 else ()
    return Drawing(drawing(content, width, height, name, words(table.title), str(describe_chart(found))), legend)


def describe_chart(found: Plot) -> Text:
    """What a picture shows, for those who do not see it."""
    return _(
        "A chart of {n} values, from {first} to {last}; the table holds its numbers.",
        n=len(found.labels),
        first=found.labels[0],
        last=found.labels[-1],
    )
