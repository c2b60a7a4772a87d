"""Files on disk, and their differences from a commit.

Files are read and hashed here, because git would run the filters that a repository configures, and would trust its index, which
can exclude files from comparison.
"""

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.store.cache import digest
from alisei_cli.store.files import DEEPEST, LITTER
from alisei_cli.store.tree import read_bytes

LARGEST = 4 * 1024 * 1024
"""Size above which a file matches no commit.

It exceeds every limit of the dataset.
"""
SETTLED_NS = 2_000_000_000
"""Age from which any later change alters the file times.

This holds on any file system.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """Snapshot of everything below some folders."""

    key: str
    """Key that changes with any file.

    It is empty if a change is too recent for file times to tell.
    """
    times: Mapping[str, str]
    """Reliable file times by path: any later change will alter them."""
    until: int
    """Changes before this time in nanoseconds are old enough."""


def look(root: Path, folders: Sequence[str], until: int | None = None) -> Look:
    """Take a snapshot of the files below ``folders``.

    With ``until`` of an earlier snapshot the two are comparable.
    """
    if until is None:
        until = time.time_ns() - SETTLED_NS if os.name == "posix" else 0  # on other systems file times do not show every change
    found = _walk(root, folders)
    times = {path: _times(state) for path, state in found if state.st_ctime_ns < until}
    is_settled = len(times) == len(found)
    return Look(digest("\n".join(sorted(f"{path}\0{time}" for path, time in times.items()))) if is_settled else "", times, until)


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths of files that differ from a commit."""

    paths: frozenset[str]
    """Changed, new and missing files."""
    missing: frozenset[str]
    """Files that are missing on disk."""


def compare(root: Path, tree: Mapping[str, tuple[str, str]], folders: Sequence[str]) -> Difference:
    """Compare the files below ``folders`` with a tree.

    ``tree`` has mode and blob id by path.

    Modes and line endings that git may convert are ignored. Submodules are skipped.
    """
    then = {path: (mode, sign) for path, (mode, sign) in tree.items() if mode != "160000"}
    now = {path: state for path, state in _walk(root, folders) if not stat.S_ISDIR(state.st_mode)}
    same = {path for path, (mode, sign) in then.items() if path in now and _is_same(root, path, now[path], mode, sign)}
    return Difference(frozenset(then.keys() | now.keys()) - same, frozenset(then.keys() - now.keys()))


def is_litter(path: str) -> bool:
    """Whether editors and file managers use such a name.

    These files are never read.
    """
    return bool(LITTER.fullmatch(path.rpartition("/")[2])) and not path.endswith((".yaml", ".json"))


def _walk(root: Path, folders: Sequence[str]) -> list[tuple[str, os.stat_result]]:
    """List path and stat of everything below ``folders``, inclusive, without following links."""
    found: list[tuple[str, os.stat_result]] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            state = os.lstat(root / folder)
            found.append((folder, state))
            if stat.S_ISDIR(state.st_mode):
                _look_into(os.path.join(root, folder), folder, found)
    return found


def _look_into(folder: str, at: str, found: list[tuple[str, os.stat_result]]) -> None:
    """Add the content of a folder.

    Nested repositories and very deep folders are left out.
    """
    if at.count("/") >= DEEPEST:
        return
    with os.scandir(folder) as listed:
        entries = list(listed)
    inner = [entry for entry in entries if entry.name == ".git"]
    entries = inner or entries
    for entry in entries:
        path = f"{at}/{entry.name}"
        if not path.isascii():
            path = os.fsencode(path).decode("utf-8", "backslashreplace")
        try:
            state = entry.stat(follow_symlinks=False)
            found.append((path, state))
            if not inner and stat.S_ISDIR(state.st_mode):
                _look_into(entry.path, path, found)
        except OSError:  # just deleted, or unreadable
            continue


def _times(state: os.stat_result) -> str:
    return f"{state.st_mode} {state.st_dev} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _is_same(root: Path, path: str, state: os.stat_result, mode: str, sign: str) -> bool:
    try:
        if mode == "120000":
            return stat.S_ISLNK(state.st_mode) and object_id(os.fsencode(os.readlink(root / path)), sign) == sign
        raw = read_bytes(root, path, LARGEST)
    except (OSError, ValueError):
        return False
    is_whole = stat.S_ISREG(state.st_mode) and len(raw) <= LARGEST
    return is_whole and (
        object_id(raw, sign) == sign or (b"\r\n" in raw and object_id(raw.replace(b"\r\n", b"\n"), sign) == sign)
    )


def object_id(raw: bytes, sign: str, kind: bytes = b"blob") -> str:
    """Compute the id that git gives an object, in the format of ``sign``: SHA-1 or SHA-256."""
    form = hashlib.sha1 if len(sign) == 40 else hashlib.sha256
    return form(b"%b %d\0" % (kind, len(raw)) + raw, usedforsecurity=False).hexdigest()
