"""What a source says of a body, without what a person has removed from its entry."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alisei_cli.model.removed import Removal
from alisei_cli.model.source import Pointer


def leave_out(
    data: Mapping[str, Any], removals: Iterable[Removal]
) -> tuple[Mapping[str, Any], list[tuple[Pointer, Any, Removal]]]:
    """``data`` without these facts, and each of them that it held, with its pointer."""
    found: list[tuple[Pointer, Any, Removal]] = []
    for each in removals:
        keys = tuple(each.field.split("."))
        data, gone = _part(data, keys, each.value)
        if gone is not None:
            found.append((keys, gone, each))
    return data, found


def _part(data: Mapping[str, Any], keys: Sequence[str], value: str) -> tuple[Mapping[str, Any], Any]:
    """``data`` without ``value`` at ``keys``, and what that took away; ``None`` for nothing."""
    key, *inner = keys
    here = data.get(key)
    rest: Any = None
    gone: Any = here
    if inner:
        rest, gone = _part(here, inner, value) if isinstance(here, Mapping) else (here, None)
    elif value and isinstance(here, (list, tuple)):
        rest, gone = [each for each in here if str(each) != value], [each for each in here if str(each) == value] or None
    elif value and str(here) != value:
        gone = None
    if gone is None:
        return data, None
    return {name: rest if name == key else each for name, each in data.items() if name != key or rest}, gone
