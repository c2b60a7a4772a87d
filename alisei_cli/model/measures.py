"""Measures: fields with dates and numbers, found in the schemas by their form, of which conditions ask a range."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alisei_cli.model.dataset import Context, Entry, Words
from alisei_cli.model.periods import FIRST, LAST, period
from alisei_cli.model.routes import Route, Tree, find_values, tree
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import join_keys

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z", re.ASCII)
TO = ".."
"""Stands between the ends of a range, either of which may be left out."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A field that holds a date or a number.

    A value is one (``2010``), or a range (``2000..2010``, ``2000..``, ``..2010``) that includes its ends. A year stands for all of its
    days: a date is in a range if all days that it may mean are, and outside if none is.
    """

    name: str
    """Its keys: ``facts.founded``."""
    title: Words
    is_date: bool
    routes: Mapping[str, Tree]
    """Where it stands, by kind of entry."""

    def read(self, typed: str) -> str | None:
        """A value without blanks; ``None`` if it is neither a value nor a range."""
        low, sign, high = (part.strip() for part in typed.partition(TO))
        ends = [end for end in (low, high) if end]
        return f"{low}{sign}{high}" if ends and all(self._span(end) for end in ends) else None

    def is_reversed(self, value: str) -> bool:
        """Whether a range ends before it begins."""
        first, last = self._bounds(value)
        return bool(first > last)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether no date or number is in both of two values."""
        (first, last), (low, high) = self._bounds(one), self._bounds(other)
        return bool(last < low or high < first)

    def holds(self, value: str) -> Callable[[Entry], bool]:
        """Whether an entry has a date or number that is surely in ``value``."""
        first, last = self._bounds(value)
        return lambda entry: any(first <= low and high <= last for low, high in self._spans(entry))

    def knows(self, value: str) -> Callable[[Entry], bool]:
        """Whether an entry says enough to tell: 2010 does not tell whether it was after March 2010."""
        first, last = self._bounds(value)

        def tells(entry: Entry) -> bool:
            spans = list(self._spans(entry))
            return any(first <= low and high <= last for low, high in spans) or (
                bool(spans) and all(high < first or last < low for low, high in spans)
            )

        return tells

    def _bounds(self, value: str) -> tuple[Any, Any]:
        low, sign, high = value.partition(TO)
        first, last = (FIRST, LAST) if self.is_date else (-math.inf, math.inf)
        ends = self._span(low), self._span(high if sign else low)
        return ends[0][0] if ends[0] else first, ends[1][1] if ends[1] else last

    def _spans(self, entry: Entry) -> Iterator[tuple[Any, Any]]:
        for _number, _pointer, value in find_values(entry.data, self.routes.get(entry.kind, {})):
            span = None if isinstance(value, (bool, list, dict)) else self._span(str(value))
            if span:
                yield span

    def _span(self, text: str) -> tuple[Any, Any] | None:
        if self.is_date:
            return period(text)
        return (float(text), float(text)) if _NUMBER.match(text) else None


def find_measure(name: str, context: Context) -> Measure | None:
    """The measure with these keys."""
    routes = {
        kind: route
        for kind in context.kinds
        for route, _is_date in _list_measured(context.schemas[kind])
        if join_keys(route) == name
    }
    if not routes:
        return None
    kind, route = next(iter(routes.items()))
    schema = context.schemas[kind]
    title = split_languages(schema.at(route).get("title") or name)
    return Measure(name, title, (route, True) in _list_measured(schema), {kind: tree([each]) for kind, each in routes.items()})


def measures_of(schema: Schema) -> Iterator[Route]:
    """Routes of the fields with a date or a number, in the order of the schema."""
    yield from (route for route, _is_date in _list_measured(schema))


def _list_measured(schema: Schema) -> list[tuple[Route, bool]]:
    """Routes of dates and numbers, each with whether it is a date."""
    dates = {*schema.routes("date"), *(route for route, node in schema.walk() if node.get("format") == "date")}
    return [
        (route, route in dates)
        for route, node in schema.walk()
        if route and route[-1] != "*" and (route in dates or node.get("type") in ("integer", "number"))
    ]
