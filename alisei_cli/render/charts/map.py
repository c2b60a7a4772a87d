"""A map of the regions of Italy in classes, with Trento and Bolzano joined.

Boundaries and codes: ISTAT (CC BY), as prepared by openpolis (CC BY 4.0); see ``reference/README.md``.
"""

import json
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from alisei_cli.language import Labels, Text, _, show_number
from alisei_cli.model.table import Chart, Table
from alisei_cli.render.charts.plot import words
from alisei_cli.render.charts.svg import drawing
from alisei_cli.render.tables._cells import format_percent

WIDTH = 380
FLAT = 0.737
"""Cosine of 42.5 degrees: a degree of longitude is so much shorter than one of latitude."""
FILLS = ("#e4eaf0", "#cfe1f2", "#93c0e2", "#5598cb", "#27699f", "#12395b")
"""None, then the classes from the lowest to the highest."""


@dataclass(frozen=True, slots=True)
class Class:
    """A step of the legend."""

    number: int
    """Its colour; 0 is none."""
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Map:
    """The picture and what its colours mean."""

    picture: Markup
    classes: tuple[Class, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    name: Labels
    slugs: frozenset[str]
    path: str


def region_map(table: Table, chart: Chart, name: str) -> Map | None:
    """The map of the values of ``table``; ``None`` where no row names a region."""
    names = [column.name for column in table.columns]
    if chart.value not in names:
        return None
    at = names.index(chart.value)
    found: dict[int, float] = {}
    shapes, height = _shapes()
    for row in table.rows:
        value, index = row[at], _shape_of(row)
        if index is not None and isinstance(value, (int, float)):
            found[index] = found.get(index, 0) + value
    if not found:
        return None
    classes = _classes([value for value in found.values() if value])
    unit = next(column.unit for column in table.columns if column.name == chart.value)
    paths = Markup("").join(
        _region(shape, found.get(number, 0), classes, is_share=unit == "share") for number, shape in enumerate(shapes)
    )
    said: Text = _("A map of Italy: the darker a region, the higher its number; the table holds all numbers.")
    return Map(drawing(paths, WIDTH, height, name, words(table.title), str(said)), (Class(0, 0, 0), *classes))


def _region(shape: _Shape, value: float, classes: Sequence[Class], *, is_share: bool) -> Markup:
    number = next((each.number for each in classes if value and value <= each.last), 0)
    told = format_percent(value) if is_share else show_number(value, "," if isinstance(value, int) else ",.2f")
    return Markup(
        '<path class="m{number}" fill="{fill}" stroke="#ffffff" stroke-width="0.8" d="{path}"><title>{told}</title></path>'
    ).format(number=number, fill=FILLS[number], path=shape.path, told=f"{shape.name}: {told}")


def _classes(values: Sequence[float]) -> tuple[Class, ...]:
    """At most five classes of about as many regions each; a value never stands in two."""
    ordered = sorted(values)
    steps = min(5, len(set(ordered)))
    ends = sorted({ordered[max(0, (len(ordered) * step + steps - 1) // steps - 1)] for step in range(1, steps + 1)})
    made = []
    for number, end in enumerate(ends):
        inside = [value for value in ordered if value <= end and (not number or value > ends[number - 1])]
        shade = 5 if len(ends) == 1 else 1 + round(number * 4 / (len(ends) - 1))
        made.append(Class(shade, inside[0], end))
    return tuple(made)


def _shape_of(row: Sequence[object]) -> int | None:
    by_name = _index()
    for cell in row:
        for text in (cell.it, cell.en) if isinstance(cell, Labels) else (cell,):
            if isinstance(text, str) and text in by_name:
                return by_name[text]
    return None


@cache
def _index() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, shape in enumerate(_shapes()[0]):
        for text in (shape.name.it, shape.name.en, *shape.slugs):
            found[text] = number
    return found


@cache
def _shapes() -> tuple[tuple[_Shape, ...], float]:
    """Every region as a path, and the height of the whole."""
    document = json.loads(pkgutil.get_data("alisei_cli", "reference/regions.geojson") or b"{}")
    west, south, east, north = document["bbox"]
    scale = (WIDTH - 4) / ((east - west) * FLAT)
    shapes = []
    for feature in document["features"]:
        said = feature["properties"]
        parts = feature["geometry"]["coordinates"]
        polygons = parts if feature["geometry"]["type"] == "MultiPolygon" else [parts]
        path = "".join(_ring(ring, west, north, scale) for polygon in polygons for ring in polygon)
        shapes.append(_Shape(Labels(said["name_it"], said["name_en"]), frozenset(said["slugs"]), path))
    return tuple(shapes), round((north - south) * scale + 4)


def _ring(ring: Sequence[Sequence[Any]], west: float, north: float, scale: float) -> str:
    """A closed line, each point told by its distance from the one before, in tenths."""
    points = [(round((2 + (lon - west) * FLAT * scale) * 10), round((2 + (north - lat) * scale) * 10)) for lon, lat in ring]
    return f"M{_tenths(points[0])}l{' '.join(_steps(points))}z"


def _steps(points: Sequence[tuple[int, int]]) -> Iterator[str]:
    for before, after in pairwise(points[:-1]):
        if before != after:
            yield _tenths((after[0] - before[0], after[1] - before[1]))


def _tenths(point: tuple[int, int]) -> str:
    return ",".join(f"{value / 10:.1f}".removesuffix(".0") for value in point)
