"""Items of lists, named by what tells one from the others."""

import json
from collections.abc import Sequence
from typing import Any


class Identity(str):
    """An item of a list in a pointer, by what tells it from the others.

    The values of its identifying fields are joined by ``|``: ``member-of|toscana-life-sciences``. In them, ``|`` and the backslash
    have a backslash before them. A field that is missing is empty; at the end it is left out. An item without identifying fields is
    named by its value, a block by its JSON.
    """

    __slots__ = ()


ItemPointer = tuple[str, ...]
"""Route of keys and identities from the top of an entry: ``("offers", Identity("gmp-cell-factory"), "expires")``."""


def identify(item: Any, fields: Sequence[str]) -> tuple[str, Identity]:
    """What ``item`` is matched by, and how a pointer names it.

    ``fields`` are those that the schema declares; without any in the item, its whole content counts.
    """
    values = [item.get(field) for field in fields] if isinstance(item, dict) else []
    parts = ["" if value is None else value if isinstance(value, str) else content(value) for value in values]
    while parts and not parts[-1]:
        parts.pop()
    if parts:
        name = "|".join(map(_escape, parts))
        return f"by {name}", Identity(name)
    return content(item), Identity(_escape(item if isinstance(item, str) else content(item)))


def content(value: Any) -> str:
    """JSON that is the same for values of the same meaning, whatever the order of keys and items."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{content(key)}: {content(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(sorted(map(content, value))) + "]"
    return json.dumps(value, ensure_ascii=False)


def _escape(part: str) -> str:
    return part.replace("\\", "\\\\").replace("|", "\\|")
