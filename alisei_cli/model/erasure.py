"""What has to be rewritten in a git repository so that its history no longer holds some data."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brought:
    """A commit that brought the data into a file, or took them away."""

    commit: str
    date: datetime.date
    path: str
    is_gone: bool = False
    """Whether this commit took them away."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Where the history of all refs holds an entry, or some values of it."""

    id: str
    values: tuple[str, ...] | None
    """The values; ``None`` if the whole entry is meant. Only the narrowest audience may be shown them."""
    commits: tuple[Brought, ...]
    """Earlier ones first; empty if no commit holds the data."""
    paths: tuple[str, ...]
    """Every path in the repository that ever held them."""
    whole_paths: tuple[str, ...]
    """Paths that have to be erased whole: those of the entry, or files in which the values cannot be replaced."""
    former_paths: tuple[str, ...]
    """Paths that git takes for earlier or later names of the entry, under another id."""
    refs: tuple[str, ...]
    messages: tuple[str, ...]
    """Commits and tags whose message holds a value."""
    is_present: bool
    """Whether the last commit still holds the data."""
    unsearched: tuple[str, ...] = ()
    """Paths of contents that were too large to search."""
