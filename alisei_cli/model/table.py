"""A report's answer: named, typed columns and rows, with a sentence on how to read them."""

from dataclasses import dataclass, field
from typing import Literal

from alisei_cli.language import Labels, Text
from alisei_cli.model.about import About

Cell = str | int | float | None
Words = Text | Labels
SUPPRESSED = Labels("·", "·")
"""In place of a count that is kept back, since it or another could be computed; ``null`` in JSON."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands in it and in which unit."""

    name: str
    type: Literal["string", "integer", "number"]
    description: Words
    title: Words
    unit: str | None = None
    """``entries``, ``share`` (fraction, 0 to 1), ``months``, ``date`` (ISO 8601)..."""
    is_detail: bool = False
    """For programs: left out where a person reads the table on a screen."""


@dataclass(frozen=True, slots=True)
class Chart:
    """How a table is best drawn, where a format draws: which columns give the labels, the values and, if any, the series."""

    shape: Literal["bars", "lines", "map", "grid", "figures"]
    label: str
    value: str
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; ``notes`` say how to read them, what was not known, shares of what."""

    name: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Words, ...], ...]
    notes: tuple[Words, ...] = field(default=())
    chart: Chart | None = None
    chapter: Words | None = None
    """Where it stands in a document of several chapters."""
    is_detail: bool = False
    """For programs, or to be drawn: left out where a person reads the answer on a screen and does not ask for it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report says of one state of the dataset."""

    report: str
    taxonomy: str
    commit: str | None
    dirty: bool
    as_of: str | None
    audience: str
    tables: tuple[Table, ...]
    about: About = About()  # noqa: RUF009 (frozen)
    """What the registry is called."""
