"""How many active entries there are in two states, wherever the number differs."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
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

Cell = tuple[tuple[str, str], ...]
"""Conditions on the entries that are counted together: ``(("type", "company"), ("region", "toscana"))``."""


def compare_totals(base: View, head: View, altered: Collection[str]) -> tuple[Total, ...]:
    """Every total that differs, in the order of ``QUESTIONS``; stakeholders that are active, and all entries of other kinds.

    Entries at other than ``altered`` paths are taken to be the same, unless the taxonomy or a schema differs.
    """
    old, new = _Counting(base.context), _Counting(head.context)
    if _is_same_law(base.context, head.context):
        out = old.count(entry for entry in base.entries if entry.path in altered)
        come = new.count(entry for entry in head.entries if entry.path in altered)
        wanted = {cell for cell in out | come if out[cell] != come[cell]}
        before = old.count(base.entries, wanted)
        after = Counter({cell: before[cell] - out[cell] + come[cell] for cell in wanted})
    else:
        before, after = old.count(base.entries), new.count(head.entries)
        wanted = {cell for cell in before | after if before[cell] != after[cell]}
    return tuple(Total(cell, before[cell], after[cell]) for cell in sorted(wanted, key=new.place))


def _is_same_law(one: Context, other: Context) -> bool:
    documents = [{kind: context.schemas[kind].document for kind in context.kinds} for context in (one, other)]
    return one.taxonomy == other.taxonomy and documents[0] == documents[1]


class _Counting:
    """Counts the entries of one state."""

    def __init__(self, context: Context) -> None:
        names = dict.fromkeys(name for question in QUESTIONS for name in question)
        self.axes = {name: axis(name, context, "leaves") for name in names if find_property(name, context)}
        self.questions = [question for question in QUESTIONS if self.axes.keys() >= set(question)]
        self.ancestors = context.taxonomy.ancestors

    def count(self, entries: Iterable[Entry], wanted: Collection[Cell] | None = None) -> Counter[Cell]:
        """How many of ``entries`` are in each cell, or in each of the ``wanted`` ones."""
        if wanted is None:
            return Counter(cell for entry in entries for cell in self._cells(entry, self.questions))
        asked = {tuple(name for name, _value in cell) for cell in wanted}
        questions = [question for question in self.questions if question in asked]
        found = (cell for entry in (entries if asked else ()) for cell in self._cells(entry, questions))
        return Counter(cell for cell in found if cell in wanted)

    def _cells(self, entry: Entry, questions: Iterable[tuple[str, ...]]) -> Iterator[Cell]:
        is_counted = entry.kind == "stakeholder" and entry.data.get("status") == "active"
        values: dict[str, tuple[str, ...]] = {}
        for question in questions:
            if is_counted or (question == ("kind",) and entry.kind != "stakeholder"):
                for name in question:
                    if name not in values:
                        values[name] = self._values(name, entry)
                for found in product(*(values[name] for name in question)):
                    yield tuple(zip(question, found, strict=True))

    def _values(self, name: str, entry: Entry) -> tuple[str, ...]:
        """The values that an entry counts under: a term counts for those above it too."""
        found = self.axes[name].of(entry)
        return tuple(dict.fromkeys(above for value in found for above in (value, *self.ancestors(value))))

    def place(self, cell: Cell) -> tuple[int, Cell]:
        """Where a cell stands among all."""
        return QUESTIONS.index(tuple(name for name, _value in cell)), cell
