"""Personal data that rules have found in files, and since when history has held them."""

import datetime
from dataclasses import dataclass

from alisei_cli.model.source import Pointer


@dataclass(frozen=True, slots=True)
class Personal:
    """One value of an entry that a rule takes for personal data."""

    path: str
    pointer: Pointer
    """Empty for a comment."""
    rule: str
    audience: str
    """Who may see it, by the schema, the policy and the entry; the widest for a comment."""
    value: str
    """The value itself: only the narrowest audience may be shown it."""
    line: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A value with the time for which history has held it."""

    what: Personal
    is_present: bool
    """Whether the files of today hold it."""
    since: datetime.date | None = None
    """Day of the first commit that held it; ``None`` if none does, or outside git."""
    commit: str = ""
    """That commit."""
    until: datetime.date | None = None
    """Day of the last commit that took it away; only where it is not present."""
