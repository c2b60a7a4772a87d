"""Comments that silence a diagnostic: ``# alisei: ignore[ALI201] the reason``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from alisei_cli.model.source import Source, Span

_COMMENT = re.compile(r"(?:^|\s)(#\s{0,4}alisei:\s{0,4}ignore\[([A-Za-z0-9, -]{1,100})\]\s*(.*))$")

MARK = "alisei:"
"""Stands in every such comment."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: which codes or rule names it silences, and why."""

    span: Span
    codes: tuple[str, ...]
    reason: str


def comments(source: Source) -> Mapping[int, Comment]:
    """Comments by the line they speak of: their own, or the next one where they stand alone on theirs."""
    found: dict[int, Comment] = {}
    if MARK not in source.text:
        return found
    inside = _text_lines(source)
    for number, line in enumerate(source.lines, 1):
        match = _COMMENT.search(line[:1000])
        if match is None or number in inside:
            continue
        column = match.start(1) + 1
        codes = tuple(code.strip() for code in match.group(2).split(","))
        comment = Comment(Span(number, column, number, len(line) + 1), codes, match.group(3).strip())
        alone = not line[: match.start(1)].strip()
        found[number + 1 if alone else number] = comment
    return found


def _text_lines(source: Source) -> set[int]:
    """Lines inside a text of several lines, where a ``#`` begins no comment."""
    return {
        line
        for place in source.places.values()
        if place.value.end_line > place.value.line
        for line in range(place.value.line + 1, place.value.end_line)
        if _is_scalar(source, place.value)
    }


def _is_scalar(source: Source, span: Span) -> bool:
    first = source.lines[span.line - 1][span.column - 1 : span.column]
    return first in ("|", ">", '"', "'")
