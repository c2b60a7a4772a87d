"""What an importer is: bytes of a source become proposals; matching, filling and writing are the same for all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.model.dataset import Law
from alisei_cli.model.harvest import Harvest


@dataclass(frozen=True, slots=True)
class Importer:
    """``read(content, selection, law, accessed, name)`` gives the harvest.

    ``content`` is the text of the source, or its bytes if the importer ``is_binary``; ``selection`` is a text or ``None``, ``accessed`` the
    date on which the source was taken, ``name`` the name of its file, to cite it by.
    """

    read: Callable[[Any, str | None, Law, str, str], Harvest] = field()
    is_binary: bool = False
