"""Routes: pointers with ``*`` for any index, and the values of some data that stand at them."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from alisei_cli.model.source import Pointer

Route = tuple[str, ...]
"""A pointer with ``*`` for any index of a list."""
Tree = dict[str, tuple[int | None, "Tree"]]
"""Routes by their first part: the number of the route that ends there, if one does, and the rest of those that go on."""
Found = list[tuple[int, Pointer, Any]]
"""Values found at some routes: number of the route, pointer, value."""
_NUMBER = itemgetter(0)


def generalise(pointer: Pointer) -> Route:
    """The route of ``pointer``."""
    return tuple("*" if isinstance(part, int) else part for part in pointer)


def tree(routes: Iterable[Route]) -> Tree:
    """``routes`` with common beginnings merged, for one walk over some data."""
    top: Tree = {}
    for number, route in enumerate(routes):
        below = top
        for part in route[:-1]:
            below = below.setdefault(part, (None, {}))[1]
        if route:
            below[route[-1]] = (number, below.get(route[-1], (None, {}))[1])
    return top


def find_values(data: Any, routes: Tree) -> Found:
    """Every value in ``data`` at ``routes``, in their order."""
    found: Found = []
    _find(data, routes, (), found)
    found.sort(key=_NUMBER)
    return found


def _find(data: Any, routes: Tree, base: Pointer, found: Found) -> None:
    if data.__class__ is list:
        if "*" not in routes:
            return
        number, below = routes["*"]
        for index, value in enumerate(data):
            if number is not None:
                found.append((number, (*base, index), value))
            if below:
                _find(value, below, (*base, index), found)
    elif data.__class__ is dict:
        for key in routes:
            if key in data and key != "*":
                number, below = routes[key]
                if number is not None:
                    found.append((number, (*base, key), data[key]))
                if below:
                    _find(data[key], below, (*base, key), found)
