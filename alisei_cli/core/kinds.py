"""Kinds of entry: which have a property or field, and which conditions ask for."""

from collections.abc import Callable, Sequence

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.measures import find_measure
from alisei_cli.model.properties import find_narrow, find_property


def kinds_with(name: str, context: Context, *, is_narrow: bool = False) -> tuple[str, ...]:
    """The kinds whose entries can say something of a property or measure; with ``is_narrow`` in the field alone that is called so."""
    found = find_narrow(name, context) if is_narrow else find_property(name, context)
    if found:
        return tuple(kind for kind in context.kinds if not found.routes or any(map(context.schemas[kind].at, found.routes)))
    measure = find_measure(name, context)
    return tuple(measure.routes) if measure else ()


def stands(name: str, kinds: Sequence[str], context: Context) -> bool:
    """Whether entries of one of ``kinds`` can say something of a property or measure."""
    return not set(kinds).isdisjoint(kinds_with(name, context))


def applies(name: str, context: Context) -> Callable[[Entry], bool]:
    """Whether an entry can say something of a property or measure: an edition is asked of events, a size of companies alone."""
    kinds = frozenset(kinds_with(name, context))
    found = find_property(name, context)
    return lambda entry: entry.kind in kinds and (found is None or found.applies(entry))
