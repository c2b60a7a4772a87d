"""Entries of which a command may need only some: their data are made when they are first asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property

from alisei_cli.model.dataset import Entry
from alisei_cli.model.identity import ItemPointer
from alisei_cli.model.source import Data, Source


class LazyEntry(Entry):
    """An entry whose data are made when they are first asked for."""

    def __init__(
        self, path: str, kind: str, make: Callable[[], Data], digest: str, raised: Mapping[ItemPointer, str] | None = None
    ) -> None:
        vars(self).update(path=path, kind=kind, make=make, digest=digest, raised=raised or {})

    make: Callable[[], Data]
    digest: str
    """Of the bytes of its file."""

    @cached_property
    def data(self) -> Data:
        """The data of the entry."""
        return self.make()

    @cached_property
    def source(self) -> Source:
        """A file whose text is gone."""
        return Source(self.path, "", None)
