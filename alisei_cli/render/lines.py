"""Sentences broken over lines where somebody looks at a terminal; whole where a program reads them."""

import shutil
import textwrap
from collections.abc import Iterator

from alisei_cli.visible import no_command

LEAST = 30
"""A sentence is broken no narrower than this, however long what stands before it."""
BOUNDLESS = 100_000
"""Columns where there is no terminal and ``COLUMNS`` does not say how many."""


def hung(sentence: str, indent: int) -> Iterator[str]:
    """The lines of ``sentence``; the first is to stand behind ``indent`` columns, the others are moved that far."""
    width = max(shutil.get_terminal_size((BOUNDLESS, 24)).columns - indent, LEAST)
    lines = (
        textwrap.wrap(sentence, width, break_long_words=False, break_on_hyphens=False) if len(sentence) > width else [sentence]
    )
    yield from (no_command(" " * indent * bool(number) + line) for number, line in enumerate(lines))
