"""How a count at one time becomes the count at another: who came, who went, and what is only called otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from alisei_cli.language import _
from alisei_cli.model.dataset import Entry
from alisei_cli.model.properties import Property
from alisei_cli.model.registers import find_basis
from alisei_cli.model.table import Column, Words
from alisei_cli.model.view import View
from alisei_cli.reports._axes import axis

CAUSES: Mapping[str, tuple[Words, Words]] = {
    "joined": (_("joined"), _("entries that were not there before, or not active")),
    "left": (_("left"), _("entries that are gone, or no longer active")),
    "merged": (_("merged"), _("entries that have been merged into another")),
    "moved": (_("moved"), _("entries whose head office has moved in or out")),
    "known": (_("became known"), _("entries of which it was not known before, or is not known any more")),
    "reclassified": (_("reclassified"), _("entries that were given another term")),
    "taxonomy": (_("taxonomy"), _("entries that count elsewhere only because the taxonomy has changed")),
}
"""Why a count changes: title and description. The count before and all of these, with their signs, make the count after."""
PLACES = ("region", "area", "province")


@dataclass
class Counting:
    """Counts states of one dataset by one property; what an entry counts as is worked out once for each law."""

    by: str
    level: str = "parents"
    _axes: dict[int, tuple[Property, Property]] = field(default_factory=dict)
    _values: dict[tuple[int, int], tuple[Entry, tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    def state(self, dataset: View) -> "State":
        """The active stakeholders of ``dataset`` by id, each with the values that it counts under and those it was given."""
        context = dataset.context
        key = id(context.taxonomy)
        if key not in self._axes:
            self._axes[key] = axis(self.by, context, self.level), axis(self.by, context, "leaves")
        shown, written = self._axes[key]
        entries = {}
        for entry in dataset.entries:
            if entry.kind == "stakeholder" and entry.data.get("status") == "active":
                found = self._values.get((id(entry), key))
                if found is None:
                    found = self._values[id(entry), key] = (entry, shown.of(entry), written.of(entry))
                entries[entry.path if entry.id in entries else entry.id] = found  # two entries of one id are two
        return State(dataset, shown, entries)


@dataclass(frozen=True)
class State:
    """One state, counted."""

    dataset: View
    axis: Property
    entries: Mapping[str, tuple[Entry, tuple[str, ...], tuple[str, ...]]]
    """By id: the entry, the values that it counts under (empty: not known), the terms that it was given."""

    def counts(self) -> Counter[str | None]:
        """How many entries count under each value; ``None``: not known."""
        return Counter(value for _entry, values, _written in self.entries.values() for value in values or (None,))


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that counts otherwise than before."""

    id: str
    name: str
    cause: str
    before: tuple[str, ...] | None
    """The values before; ``None`` where it was not counted."""
    after: tuple[str, ...] | None

    def steps(self) -> Iterator[tuple[str | None, int]]:
        """By how much each value changes through it; the value ``None`` is what is not known."""
        before = set() if self.before is None else set(self.before or (None,))
        after = set() if self.after is None else set(self.after or (None,))
        yield from ((value, -1) for value in before - after)
        yield from ((value, 1) for value in after - before)


def changes(before: State, after: State) -> Iterator[Change]:
    """Every entry that counts otherwise in ``after`` than in ``before``, by id."""
    for id_ in sorted(before.entries.keys() | after.entries.keys()):
        old, new = before.entries.get(id_), after.entries.get(id_)
        if old is None and new is not None:
            yield Change(id_, new[0].name, _crossing(before.dataset.passed_over_by_id.get(id_), new[0]) or "joined", None, new[1])
        elif old is not None and new is None:
            gone = after.dataset.by_id.get(id_) or after.dataset.passed_over_by_id.get(id_)
            cause = "merged" if gone and gone.data.get("status") == "merged" else _crossing(gone, old[0]) or "left"
            yield Change(id_, old[0].name, cause, old[1], None)
        elif old is not None and new is not None and old[1] != new[1]:
            yield Change(id_, new[0].name, _cause(before, after, old[2], new[2]), old[1], new[1])


def _crossing(outside: Entry | None, inside: Entry) -> str | None:
    """Why an active entry is among those that were chosen at one time and not at the other; ``None`` if it was not there at all."""
    if outside is None or outside.data.get("status") != "active":
        return None
    if outside.region != inside.region:
        return "moved" if outside.region and inside.region else "known"
    return "taxonomy" if outside.data == inside.data else "reclassified"


def _cause(before: State, after: State, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    if after.axis.name in PLACES:
        return "moved" if old and new else "known"
    terms = after.dataset.context.taxonomy.terms
    renamed = set()
    for code in old:
        term = terms.get(code)
        heirs = [heir for heir in (term.heirs if term else ()) if heir in terms]
        renamed.add(next((heir for heir in heirs if heir in new), heirs[0] if heirs else code))
    if renamed == set(new) or set(old) == set(new) or not (renamed & terms.keys() or new):
        return "taxonomy"
    return "reclassified" if old and new else "known"


def bridge(before: State, after: State) -> Mapping[str | None, Counter[str]]:
    """For each value the signed number of entries by cause: count before + all of them = count after."""
    found: dict[str | None, Counter[str]] = {}
    for change in changes(before, after):
        for value, step in change.steps():
            found.setdefault(value, Counter())[change.cause] += step
    return found


def list_causes(*states: State) -> tuple[str, ...]:
    """The causes that can change a count: a place is moved to, a term is given or changes itself; any, where entries were chosen."""
    if any(state.dataset.passed_over for state in states):
        return tuple(CAUSES)
    never = ("reclassified", "taxonomy") if any(state.axis.name in PLACES for state in states) else ("moved",)
    return tuple(cause for cause in CAUSES if cause not in never)


def list_all_causes(*states: State) -> tuple[str, ...]:
    """The causes that can change the number of all; what only changes within it is no cause, unless entries were chosen."""
    return tuple(CAUSES) if any(state.dataset.passed_over for state in states) else ("joined", "left", "merged")


def sum_causes(before: State, after: State) -> Counter[str]:
    """By how many more or fewer, by cause, all of ``after`` differ from all of ``before``."""
    found: Counter[str] = Counter()
    for change in changes(before, after):
        if change.before is None or change.after is None:
            found[change.cause] += 1 if change.before is None else -1
    return found


def count_arrivals(before: State, after: State) -> Counter[str | None]:
    """What the entries that joined rest on: a register alone, several sources...; ``None`` where that is not known."""
    registers = after.dataset.context.registers
    return Counter(
        find_basis(after.entries[change.id][0].data, registers) for change in changes(before, after) if change.cause == "joined"
    )


def columns(causes: Iterable[str] = CAUSES) -> tuple[Column, ...]:
    """One column a cause."""
    return tuple(Column(name, "integer", CAUSES[name][1], CAUSES[name][0], unit="entries") for name in causes)
