"""What git tells of the past: commits of the main line, trees, days of the last change."""

import datetime
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.model.past import Moment
from alisei_cli.store.git import _checked, _run

MARK = "\1"
"""Begins the line of a commit in a log that lists paths."""


def moments(root: Path, until: str) -> tuple[Moment, ...]:
    """Every commit of the main line (first parents) up to ``until``, oldest first.

    Raises:
        SurroundingsError: there is no git, or the clone is too shallow to tell.
    """
    refuse_shallow(root)
    tags: dict[str, list[str]] = {}
    for line in _text(_checked(root, "for-each-ref", "--format=%(objectname) %(*objectname) %(refname:short)", "refs/tags")):
        tagged, peeled, name = line.split(" ", 2)
        tags.setdefault(peeled or tagged, []).append(name)
    found = []
    latest = 0
    for line in _text(_checked(root, "log", "--first-parent", "--reverse", "--format=%H %ct", until, "--")):
        commit, second = line.split(" ")
        latest = max(latest, int(second))  # clocks may be wrong; the order of commits is not
        found.append(Moment(commit, _day(latest), tuple(sorted(tags.get(commit, ())))))
    return tuple(found)


def touched(root: Path, until: str) -> dict[str, datetime.date]:
    """Path below ``registry/`` (relative to ``root``) and the day of the last commit of the main line that changed it.

    Raises:
        SurroundingsError: there is no git, or the clone is too shallow to tell.
    """
    refuse_shallow(root)
    how = ("--first-parent", "-m", "--name-only", "--no-renames", "--relative", "-z", f"--format={MARK}%ct")
    found: dict[str, datetime.date] = {}
    day = _day(0)
    for field in _checked(root, "log", *how, until, "--", "registry").decode("utf-8", "backslashreplace").split("\0"):
        for part in field.split("\n"):
            if part.startswith(MARK) and part[1:].isdigit():
                day = _day(int(part[1:]))
            elif part:
                found.setdefault(part, day)
    return found


def tree(root: Path, commit: str) -> dict[str, tuple[str, str]]:
    """Path (relative to ``root``) to mode and blob id of every file of the dataset at ``commit``."""
    found = {}
    for record in _checked(root, "ls-tree", "-r", "-z", commit, "--", "registry", "schema", "taxonomy.yaml").split(b"\0"):
        head, _tab, name = record.partition(b"\t")
        if name:
            mode, _kind, sign = head.decode("ascii").split(" ")
            found[name.decode("utf-8", "backslashreplace")] = (mode, sign)
    return found


def refuse_shallow(root: Path) -> None:
    """Raises SurroundingsError where the history is cut off: what is older would be taken for new."""
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise SurroundingsError(
            _("this clone is shallow: its history is cut off, and what is old would look new"),
            _("Fetch the history first: git fetch --unshallow; in a workflow: fetch-depth: 0."),
        )


def day_of(root: Path, commit: str) -> datetime.date:
    """The day of a commit, in UTC."""
    return _day(int(_checked(root, "log", "-1", "--format=%ct", commit, "--").strip()))


def _day(second: int) -> datetime.date:
    return datetime.datetime.fromtimestamp(second, datetime.UTC).date()


def _text(raw: bytes) -> list[str]:
    return [line for line in raw.decode("utf-8", "backslashreplace").split("\n") if line]
