"""What every commit of every branch, tag and other ref did to files."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.store import git
from alisei_cli.store._log import day_of_second

_HEAD = re.compile(r"\n?commit ([0-9a-f]{40,64}) (\d*)\n?\Z")
_RAW = re.compile(r"\n?:[0-7]+ ([0-7]+) [0-9a-f]+ ([0-9a-f]+) ([A-Z])(\d*)\Z")
_NOTHING = re.compile(r"0+\Z")
_ALIKE = "60%"
"""Least likeness of two files that git takes for one file under another name."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file as one commit left it."""

    commit: str
    date: datetime.date
    """Day of the commit, in UTC."""
    path: str
    """Path in the repository, which may be above the dataset."""
    blob: str
    """Blob id of the content; empty if the commit deleted the file."""
    former: str = ""
    """Path that it had before, if the commit renamed it."""


def list_file_changes(root: Path) -> list[FileChange]:
    """List every change of a file or link, earlier commits first; a merge is compared with each parent.

    Raises:
        SurroundingsError: there is no git, or the clone is too shallow to tell.
    """
    git.refuse_shallow(root)
    how = ("--all", "--topo-order", "--reverse", "-m", "--raw", "--no-abbrev", f"--find-renames={_ALIKE}", "-z")
    raw = git.check(root, "log", *how, "--format=commit %H %ct", "HEAD", "--").decode("utf-8", "backslashreplace")
    return list(_parse(iter(raw.split("\0"))))


def list_refs_with(root: Path, commits: Iterable[str]) -> list[str]:
    """List the refs, in their order, whose history holds one of ``commits``."""
    found: dict[str, None] = {}
    for commit in commits:
        said = git.check(root, "for-each-ref", f"--contains={commit}", "--format=%(refname)")
        found |= dict.fromkeys(said.decode("utf-8", "backslashreplace").splitlines())
    return sorted(found)


def list_messages_with(root: Path, text: str) -> list[str]:
    """List the commits and annotated tags of any ref whose message holds ``text``."""
    logged = git.check(root, "log", "--all", "--format=%H%n%B", "-z", "HEAD", "--").decode("utf-8", "backslashreplace")
    tagged = git.check(root, "for-each-ref", "--format=%(refname)%0a%(contents)%00", "refs/tags").decode(
        "utf-8", "backslashreplace"
    )
    messages = [each.lstrip("\n").partition("\n") for each in f"{logged}\0{tagged}".split("\0")]
    return [name for name, _newline, message in messages if text in message]


def _parse(fields: Iterator[str]) -> Iterator[FileChange]:
    commit, date = "", day_of_second("")
    for field in fields:
        head, change = _HEAD.match(field), _RAW.match(field)
        if head:
            commit, date = head[1], day_of_second(head[2])
        elif change:
            mode, blob, letter = change[1], change[2], change[3]
            former = next(fields) if letter in "RC" else ""
            path = next(fields)
            is_gone = bool(_NOTHING.match(blob))
            if mode.startswith(("100", "120")) or is_gone:
                yield FileChange(commit, date, path, "" if is_gone else blob, former if letter == "R" else "")
