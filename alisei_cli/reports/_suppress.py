"""Which counts to keep back so that no small one can be computed from those that are published.

A world is one way in which the bodies may have their values. What is published is the same in the true world and in others that are
made here; whoever reads it cannot tell which is true. Everything known without the values is the same in all of them: which
bodies there are, and in which rows each counts.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

Row = str | None
Cell = tuple[int, Row, str]
"""A count: number of the table, row, and category (column)."""
Sort = tuple[tuple[Row, ...], str]
"""Bodies that count alike: their row in each table, and their category."""


@dataclass(frozen=True)
class _Step:
    """One body of the sort ``taker`` takes the category ``to``; one of ``giver``, if given, takes that of ``taker``."""

    taker: Sort
    to: str
    giver: Sort | None

    def changes(self) -> Iterator[tuple[Cell, int]]:
        rows, old = self.taker
        others = self.giver[0] if self.giver else ()
        for table, row in enumerate(rows):
            if not others or others[table] != row:
                yield (table, row, old), -1
                yield (table, row, self.to), 1
                if others:
                    yield (table, others[table], old), 1
                    yield (table, others[table], self.to), -1


class _Worlds:
    """The counts in the true world, and their extremes over all worlds made so far."""

    def __init__(self, bodies: Sequence[Sort], categories: Sequence[str], least: int) -> None:
        self.sorts = Counter(bodies)
        self.categories = categories
        self.least = least
        self.true = Counter((table, row, category) for rows, category in bodies for table, row in enumerate(rows))
        self.totals = Counter((table, row) for rows, _category in bodies for table, row in enumerate(rows))
        self.low, self.high = Counter(self.true), Counter(self.true)
        self.hidden: set[Cell] = set()

    def missing(self, cell: Cell) -> int:
        """How much wider the range of ``cell`` must become: ``least`` wide, or as wide as its row is known to have bodies."""
        return min(self.least, self.totals[cell[:2]]) - (self.high[cell] - self.low[cell])

    def widen(self, cell: Cell) -> None:
        """Make the worlds that ``cell`` lacks."""
        while self.missing(cell) > 0:
            up = min(self.missing(cell), self.totals[cell[:2]] - self.high[cell])
            made = [self._move(cell, self.high[cell] + up)] if up else []
            down = min(self.missing(cell), self.low[cell])
            made += [self._move(cell, self.low[cell] - down)] if down else []
            self._add(min(made, key=self._price))

    def _price(self, world: Counter[Cell]) -> int:
        return sum(self._weight(cell) for cell, change in world.items() if change)

    def _weight(self, cell: Cell) -> int:
        """What is lost if ``cell`` is kept back as well: figures on many bodies are worth more, the total most."""
        return 0 if cell in self.hidden else self.totals[cell[:2]]

    def _add(self, changes: Counter[Cell]) -> None:
        for cell, change in changes.items():
            if change:
                self.hidden.add(cell)
                self.low[cell] = min(self.low[cell], self.true[cell] + change)
                self.high[cell] = max(self.high[cell], self.true[cell] + change)

    def _move(self, cell: Cell, goal: int) -> Counter[Cell]:
        """The changes of a world in which ``cell`` counts ``goal``, few of them in cells that are published."""
        sorts, changes = Counter(self.sorts), Counter[Cell]()
        while (left := goal - self.true[cell] - changes[cell]) != 0:
            step = min(self._steps(cell, left > 0, sorts), key=lambda each: self._cost(each, changes))
            times = min(abs(left), sorts[step.taker], sorts[step.giver] if step.giver else abs(left))
            for changed, change in step.changes():
                changes[changed] += change * times
            sorts[step.taker] -= times
            sorts[step.taker[0], step.to] += times
            if step.giver:
                sorts[step.giver] -= times
                sorts[step.giver[0], step.taker[1]] += times
        return changes

    def _steps(self, cell: Cell, is_up: bool, sorts: Counter[Sort]) -> Iterator[_Step]:
        """Every step that raises ``cell`` by one, or lowers it by one."""
        table, row, category = cell
        inside = [sort for sort, n in sorts.items() if n and sort[0][table] == row and (sort[1] == category) != is_up]
        outside = [sort for sort, n in sorts.items() if n and sort[0][table] != row]
        for taker in inside:
            for to in [category] if is_up else [each for each in self.categories if each != category]:
                yield _Step(taker, to, None)
                yield from (_Step(taker, to, giver) for giver in outside if giver[1] == to)

    def _cost(self, step: _Step, changes: Collection[Cell]) -> int:
        return sum(self._weight(cell) for cell, _change in step.changes() if cell not in changes)


def suppress(
    bodies: Sequence[Sort], categories: Sequence[str], is_sensitive: Callable[[Cell, int, int], bool], least: int
) -> frozenset[Cell]:
    """The cells to keep back: the sensitive ones, and others until each has a range that is wide enough.

    A range is wide enough if it is ``least`` wide, or as wide as without any table: from 0 to the bodies of the row.
    ``is_sensitive(cell, count, total of its row)``.
    """
    worlds = _Worlds(bodies, categories, least)
    cells = ((table, row, category) for table, row in worlds.totals for category in categories)
    worlds.hidden = {cell for cell in cells if is_sensitive(cell, worlds.true[cell], worlds.totals[cell[:2]])}
    while wanting := [cell for cell in worlds.hidden if worlds.missing(cell) > 0]:
        worlds.widen(min(wanting, key=lambda cell: (worlds.true[cell], cell[0], cell[1] or "", cell[2])))
    return frozenset(worlds.hidden)
