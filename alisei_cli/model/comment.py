"""Comments that silence a diagnostic: ``# alisei: ignore[ALI410] the reason``."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.model.source import Source, Span

_COMMENT = re.compile(r"(?<!\S)#\s{0,4}alisei:\s{0,4}(\w{1,20}\s{0,4})\[([^\[\]]{1,100})\]")
_SIGN = re.compile(r"(?<!\S)#")
WORD = "ignore"
"""What such a comment says."""
MARK = "alisei:"
"""Stands in every such comment."""
IN_SIGHT = 100
"""Maximum start column of a comment.

Further right a reviewer does not see it.
"""
_TAB = 8


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: which codes or rule names it silences, and why."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    word: str = WORD
    """What it says; another word than ``ignore`` is most likely a slip of the hand, and silences nothing."""
    is_in_sight: bool = True

    @property
    def is_understood(self) -> bool:
        """Whether it says ``ignore``."""
        return self.word == WORD

    @property
    def is_obeyed(self) -> bool:
        """Whether the comment is valid, visible and gives a reason."""
        return self.is_understood and self.is_in_sight and bool(self.reason)


def comments(source: Source) -> Mapping[int, Comment]:
    """Comments by the line they speak of: their own, or the next one where they stand alone on theirs."""
    found: dict[int, Comment] = {}
    if MARK not in source.text:
        return found
    texts: Mapping[int, list[tuple[int, int]]] | None = None
    for number, line in enumerate(source.lines, 1):
        if MARK not in line:
            continue
        for match in _COMMENT.finditer(line):
            texts = _texts(source) if texts is None else texts
            if _is_inside(match.start() + 1, texts.get(number, ())):
                continue
            before = line[: match.start()]
            codes = tuple(code.strip() for code in match.group(2).split(",") if code.strip())
            span = Span(number, match.start() + 1, number, len(line) + 1)
            is_in_sight = len(before.expandtabs(_TAB)) < IN_SIGHT
            comment = Comment(span, codes, line[match.end() :].strip(), match.group(1), is_in_sight)
            found[number if before.strip() else number + 1] = comment
            break
    return found


def collect_comments(source: Source) -> Mapping[int, str]:
    """Collect every comment by line."""
    found: dict[int, str] = {}
    if "#" not in source.text:
        return found
    texts = _texts(source)
    for number, line in enumerate(source.lines, 1):
        for match in _SIGN.finditer(line):
            if not _is_inside(match.start() + 1, texts.get(number, ())):
                found[number] = line[match.start() :].rstrip()
                break
    return found


def _is_inside(column: int, texts: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(texts, column, key=lambda text: text[0]) - 1
    return place >= 0 and column < texts[place][1]


def _texts(source: Source) -> Mapping[int, list[tuple[int, int]]]:
    """Collect the columns of field names and texts by line.

    A ``#`` there begins no comment.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    above = {pointer[:-1] for pointer in source.places}
    for pointer, place in source.places.items():
        for span in filter(None, (place.key, None if pointer in above else place.value)):
            is_block = source.sign(span) in ("|", ">")
            for line in range(span.line + is_block, span.end_line + 1):  # behind the sign of a block there is room for a comment
                first = span.column if line == span.line else 1
                last = span.end_column if line == span.end_line else len(source.lines[line - 1]) + 1
                found.setdefault(line, []).append((first, last))
    return {line: sorted(columns) for line, columns in found.items()}
