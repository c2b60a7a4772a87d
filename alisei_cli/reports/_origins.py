"""What counts rest on: how much of them came from one register alone, and which rows only mirror a register."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.groups import group
from alisei_cli.model.properties import Property
from alisei_cli.model.registers import CONFIRMED, OTHER, SEVERAL, find_basis
from alisei_cli.model.table import Words

LEAST_OF_ROW = 10
"""Fewest entries of a row of which it is said that it mirrors a register."""
MIRRORED = 0.5
"""A row with a larger share of entries from one register alone mirrors that register."""
MOST_ROWS = 8
"""Rows that a note names."""
PLACES = frozenset({"region", "area", "province"})
"""Where a register is complete in every place, a row of a place mirrors none."""


def label_bases(context: Context) -> dict[str, Words]:
    """What entries may rest on, in order: each register alone, several sources, other sources, the organisation itself."""
    registers: dict[str, Words] = {register.id: register.label for register in context.registers if not register.is_reading}
    besides: dict[str, Words] = {SEVERAL: _("several"), OTHER: _("other sources"), CONFIRMED: _("confirmed")}
    return registers | besides


def find_sole(entry: Entry, context: Context) -> str | None:
    """The register that is the only source of an entry which its organisation has not confirmed."""
    basis = find_basis(entry.data, context.registers)
    return basis if basis not in (None, OTHER, SEVERAL, CONFIRMED) else None


def count_sole(entries: Iterable[Entry], context: Context) -> Counter[str]:
    """How many entries rest on each register alone, the largest number first."""
    found = Counter(find_sole(entry, context) for entry in entries)
    return Counter({register: n for register, n in found.most_common() if register})


def note_arrivals(joined: Mapping[str | None, int], context: Context) -> list[Words]:
    """How many of the entries that joined came from a register alone, by what they rest on; nothing where none did."""
    registers = {register.id for register in context.registers}
    found = {basis: n for basis, n in sorted(joined.items(), key=lambda pair: -pair[1]) if basis in registers and basis and n}
    if not found:
        return []
    return [
        _n(
            "{n} of the {all} entries that joined rests on one register alone ({registers}): it came in with an import of a register, and is no growth of the sector.",
            "{n} of the {all} entries that joined rest on one register alone ({registers}): they came in with imports of registers, and are no growth of the sector.",
            n=sum(found.values()),
            all=sum(joined.values()),
            registers=_name_registers(found, context),
        )
    ]


def note_origins(entries: Sequence[Entry], context: Context, by: Property | None = None) -> list[Words]:
    """What a table of ``entries`` rests on; with ``by``, which of its rows mirror a register. Nothing where none rests on one alone."""
    found = count_sole(entries, context)
    if not found:
        return []
    said: list[Words] = [
        _n(
            "{n} of the {all} entries rests on one register alone: {registers}.",
            "{n} of the {all} entries rest on one register alone: {registers}.",
            n=found.total(),
            all=len(entries),
            registers=_name_registers(found, context),
        )
    ]
    mirrors = list(_list_mirrors(entries, by, context)) if by and by.name not in PLACES else []
    if mirrors:
        said.append(
            _(
                "More than half of each of these rows rests on one register alone: {rows}. They show how much of the register was imported, the other rows only the bodies that were written down one by one: do not compare the two, and take no share for a share of the sector in Italy.",
                rows=[*mirrors[:MOST_ROWS], *(["..."] if len(mirrors) > MOST_ROWS else [])],
            )
        )
    return said


def _name_registers(found: Mapping[str, int], context: Context) -> list[Text]:
    labels = label_bases(context)
    return [_("{register} {count}", register=labels[register], count=n) for register, n in found.items()]


def _list_mirrors(entries: Sequence[Entry], by: Property, context: Context) -> Iterable[Text]:
    labels = label_bases(context)
    rows = group(chain.from_iterable(((value, entry) for value in by.of(entry)) for entry in entries))
    for value, label in by.labels.items():
        of_row = rows.get(value, [])
        register, n = next(iter(count_sole(of_row, context).items()), ("", 0))
        if len(of_row) >= LEAST_OF_ROW and n > MIRRORED * len(of_row):
            yield _("{row} ({register}, {count} of {all})", row=label, register=labels[register], count=n, all=len(of_row))
