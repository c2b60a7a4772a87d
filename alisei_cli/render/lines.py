"""Sentences broken over lines where someone looks at a terminal; whole where a program reads them."""

import textwrap
from collections.abc import Iterator

from alisei_cli.escape import escape_command
from alisei_cli.render._paint import cells

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


def wrap_hanging(sentence: str, indent: int, columns: int | None) -> Iterator[str]:
    """Wrap ``sentence`` with a hanging indent; the first line follows existing text.

    Without a terminal (``columns`` is ``None``) it stays on one line.
    """
    width = max(columns - indent, LEAST) if columns else len(sentence)
    lines = (
        textwrap.wrap(sentence, width, break_long_words=False, break_on_hyphens=False) if len(sentence) > width else [sentence]
    )
    yield from (escape_command(" " * indent * bool(number) + line) for number, line in enumerate(lines))
