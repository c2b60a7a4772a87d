"""Standard streams, which may be missing, closed, full or broken pipes."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO


def open_missing() -> None:
    """Replace closed streams by the null device.

    Otherwise the next opened file would become a stream.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard error; ignore failures."""
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Discard the buffer of ``stream``.

    Closing it then does not fail again.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
