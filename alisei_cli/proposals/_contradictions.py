"""Fields that two parts of one message give different values."""

from collections.abc import Iterable, Iterator
from typing import Any

from alisei_cli.model.identity import ItemPointer, content
from alisei_cli.model.proposal import ProposedChange

Said = tuple[str, Any]
"""What is done to a field, and its value."""


def set_apart(change: ProposedChange) -> Iterator[ProposedChange]:
    """``change`` as one for each value, where it sets a block: what stands beside them in the entry stays."""
    if change.op == "set" and isinstance(change.value, dict):
        for key, value in change.value.items():
            yield from set_apart(ProposedChange("set", (*change.pointer, key), value))
    else:
        yield change


def find_contradictions(some: Iterable[ProposedChange], others: Iterable[ProposedChange]) -> Iterator[ItemPointer]:
    """Fields of which ``some`` say one thing and ``others`` another."""
    theirs = list(_list_said(others))
    for pointer, said in _list_said(some):
        for pointer_too, said_too in theirs:
            shared = min(len(pointer), len(pointer_too))
            if pointer[:shared] == pointer_too[:shared] and (pointer, said) != (pointer_too, said_too):
                yield pointer[:shared]


def _list_said(changes: Iterable[ProposedChange]) -> Iterator[tuple[ItemPointer, Said]]:
    for change in changes:
        for each in set_apart(change):
            value = " ".join(each.value.split()) if isinstance(each.value, str) else each.value
            if each.op == "set":
                yield each.pointer, ("set", value)
            elif each.op == "clear":
                yield each.pointer, ("clear", None)
            elif value in (None, ""):
                yield each.pointer, (each.op, None)
            else:
                yield (*each.pointer, value if isinstance(value, str) else content(value)), (each.op, None)
