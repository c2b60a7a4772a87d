"""What an importer is: bytes of a source become proposals; matching, filling and writing are the same for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.language import Text
from alisei_cli.model.dataset import Law


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a source says of one body, in the shape of an entry; what it does not say is absent."""

    data: Mapping[str, Any]
    """Fields of a stakeholder without ``id``; ``names`` begins with the name to call it by."""
    id: str | None = None
    """The id that a new entry should have, if the source (or its curator) gives one."""
    place: str = ""
    """Where in the source it stands, for messages."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one record of the source."""

    place: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came of reading a source."""

    proposals: tuple[Proposal, ...]
    skipped: tuple[Remark, ...] = ()
    """Records that were asked for and are not imported."""
    doubts: tuple[Remark, ...] = ()
    """Records that are imported on a guess that somebody should look at."""


@dataclass(frozen=True, slots=True)
class Importer:
    """``read(content, selection, law, accessed)`` gives the harvest.

    ``content`` and ``selection`` (or ``None``) are texts, ``accessed`` is the date on which the source was taken.
    """

    read: Callable[[str, str | None, Law, str], Harvest] = field()
