"""The files of a dataset as they are on the disk: a key that changes with any, and which differ from a commit.

We read and hash them ourselves. git would run the filters that a repository names, and would believe its index, in which files can be
marked as not to be looked at.
"""

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.store.files import DEEPEST, LITTER, read_bytes
from alisei_cli.store.memory import digest

LARGEST = 4 * 1024 * 1024
"""Bytes of a file beyond which it is the file of no commit: more than any file of a dataset may have."""
SETTLED_NS = 2_000_000_000
"""Age of a change from which on a later change is sure to have another time, on any file system."""


@dataclass(frozen=True, slots=True)
class Look:
    """All that stands below some folders at one moment."""

    key: str
    """Changes with any of it; empty where something changed so lately that times cannot tell."""
    times: Mapping[str, str]
    """Path to times of each file in which every later change is sure to show."""
    until: int
    """Nanosecond before which a change is long enough ago."""


def look(root: Path, folders: Sequence[str], until: int | None = None) -> Look:
    """How the files below ``folders`` are now; ``until`` of an earlier look makes the two comparable."""
    if until is None:
        until = time.time_ns() - SETTLED_NS if os.name == "posix" else 0  # elsewhere no time tells of every change
    found = _walk(root, folders)
    times = {path: _times(state) for path, state in found if state.st_ctime_ns < until}
    is_settled = len(times) == len(found)
    return Look(digest("\n".join(sorted(f"{path}\0{time}" for path, time in times.items()))) if is_settled else "", times, until)


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths of files that are not those of a commit."""

    paths: frozenset[str]
    """All of them: changed, new or missing."""
    missing: frozenset[str]
    """Those that are not on the disk."""


def compare(root: Path, tree: Mapping[str, tuple[str, str]], folders: Sequence[str]) -> Difference:
    """How the files below ``folders`` differ from ``tree`` (mode and blob id by path).

    Modes apart, and line ends too, as git may have turned them. Submodules are not looked into.
    """
    then = {path: (mode, sign) for path, (mode, sign) in tree.items() if mode != "160000"}
    now = {path: state for path, state in _walk(root, folders) if not stat.S_ISDIR(state.st_mode)}
    same = {path for path, (mode, sign) in then.items() if path in now and _is_same(root, path, now[path], mode, sign)}
    return Difference(frozenset(then.keys() | now.keys()) - same, frozenset(then.keys() - now.keys()))


def is_litter(path: str) -> bool:
    """Whether a file has a name that editors and file managers give to theirs, and that is never read."""
    return bool(LITTER.fullmatch(path.rpartition("/")[2])) and not path.endswith((".yaml", ".json"))


def _walk(root: Path, folders: Sequence[str]) -> list[tuple[str, os.stat_result]]:
    """Path and state of everything at and below ``folders``, folders included; links are not followed."""
    found: list[tuple[str, os.stat_result]] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            state = os.lstat(root / folder)
            found.append((folder, state))
            if stat.S_ISDIR(state.st_mode):
                _look_into(os.path.join(root, folder), folder, found)
    return found


def _look_into(folder: str, at: str, found: list[tuple[str, os.stat_result]]) -> None:
    """Add what stands in a folder, as far as the reader looks: not into a repository of its own, not too deep."""
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
        except OSError:  # deleted just now, or not ours to read
            continue


def _times(state: os.stat_result) -> str:
    return f"{state.st_mode} {state.st_dev} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _is_same(root: Path, path: str, state: os.stat_result, mode: str, sign: str) -> bool:
    try:
        if mode == "120000":
            return stat.S_ISLNK(state.st_mode) and _blob(os.fsencode(os.readlink(root / path)), sign) == sign
        raw = read_bytes(root, path, LARGEST)
    except (OSError, ValueError):
        return False
    is_whole = stat.S_ISREG(state.st_mode) and len(raw) <= LARGEST
    return is_whole and (_blob(raw, sign) == sign or (b"\r\n" in raw and _blob(raw.replace(b"\r\n", b"\n"), sign) == sign))


def _blob(raw: bytes, sign: str) -> str:
    """The id that git gives to these bytes, in the form of ``sign``: SHA-1 or SHA-256."""
    form = hashlib.sha1 if len(sign) == 40 else hashlib.sha256
    return form(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
