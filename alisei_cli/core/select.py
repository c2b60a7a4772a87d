"""Entries chosen by conditions, a term standing for itself and its children; what is not known meets no condition."""

from collections.abc import Callable, Sequence

from alisei_cli.core.conditions import Condition
from alisei_cli.core.kinds import applies
from alisei_cli.core.places import PLACES, is_elsewhere, is_placed, siglas_of
from alisei_cli.language import Labels
from alisei_cli.model.dataset import Context, Dataset, Entry, Words
from alisei_cli.model.measures import find_measure
from alisei_cli.model.properties import find_property

Test = Callable[[Entry], bool]


def select(dataset: Dataset, conditions: Sequence[Condition]) -> tuple[Entry, ...]:
    """Entries that meet every condition."""
    tests = [meets(each, dataset.context) for each in conditions]
    return tuple(entry for entry in dataset.entries if all(passes(entry) for passes in tests))


def meets(condition: Condition, context: Context) -> Test:
    """Whether an entry has one of the values; with "not", whether it is known to have none of them."""
    tests = [test(condition.name, value, context) for value in condition.values]
    if not condition.is_not:
        return tests[0] if len(tests) == 1 else lambda entry: any(passes(entry) for passes in tests)
    known = [_is_known(condition.name, value, context) for value in condition.values]
    can_have = applies(condition.name, context)
    return lambda entry: can_have(entry) and all(knows(entry) for knows in known) and not any(passes(entry) for passes in tests)


def is_known(condition: Condition, context: Context) -> Test:
    """Whether an entry says enough to tell if it meets ``condition``."""
    tests = [test(condition.name, value, context) for value in condition.values]
    known = [_is_known(condition.name, value, context) for value in condition.values]
    return lambda entry: any(passes(entry) for passes in tests) or all(knows(entry) for knows in known)


def test(name: str, value: str, context: Context) -> Test:
    """Whether an entry has a value that ``asked`` understood, perhaps in another context: one that did not exist there no entry has."""
    found = find_property(name, context) or find_measure(name, context)
    return found.holds(value) if found else lambda _entry: False


def label_property(name: str, context: Context) -> Words:
    """A property or measure in words."""
    found = find_property(name, context) or find_measure(name, context)
    return found.title if found else Labels(name, name)


def _is_known(name: str, value: str, context: Context) -> Test:
    """Whether an entry says enough to tell if it has ``value``; who cannot have one at all does."""
    can_have = applies(name, context)
    if name in PLACES:
        siglas = siglas_of(name, value, context)
        return lambda entry: is_placed(name, value, entry) or is_elsewhere(entry, siglas, context) or not can_have(entry)
    found = find_property(name, context)
    if found:
        above = frozenset(context.taxonomy.ancestors(value))  # a broader term says nothing about those below it
        return lambda entry: (bool(said := found.of(entry)) and above.isdisjoint(said)) or not can_have(entry)
    measure = find_measure(name, context)
    if not measure:
        return lambda _entry: False
    knows = measure.knows(value)
    return lambda entry: knows(entry) or not can_have(entry)
