"""What an importer is: bytes of a source become proposals; matching, filling and writing are the same for all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from alisei_cli.model.dataset import Context
from alisei_cli.model.import_result import ImportResult


@dataclass(frozen=True, slots=True)
class Importer:
    """``read(content, selection, law, accessed, name)`` returns the proposals.

    ``content`` is text, or bytes if the importer ``is_binary``, or an iterator of parts of the text if it has ``endings``: those of the
    file to read in a zip archive, the best first. ``selection`` is text or ``None``, ``accessed`` the date on which
    the source was retrieved, ``name`` its file name, for citing it.
    """

    read: Callable[[Any, str | None, Context, str, str], ImportResult] = field()
    is_binary: bool = False
    endings: tuple[str, ...] = ()
