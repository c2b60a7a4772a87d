"""Counts of values that not everyone may see: the fields, their bands, and what was published before."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import split_languages
from alisei_cli.model.sharing import FIELD
from alisei_cli.model.table import Answer
from alisei_cli.model.view import STATISTICS, Audiences

REPORT = "statistics"
"""The report that makes these counts."""
UNKNOWN = "unknown"
"""The category of a body whose value is not known, or may not be counted."""
Published = Mapping[tuple[str, str | None, str], int]
"""Counts by table, row and column."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A field whose values are counted, and never shown with a name."""

    route: Route
    title: Text | Labels
    categories: Mapping[str, Text | Labels]
    """What is counted of it, in words: its bands or its values, else whether it is known; then ``UNKNOWN``."""
    description: Text | Labels | None = None
    starts: tuple[int, ...] = ()
    """Where its bands begin, from the second on."""

    def of(self, entry: Entry) -> str:
        """The category of an entry."""
        value = entry.get(*self.route)
        if value is None or value == []:
            return UNKNOWN
        if self.starts:
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            return list(self.categories)[sum(value >= start for start in self.starts)] if is_number else UNKNOWN
        name = json.dumps(value) if isinstance(value, bool) else value if isinstance(value, str) else ""
        return name if name in self.categories else UNKNOWN if len(self.categories) > 2 else next(iter(self.categories))


def list_counted(context: Context) -> Iterator[Counted]:
    """The fields of stakeholders that schema or policy mark for statistics."""
    schema = context.schemas.get("stakeholder")
    if schema is None:
        return
    audiences = Audiences(context)
    level = audiences.place(STATISTICS)
    for route, node in schema.walk():
        is_value = bool(route) and "*" not in route and "properties" not in node and route[0] != FIELD
        if is_value and audiences.level(schema, route) == level:
            starts = _read_starts(node)
            title = split_languages(node.get("title") or route[-1])
            description = split_languages(node["description"]) if "description" in node else None
            yield Counted(route, title, {**_name_categories(node, starts), UNKNOWN: _("not known")}, description, starts)


def _read_starts(node: Mapping[str, Any]) -> tuple[int, ...]:
    given = node.get("x-alisei-bands")
    return tuple(sorted({each for each in given if type(each) is int})) if isinstance(given, list) else ()


def _name_categories(node: Mapping[str, Any], starts: tuple[int, ...]) -> dict[str, Text | Labels]:
    if starts:
        bands = [(f"..{starts[0] - 1}", f"<{starts[0]}"), *((f"{a}..{b - 1}", f"{a}–{b - 1}") for a, b in pairwise(starts))]
        return {code: Labels(text, text) for code, text in (*bands, (f"{starts[-1]}..", f"≥{starts[-1]}"))}
    values = node.get("enum")
    names = [each for each in values if isinstance(each, str)] if isinstance(values, list) else []
    return {each: Labels(each, each) for each in names} if len(names) > 1 else {"known": _("known")}


def has_counts(answer: Answer) -> bool:
    """Whether any value was counted: its tables have columns for row, name and total, then those of the values, the last not known."""
    return any(cell != 0 for table in answer.tables for row in table.rows for cell in row[3:-1])


def read_published(text: str, name: object) -> Published:
    """The counts in the file ``statistics.json`` of an earlier release, as ``alisei report statistics`` writes it.

    Raises:
        DataError: it is none.
    """
    try:
        document = json.loads(text)
        if document["report"] != REPORT or document["version"] != 1:
            raise ValueError
        return {
            (table["name"], row[0], column["name"]): cell
            for table in document["tables"]
            for row in table["rows"]
            for column, cell in zip(table["columns"], row, strict=True)
            if type(cell) is int
        }
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise DataError(
            _("{file} is not a file of earlier statistics", file=name),
            _("Name the file statistics.json of an earlier release, or what alisei report statistics -o statistics.json wrote."),
        ) from error
