"""One writer at a time: a lock that the system takes back from a dead process, so that none is ever stale."""

import contextlib
import datetime
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

NAME = "lock"
TRIES = 100
"""How often a lock that is just being cleared away is asked for again."""
SIGNED = re.compile(rb"(\d{1,10}) (20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00)\n\Z")
"""Content of a lock file."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """While inside, no other process writes under the lock of ``folder``, which is made if absent and taken away if left empty.

    Raises:
        SurroundingsError: another process holds it.
        OSError: the folder or the lock cannot be made.
    """
    descriptor = _take(folder)
    try:
        _sign(descriptor)
        yield
    finally:
        try:
            with contextlib.suppress(OSError):
                os.unlink(folder / NAME)
        finally:
            os.close(descriptor)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _take(folder: Path) -> int:
    file = folder / NAME
    for _attempt in range(TRIES):
        try:
            with contextlib.suppress(FileExistsError):
                os.mkdir(folder)
            descriptor = os.open(file, _FLAGS, 0o644)
        except FileNotFoundError:  # cleared away between the two steps
            continue
        try:
            _lock(descriptor)
            is_ours = os.path.samestat(os.fstat(descriptor), os.lstat(file))
        except FileNotFoundError:  # cleared away before it was ours
            is_ours = False
        except BaseException as error:
            said = os.read(descriptor, 100)
            os.close(descriptor)
            if isinstance(error, (BlockingIOError, PermissionError)):
                raise _refuse_busy(said) from None
            raise
        if is_ours:
            return descriptor
        os.close(descriptor)
    raise _refuse_busy(b"")


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the words, which others have to be able to read
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sign(descriptor: int) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()} {now}\n".encode("ascii"))


def _refuse_busy(said: bytes) -> SurroundingsError:
    """Build the error for a held lock.

    Any user may have written its text, so only a number and a time are taken from it.
    """
    words = SIGNED.match(said)
    pid, since = (word.decode("ascii") for word in words.groups()) if words else ("?", "?")
    return SurroundingsError(
        _("another alisei is writing (pid {pid}, since {since}); nothing was written", pid=pid, since=since),
        _("Wait until it has ended, then run the same command again."),
    )
