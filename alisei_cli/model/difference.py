"""The difference in meaning of two states of a dataset."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from alisei_cli.language import Labels
from alisei_cli.model.identity import Identity, ItemPointer
from alisei_cli.model.routes import Route
from alisei_cli.model.view import View

Op = Literal["set", "clear", "change", "add", "remove"]
Kind = Literal["joined", "left", "merged", "moved", "changed", "layout"]
KINDS: tuple[Kind, ...] = ("joined", "left", "merged", "moved", "changed", "layout")
"""What can happen to an entry, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is other than before."""

    pointer: ItemPointer
    op: Op
    old: Any
    """``None`` for what is set or added."""
    new: Any
    """``None`` for what is cleared or removed."""

    @property
    def route(self) -> Route:
        """The pointer as schemas know it, with ``*`` for items."""
        return tuple("*" if isinstance(part, Identity) else part for part in self.pointer)


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What happened to one entry."""

    id: str
    kind: str
    path: str
    """Where it is; where it was, if it left."""
    name: Labels
    change: Kind
    changes: tuple[Change, ...] = ()
    """One at the top for an entry that joined or left."""
    moved_from: str | None = None
    """The earlier path, where it is another."""
    is_hidden: bool = False
    """Whether it changed only where this audience does not see."""


@dataclass(frozen=True, slots=True)
class Total:
    """A number of active entries that differs."""

    where: tuple[tuple[str, str], ...]
    """The conditions, as ``--where`` takes them."""
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class OneSided:
    """A relation that lost its other half, or never had one."""

    id: str
    path: str
    relation: str
    target: str
    is_gone: bool
    """Whether the target has left."""


@dataclass(frozen=True)
class Difference:
    """Two states, and all in which they differ in meaning."""

    base: View
    head: View
    entries: tuple[EntryChange, ...]
    """By kind of change, then by path."""
    totals: tuple[Total, ...] = ()
    one_sided: tuple[OneSided, ...] = ()
    """Relations of ``head`` without their other half that ``base`` does not have so."""
    unreadable: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Changed files that cannot be read in ``base`` and in ``head``: they are not compared."""

    @property
    def summary(self) -> Counter[Kind]:
        """How many entries there are of each kind of change."""
        return Counter(entry.change for entry in self.entries)

    @property
    def commits(self) -> tuple[str | None, str | None]:
        """The commits compared; ``None`` for the working tree."""
        return self.base.commit if self.base.as_of else None, self.head.commit if self.head.as_of else None

    def of(self, change: Kind) -> tuple[EntryChange, ...]:
        """The entries to which this happened."""
        return tuple(entry for entry in self.entries if entry.change == change)
