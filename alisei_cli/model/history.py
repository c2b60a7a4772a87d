"""Earlier states of the registry: what a report may ask of them, whatever keeps them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from alisei_cli.model.dataset import Dataset

State = TypeVar("State", bound=Dataset)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the main line."""

    commit: str
    date: datetime.date
    """Day of the commit, in UTC; never before that of an earlier commit."""
    releases: tuple[str, ...] = ()
    """Tags that name it."""


@dataclass(frozen=True)
class History(Generic[State]):
    """The history of the dataset; nothing is read before it is asked for."""

    commits: Callable[[], tuple[Commit, ...]]
    """Every commit of the main line up to the state that is looked at, oldest first."""
    at: Callable[[str], State]
    """The dataset at a revision, or at the end of a day, month or year (``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``)."""
    touched: Callable[[], Mapping[str, datetime.date]]
    """Path of each file of the registry, and the day of the last commit that changed it."""
