"""A file as text, with the places of its data."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Pointer = tuple[str | int, ...]
"""Route of keys and indices from the top of an entry: ``("offers", 0, "kind")``."""

Data = dict[str, Any]
"""Exactly the JSON types."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; lines and columns count from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one node: of its value, and of its key if any."""

    value: Span
    key: Span | None = None

    @property
    def first(self) -> Span:
        """Its key, else its value."""
        return self.key or self.value


START = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Source:
    """One file as read: its text, its data, and on demand the place of every key and value."""

    path: str
    """Relative to the root, with ``/``."""
    text: str
    """Without byte-order mark, every line end a newline."""
    data: Any
    """Plain JSON types; ``None`` where nothing could be read."""
    index: Callable[[], Mapping[Pointer, Place]] = field(default=dict, repr=False, compare=False)
    """Reads the text again for places; called at most once, only for a file with something to say about it."""

    @cached_property
    def places(self) -> Mapping[Pointer, Place]:
        """Place of every node by its pointer."""
        return self.index()

    @cached_property
    def lines(self) -> list[str]:
        """The text by line, without line ends."""
        return self.text.split("\n")

    def span(self, pointer: Pointer, at: str = "value") -> Span:
        """Where to look for ``pointer``: its ``"value"``, its ``"key"``, or the first key of its ``"block"``.

        What is not there stands where the nearest thing above it stands.
        """
        places = self.places
        if at == "block":
            inner = min(
                (place.key for route, place in places.items() if route[:-1] == pointer and place.key),
                key=lambda span: (span.line, span.column),
                default=None,
            )
            if inner:
                return inner
        while pointer not in places and pointer:
            pointer = pointer[:-1]
        place = places.get(pointer)
        if place is None:
            return START
        return place.key if at == "key" and place.key else place.value

    def sign(self, span: Span) -> str:
        """The first character of ``span``; empty at the end of a line."""
        return self.lines[span.line - 1][span.column - 1 : span.column]

    def said(self, span: Span) -> str:
        """The text of ``span`` on its first line."""
        end = span.end_column - 1 if span.end_line == span.line else None
        return self.lines[span.line - 1][span.column - 1 : end]

    def before(self, span: Span) -> str:
        """The text before ``span`` on its first line."""
        return self.lines[span.line - 1][: span.column - 1]

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column in the text."""
        return min(sum(len(each) + 1 for each in self.lines[: line - 1]) + column - 1, len(self.text))

    def children(self, pointer: Pointer) -> list[Pointer]:
        """The nodes of the block or list at ``pointer``, in order."""
        found = [route for route in self.places if route and route[:-1] == pointer]
        return sorted(found, key=lambda route: (self.places[route].first.line, self.places[route].value.column))

    def last_line(self, pointer: Pointer) -> int:
        """The last line with anything of the node at ``pointer``."""
        ends = [
            place.value.end_line - (place.value.end_column == 1 and place.value.end_line > place.value.line)
            for route, place in self.places.items()
            if route[: len(pointer)] == pointer and not self._is_block(route)
        ]
        return max(ends, default=self.places[pointer].value.line)

    def _is_block(self, pointer: Pointer) -> bool:
        """Whether a collection without brackets is at ``pointer``: its end mark lies at whatever follows."""
        is_collection = isinstance(find_value(self.data, pointer), (dict, list))
        return is_collection and self.sign(self.places[pointer].value) not in ("{", "[")

    def found(self, pointer: Pointer, pattern: re.Pattern[str]) -> Span | None:
        """The first match of ``pattern`` in a line of the text at ``pointer``."""
        span = self.span(pointer)
        for number in range(span.line, span.end_line + 1):
            line = self.lines[number - 1]
            start = span.column - 1 if number == span.line else 0
            match = pattern.search(line, start, span.end_column - 1 if number == span.end_line else len(line))
            if match:
                return Span(number, match.start() + 1, number, match.end() + 1)
        return None


def find_value(data: Any, pointer: Pointer) -> Any:
    """The value at ``pointer`` in ``data``, or ``None``."""
    for part in pointer:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def json_pointer(pointer: Pointer) -> str:
    """``pointer`` in the notation of RFC 6901."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def field_of(pointer: Pointer) -> Pointer:
    """The field that holds a value: the list where ``pointer`` leads to an item of one."""
    return pointer[:-1] if pointer and isinstance(pointer[-1], int) else pointer


def join_keys(pointer: Pointer) -> str:
    """A field as sentences name it: ``sector.secondary``, ``offers.technologies``."""
    return ".".join(part for part in pointer if isinstance(part, str) and part != "*")
