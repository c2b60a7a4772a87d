"""Sentences broken over lines where someone looks at a terminal; whole where a program reads them."""

import re
import textwrap
from collections.abc import Iterator

from alisei_cli.escape import escape_command
from alisei_cli.render._paint import cells

_PIECE = re.compile(r"[^-/._@]*[-/._@]+|[^-/._@]+")
"""A part of a word, with the signs that a line may break behind."""
LEAST = 30
"""A sentence is broken no narrower than this, however long what stands before it."""


def wrap(text: str, width: int) -> list[str]:
    """Wrap ``text`` to ``width`` columns at spaces only; longer words stay whole."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and cells(lines[-1]) + 1 + cells(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def break_words(text: str, width: int) -> list[str]:
    """Wrap ``text`` to ``width`` columns at spaces; longer words break behind a hyphen, a slash, a dot or, at worst, anywhere."""
    lines = [""]
    for word in text.split(" "):
        if cells(word) <= width:
            if lines[-1] and cells(lines[-1]) + 1 + cells(word) > width:
                lines.append(word)
            else:
                lines[-1] += f" {word}" if lines[-1] else word
            continue
        between = " " if lines[-1] else ""
        for piece in (part for found in _PIECE.findall(word) for part in _cut(found, width)):
            if lines[-1] and cells(lines[-1]) + len(between) + cells(piece) > width:
                lines.append(piece)
            else:
                lines[-1] += between + piece
            between = ""
    return lines


def is_cut(text: str, width: int) -> bool:
    """Whether a word of ``text`` has a piece without a hyphen that is longer than ``width`` columns."""
    return any(cells(piece) > width for word in text.split(" ") for piece in _PIECE.findall(word))


def _cut(piece: str, width: int) -> list[str]:
    """``piece`` in parts of at most ``width`` columns, combining signs left with their letters."""
    parts = [""]
    for sign in piece:
        if parts[-1] and cells(parts[-1] + sign) > width:
            parts.append(sign)
        else:
            parts[-1] += sign
    return parts


def wrap_hanging(sentence: str, indent: int, columns: int | None) -> Iterator[str]:
    """Wrap ``sentence`` with a hanging indent; the first line follows existing text.

    Without a terminal (``columns`` is ``None``) it stays on one line.
    """
    width = max(columns - indent, LEAST) if columns else len(sentence)
    lines = (
        textwrap.wrap(sentence, width, break_long_words=False, break_on_hyphens=False) if len(sentence) > width else [sentence]
    )
    yield from (escape_command(" " * indent * bool(number) + line) for number, line in enumerate(lines))
