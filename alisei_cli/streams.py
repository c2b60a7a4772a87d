"""The standard streams of the process: there, closed, full, or read by a program that has gone away."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO


def open_missing() -> None:
    """Put the null device in place of closed streams, lest the next file to be opened become one of them."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def remark(lines: Iterable[str]) -> None:
    """Write lines to standard error; where it takes nothing, the work goes on without."""
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let what is still to be written to ``stream`` go nowhere, so that it does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
