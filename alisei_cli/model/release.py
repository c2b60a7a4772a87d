"""A release of the data: its version, and what it was made of."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _

_VERSION = re.compile(r"(2[0-9]{3})\.(1[0-2]|[1-9])\.(0|[1-9][0-9]{0,3})\Z")

Version = tuple[int, int, int]
"""Year, month, and number of the release in that month, from 0."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release of the data."""

    version: str
    date: datetime.date
    """Day of the commit, so that the same commit gives the same bytes."""
    commit: str
    since: str | None = None
    """Release or revision that the notes compare with; ``None`` for the first release."""
    tool: str = ""
    warnings: int = 0
    """Warnings of the verdict; there are no errors."""


@dataclass(frozen=True, slots=True)
class Made:
    """An export that was made for a release."""

    name: str
    summary: str
    """Its first line, in English."""
    files: Mapping[str, bytes]

    @property
    def path(self) -> str:
        """Its file at the top of the release; its folder, if it has several files."""
        return next(iter(self.files)) if len(self.files) == 1 else f"{self.name}/"

    def place(self) -> Iterator[tuple[str, bytes]]:
        """Each file by its path in the release."""
        yield from (
            self.files.items() if len(self.files) == 1 else ((f"{self.path}{name}", raw) for name, raw in self.files.items())
        )


def read_version(text: str) -> Version | None:
    """Read the version of a release; ``None`` if ``text`` is none."""
    found = _VERSION.match(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def check_version(text: str, today: datetime.date, former: str | None) -> Version:
    """Read a new version, later than ``former``.

    Raises:
        UsageError: it is no version, of a month to come, or not later.
    """
    found = read_version(text)
    if found is None:
        raise _refuse(_('"{version}" is not the version of a release', version=text), today)
    if found[:2] > (today.year, today.month):
        raise _refuse(_("{version} is of a month to come", version=text), today)
    if former and found <= (read_version(former) or found):
        raise _refuse(_("{version} is not later than the last release, {former}", version=text, former=former), today)
    return found


def _refuse(said: Text, today: datetime.date) -> UsageError:
    example = f"{today.year}.{today.month}.0"
    return UsageError(said, _("Write year, month and a number from 0, without leading zeros: {example}", example=example))
