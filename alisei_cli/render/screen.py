"""Where lines are shown: a terminal with its width and height, or a pipe or file, which have neither."""

import shutil
from dataclasses import dataclass, replace

PIPE_WIDTH = 80
"""Columns of a table where there is no terminal; fixed, so that the same data give the same bytes everywhere."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a renderer for people may assume of its reader; ``Screen()`` is a pipe or a file."""

    width: int | None = None
    """Columns of the terminal."""
    height: int | None = None
    """Lines of the terminal."""
    is_colour: bool = False
    everything: str | None = None
    """Command that shows what is left out here; ``None``: nothing may be left out."""

    def whole(self) -> "Screen":
        """The same, with nothing left out."""
        return replace(self, everything=None)

    @property
    def columns(self) -> int:
        """Columns that a table may fill."""
        return self.width or PIPE_WIDTH


def terminal_size() -> tuple[int, int]:
    """Columns and lines of the terminal, as ``COLUMNS``, ``LINES`` or the system say; asked only where there is a terminal."""
    size = shutil.get_terminal_size((PIPE_WIDTH, 24))
    return size.columns, size.lines
