"""How many active entries there are in two states, wherever the number differs."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import product

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.difference import Total
from alisei_cli.model.properties import find_property
from alisei_cli.model.view import View
from alisei_cli.reports._axes import axis

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("kind",),
    ("type",),
    ("region",),
    ("sector",),
    ("membership",),
    ("technology",),
    ("type", "region"),
    ("sector", "area"),
    ("technology", "area"),
)
"""What is counted: the overview, the coverage of technologies, and three tables of two properties."""

Cell = tuple[tuple[str, ...], tuple[str, ...]]
"""One question and an answer to it: ``(("type", "region"), ("company", "toscana"))``."""


def compare_totals(base: View, head: View, altered: Collection[str]) -> tuple[Total, ...]:
    """Every total that differs, in the order of ``QUESTIONS``; stakeholders that are active, and all entries of other kinds.

    Entries at other than ``altered`` paths are taken to be the same, unless the taxonomy or a schema differs.
    """
    old, new = _Counting(base.context), _Counting(head.context)
    if _is_same_law(base.context, head.context):
        out = old.count(entry for entry in base.entries if entry.path in altered)
        come = new.count(entry for entry in head.entries if entry.path in altered)
        wanted = {cell for cell in out | come if out[cell] != come[cell]}
        before = old.count(base.entries, {question for question, _answer in wanted})
        after = Counter({cell: before[cell] - out[cell] + come[cell] for cell in wanted})
    else:
        before, after = old.count(base.entries), new.count(head.entries)
        wanted = {cell for cell in before | after if before[cell] != after[cell]}
    totals = (Total(tuple(zip(*cell, strict=True)), before[cell], after[cell]) for cell in wanted)
    return tuple(sorted(totals, key=_place))


def _is_same_law(one: Context, other: Context) -> bool:
    documents = [{kind: context.schemas[kind].document for kind in context.kinds} for context in (one, other)]
    return one.taxonomy == other.taxonomy and documents[0] == documents[1]


def _place(total: Total) -> tuple[int, tuple[tuple[str, str], ...]]:
    return QUESTIONS.index(tuple(name for name, _value in total.where)), total.where


class _Counting:
    """Counts the entries of one state."""

    def __init__(self, context: Context) -> None:
        names = dict.fromkeys(name for question in QUESTIONS for name in question)
        self.axes = {name: axis(name, context, "leaves") for name in names if find_property(name, context)}
        self.ancestors = context.taxonomy.ancestors
        self.above: dict[str, tuple[str, ...]] = {}
        """Each value with those above it; a term counts for them too."""

    def count(self, entries: Iterable[Entry], asked: Collection[tuple[str, ...]] = QUESTIONS) -> Counter[Cell]:
        """How many of ``entries`` there are for each answer to the questions that are ``asked``."""
        questions = [question for question in QUESTIONS if question in asked and self.axes.keys() >= set(question)]
        names = {name for question in questions for name in question}
        found: Counter[Cell] = Counter()
        for entry in entries if questions else ():
            if entry.kind != "stakeholder":
                found.update([(("kind",), (entry.kind,))] if ("kind",) in questions else [])
            elif entry.data.get("status") == "active":
                values = {name: self._values(name, entry) for name in names}
                for question in questions:
                    found.update([(question, answer) for answer in product(*[values[name] for name in question])])
        return found

    def _values(self, name: str, entry: Entry) -> tuple[str, ...]:
        found = self.axes[name].of(entry)
        for value in found:
            if value not in self.above:
                self.above[value] = (value, *self.ancestors(value))
        return self.above[found[0]] if len(found) == 1 else tuple({above for value in found for above in self.above[value]})
