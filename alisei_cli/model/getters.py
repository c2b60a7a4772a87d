"""What reads values of entries: at routes, or in one field."""

from collections.abc import Callable, Iterable, Mapping

from alisei_cli.model.dataset import Entry
from alisei_cli.model.routes import Route, find_values, tree


def read_texts(routes: Mapping[str, Iterable[Route]]) -> Callable[[Entry], tuple[str, ...]]:
    """What reads the texts at the routes of the kind of an entry, each once."""
    trees = {kind: tree(each) for kind, each in routes.items()}

    def of(entry: Entry) -> tuple[str, ...]:
        found = find_values(entry.data, trees.get(entry.kind, {}))
        return tuple(dict.fromkeys(value for _number, _pointer, value in found if isinstance(value, str)))

    return of


def as_tuple(value: str | None) -> tuple[str, ...]:
    """A value, or nothing, as values."""
    return (value,) if value else ()


def read_at(*route: str) -> Callable[[Entry], tuple[str, ...]]:
    """What reads the text in one field of an entry."""

    def of(entry: Entry) -> tuple[str, ...]:
        value = entry.get(*route)
        return (value,) if isinstance(value, str) else ()

    return of
