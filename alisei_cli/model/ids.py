"""Ids of entries, which are names of files too."""

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Form of an id, and so of a file name without ``.yaml``."""
MAX_ID = 64
"""Most characters of an id."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices: a file called so breaks the clones of colleagues there."""


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id and the name of a file everywhere."""
    return bool(ID.match(text)) and len(text) <= MAX_ID and text not in DEVICES


def stem_of(path: str) -> str:
    """The id that the file at ``path`` ought to hold, by its name."""
    return path.rsplit("/", 1)[-1].split(".", 1)[0]
