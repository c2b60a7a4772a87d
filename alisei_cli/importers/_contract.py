"""What an importer is: bytes of a source become proposals; matching, filling and writing are the same for all."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alisei_cli.model.dataset import Law
from alisei_cli.model.harvest import Harvest


@dataclass(frozen=True, slots=True)
class Importer:
    """``read(content, selection, law, accessed)`` gives the harvest.

    ``content`` and ``selection`` (or ``None``) are texts, ``accessed`` is the date on which the source was taken.
    """

    read: Callable[[str, str | None, Law, str], Harvest] = field()
