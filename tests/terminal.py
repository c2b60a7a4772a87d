"""A person at a terminal: the real program in a pseudo-terminal of 80 columns, answered prompt by prompt."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.conftest import REPOSITORY

PROGRAM = "import sys; from alisei_cli.__main__ import main; sys.exit(main())"
PATIENCE = 60
"""Seconds without output after which the program counts as stuck."""
SETTLED = 0.1
"""Seconds in which a program that has asked begins to wait: before, CPython loses a Ctrl-C until the next key."""
END, INTERRUPT = "\x04", "\x03"
"""Ctrl-D and Ctrl-C."""


def converse(
    folder: Path, words: Sequence[str], exchange: Sequence[tuple[str, str]], environment: Mapping[str, str] | None = None
) -> tuple[str, int]:
    """Run ``alisei`` with ``words``; each time the screen shows the first of a pair, type the second. The screen and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        settings = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TERM": "xterm", **(environment or {})}
        os.execve(sys.executable, [sys.executable, "-c", PROGRAM, *words], settings)  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown, read, waiting = "", 0, list(exchange)
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the program has ended
            break
        if not part:
            break
        shown += part.decode(errors="replace")
        if waiting and waiting[0][0] in shown[read:]:
            read = len(shown)
            time.sleep(SETTLED)
            os.write(terminal, waiting.pop(0)[1].encode())
    else:
        os.kill(child, 9)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert not waiting, f"never shown: {waiting[0][0]}\n{shown}"
    return shown.replace("\r\n", "\n"), status
