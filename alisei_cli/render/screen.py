"""Output target, a terminal or a pipe or file."""

import shutil
from dataclasses import dataclass, replace

PIPE_WIDTH = 80
"""Table width without a terminal.

It is fixed, so that the same data give the same bytes everywhere.
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """Properties of the output that renderers use.

    ``Screen()`` is a pipe or file.
    """

    width: int | None = None
    """Columns of the terminal."""
    height: int | None = None
    """Lines of the terminal."""
    is_colour: bool = False
    everything: str | None = None
    """Command that shows omitted rows; ``None`` if nothing may be omitted."""

    def whole(self) -> "Screen":
        """Return a copy that omits nothing."""
        return replace(self, everything=None)

    @property
    def columns(self) -> int:
        """Columns available for a table."""
        return self.width or PIPE_WIDTH


def terminal_size() -> tuple[int, int]:
    """Return columns and lines from ``COLUMNS``, ``LINES`` or the system; terminals only."""
    size = shutil.get_terminal_size((PIPE_WIDTH, 24))
    return size.columns, size.lines
