"""History from git: main-line commits and dates of last changes."""

import datetime
from pathlib import Path

from alisei_cli.model.history import Commit
from alisei_cli.store import git

MARK = "commit "
"""Begins the record of a commit in a log that lists paths."""


LONGEST_SECOND = 10
"""Digits of a second before the year 2286."""


def commits(root: Path, until: str) -> tuple[Commit, ...]:
    """Every commit of the main line (first parents) up to ``until``, oldest first.

    Raises:
        SurroundingsError: there is no git, or the clone is too shallow to tell.
    """
    git.refuse_shallow(root)
    tags: dict[str, list[str]] = {}
    for line in _text(git.check(root, "for-each-ref", "--format=%(objectname) %(*objectname) %(refname:short)", "refs/tags")):
        tagged, peeled, name = line.split(" ", 2)
        tags.setdefault(peeled or tagged, []).append(name)
    days: list[tuple[str, datetime.date]] = []
    latest = day_of_second("")
    for line in _text(git.check(root, "log", "--first-parent", "--reverse", "--format=%H %ct", until, "--")):
        commit, _blank, second = line.partition(" ")
        day = day_of_second(second)
        latest = max(latest, day) if day <= datetime.datetime.now(datetime.UTC).date() else latest
        days.append((commit, latest))  # clocks may be wrong; the order of commits is not
    return tuple(Commit(commit, day, tuple(sorted(tags.get(commit, ())))) for commit, day in days)


def read_last_days(root: Path, until: str) -> dict[str, datetime.date]:
    """Path below ``registry/`` (relative to ``root``) and the day of the last commit of the main line that changed it.

    Raises:
        SurroundingsError: there is no git, or the clone is too shallow to tell.
    """
    git.refuse_shallow(root)
    prefix = git.prefix(root)
    how = (
        "--first-parent",
        "-m",
        "--name-only",
        "--no-renames",
        *([f"--relative={prefix}"] if prefix else []),
        "-z",
        f"--format={MARK}%ct",
    )
    found: dict[str, datetime.date] = {}
    day = day_of_second("")
    for field in git.check(root, "log", *how, until, "--", f"{prefix}registry").decode("utf-8", "backslashreplace").split("\0"):
        if field.startswith(MARK):  # no path below registry/ begins so
            day = day_of_second(field.removeprefix(MARK))
        elif field:
            found.setdefault(field.removeprefix("\n"), day)  # git puts an end of line between a commit and its first path
    return found


def day_of(root: Path, commit: str) -> datetime.date:
    """The day of a commit, in UTC."""
    return day_of_second(git.check(root, "log", "-1", "--format=%ct", commit, "--").decode("ascii", "replace").strip())


def day_of_second(second: str) -> datetime.date:
    """The day of a second since 1970, in UTC; 1970 itself where it is none, or out of all reason."""
    plain = int(second) if second.isascii() and second.isdigit() and len(second) <= LONGEST_SECOND else 0
    return datetime.datetime.fromtimestamp(plain, datetime.UTC).date()


def _text(raw: bytes) -> list[str]:
    return [line for line in raw.decode("utf-8", "backslashreplace").split("\n") if line]
