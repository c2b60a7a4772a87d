"""Location quotients, and whether they hold without the entries that rest on one register alone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alisei_cli.frames import cross
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.properties import Property
from alisei_cli.reports._origins import find_sole

if TYPE_CHECKING:
    import pandas

LEAST_TOTAL = 10
"""A region or term with fewer entries is given neither a quotient nor a concentration."""
LEAST_EXPECTED = 1.0
"""Nor is a pair of which fewer entries than this were to be expected if the region were like the country."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A region and a term that are large enough for a quotient."""

    region: str
    term: str
    entries: int
    expected: float
    quotient: float
    without: tuple[float, ...] = ()
    """The quotients without the entries of each register, where enough are left."""
    register: str = ""
    """The register that it depends on; empty where it holds without any of them."""
    alone: int = 0
    """Its entries that rest on that register alone."""
    otherwise: float | None = None
    """The quotient without that register; ``None`` where too few entries are left."""


def judge_pairs(known: Sequence[Entry], region: Property, terms: Property, context: Context) -> Iterator[Pair]:
    """Every pair with a quotient, the highest first, each with the register that it depends on, if any.

    It depends on a register if, without the entries that rest on it alone, it is not to be computed or on the other side of 1.
    """
    soles = {entry.path: find_sole(entry, context) for entry in known}
    counts = cross(known, region, terms)
    expected, quotients = compute_quotients(counts)
    registers = [register.id for register in context.registers if register.id in soles.values()]
    others = {
        register: compute_quotients(cross([entry for entry in known if soles[entry.path] != register], region, terms))[1]
        .stack()
        .dropna()
        for register in registers
    }
    alone = Counter((place, term, soles[entry.path]) for entry in known for place in region.of(entry) for term in terms.of(entry))
    for (place, term), quotient in quotients.stack().dropna().sort_values(ascending=False, kind="stable").items():
        left = {register: found.get((place, term)) for register, found in others.items()}
        without = {register: None if value is None else float(value) for register, value in left.items()}
        depends = _find_register(float(quotient), without, {each: alone[place, term, each] for each in registers})
        yield Pair(
            place,
            term,
            int(counts.loc[place, term]),
            float(expected.loc[place, term]),
            float(quotient),
            tuple(value for value in without.values() if value is not None),
            depends or "",
            alone[place, term, depends] if depends else 0,
            without[depends] if depends else None,
        )


def compute_quotients(counts: "pandas.DataFrame") -> "tuple[pandas.DataFrame, pandas.DataFrame]":
    """Entries to be expected, and quotients; these are not a number where there are too few."""
    of_region, of_term = counts.sum(axis=1), counts.sum(axis=0)
    expected = of_region.to_frame().dot(of_term.to_frame().T) / counts.to_numpy().sum()
    is_large = expected.ge(LEAST_EXPECTED) & of_term.ge(LEAST_TOTAL) & of_region.ge(LEAST_TOTAL).to_numpy()[:, None]
    return expected, (counts / expected).where(is_large)


def _find_register(quotient: float, without: Mapping[str, float | None], alone: Mapping[str, int]) -> str | None:
    """The register that a quotient depends on: of several, that with most entries of the pair."""
    found = [register for register, value in without.items() if value is None or (value > 1) != (quotient > 1)]
    return max(found, key=lambda register: alone[register], default=None)
