"""Places of the parts of a text, by the marks of the parser's events."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Place, Pointer, Span

_SIGN = re.compile(r"[^\s,\[\]{}]*")


def span_of(start: Any, end: Any) -> Span:
    """The span from the start of one event to the end of another."""
    first, last = start.start_mark, end.end_mark
    return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)


def line_of(event: Any) -> Span:
    """The beginning of the line on which an event begins."""
    line = event.start_mark.line + 1
    return Span(line, 1, line, 2)


def sign_of(text: str, event: Any, sign: str) -> tuple[Span, str]:
    """The place of the ``&name`` or ``!type`` before a value, and how it is written."""
    start = event.start_mark
    found = text.find(sign, start.index)
    shown = _SIGN.match(text, found) if found >= 0 else None
    if shown is None or "\n" in text[start.index : found]:
        return span_of(event, event), sign
    column = start.column + found - start.index + 1
    return Span(start.line + 1, column, start.line + 1, column + len(shown.group())), shown.group()


def clip_places(text: str, findings: list[Finding]) -> list[Finding]:
    """``findings`` with their places inside ``text``; the parser may point below it."""
    if not _is_open(text):
        return findings
    last = _find_end(text)
    return [replace(each, span=_clip_span(each.span, last)) if each.span else each for each in findings]


def _is_open(text: str) -> bool:
    return bool(text) and not text.endswith("\n")


def _find_end(text: str) -> tuple[int, int]:
    """Line and column right behind the last character."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _clip_span(span: Span, last: tuple[int, int]) -> Span:
    start, end = min((span.line, span.column), last), min((span.end_line, span.end_column), last)
    return Span(*start, *end)


class Places:
    """The place of every node seen so far."""

    def __init__(self) -> None:
        self.found: dict[Pointer, Place] = {}

    def note(self, pointer: Pointer, start: Any, end: Any, key: Span | None, last: str | int | None) -> None:
        """Keep the place of a node; a list or block without brackets ends where its ``last`` part ends."""
        span = span_of(start, end)
        below = self.found.get((*pointer, last)) if last is not None and not start.flow_style else None
        if below:
            span = Span(span.line, span.column, below.value.end_line, below.value.end_column)
        self.found[pointer] = Place(span, key)

    def put(self, pointer: Pointer, place: Place) -> None:
        """Record the place of a node that the parser does not report."""
        self.found[pointer] = place

    def stretch(self, pointer: Pointer, end: Any) -> None:
        """The node at ``pointer`` reaches further than it seemed."""
        place, last = self.found[pointer], end.end_mark
        self.found[pointer] = Place(replace(place.value, end_line=last.line + 1, end_column=last.column + 1), place.key)

    def inside(self, text: str) -> Mapping[Pointer, Place]:
        """All of them, inside ``text``."""
        if _is_open(text):
            last = _find_end(text)
            for pointer, place in self.found.items():
                self.found[pointer] = Place(_clip_span(place.value, last), place.key)
        return self.found
