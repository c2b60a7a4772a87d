"""In what each region is stronger than the country: location quotients, and how concentrated regions and terms are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alisei_cli.errors import UsageError
from alisei_cli.frames import cross
from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.properties import Property
from alisei_cli.model.table import Chart, Column, Table, Words
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import BY, LEVEL, Question, Report
from alisei_cli.reports._counts import list_active, note_units
from alisei_cli.reports._origins import label_bases, note_origins
from alisei_cli.reports._quotients import LEAST_EXPECTED, LEAST_TOTAL, Pair, judge_pairs

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Crossed:
    """Counts of region by term, of entries for which both are known."""

    counts: "pandas.DataFrame"
    """A row for each region, a column for each term."""
    regions: Mapping[str, Words]
    terms: Mapping[str, Words]
    what: Words
    shown: frozenset[str]
    """The regions that were asked about; all are counted, because the country is what they are measured against."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: quotients (region by term), register-bound, regions and terms (concentration); active stakeholders of which both are known.

    Raises:
        UsageError: entries are not counted by what was chosen, or that is a place itself.
    """
    context = question.dataset.context
    by = question.choices.get("by", "sector")
    terms = axis(by, context, question.choices.get("level", "parents"))
    if terms.name in ("region", "area", "province"):
        raise UsageError(_("regions do not specialise in places: --by {name}", name=by), _("For example: --by technology"))
    region = axis("region", context)
    active = list_active(question.country or question.dataset)
    known = [entry for entry in active if region.of(entry) and terms.of(entry)]
    asked = frozenset(entry.region for entry in list_active(question.dataset) if entry.region)
    crossed = Crossed(cross(known, region, terms), region.labels, terms.labels, terms.title, asked)
    pairs = list(judge_pairs(known, region, terms, context))
    shown = [pair for pair in pairs if pair.region in asked]
    notes = (*_notes(active, known, terms), *note_origins(known, context, terms), *_note_bound(shown, by, context))
    return (
        _quotients(crossed, [pair for pair in shown if not pair.register], notes),
        *([_list_bound(crossed, shown, label_bases(context))] if context.registers else []),
        _concentration("regions", crossed, crossed.counts, crossed.regions),
        _concentration("terms", crossed, crossed.counts.T, crossed.terms),
    )


def _notes(active: Sequence[Entry], known: Sequence[Entry], terms: Property) -> tuple[Words, ...]:
    said: list[Words] = [
        _n(
            "{known} of {n} active stakeholder counts: of the others the region or {what} is not known.",
            "{known} of {n} active stakeholders count: of the others the region or {what} is not known.",
            n=len(active),
            known=len(known),
            what=terms.title,
        ),
        *note_units(known),
    ]
    if terms.is_many:
        said.append(_("An entry may have several values of {names}: it counts once for each.", names=[terms.title]))
    said += [
        _("1 is as in the country; 2 is twice the share in the country; below 1 is less."),
        _(
            "A quotient is given where the region and the term have at least {total} entries each and at least {expected} were to be expected.",
            total=LEAST_TOTAL,
            expected=int(LEAST_EXPECTED),
        ),
        _("The registry is not a census: a quotient describes the entries, and the sector only as far as they represent it."),
    ]
    return tuple(said)


def _note_bound(pairs: Sequence[Pair], by: str, context: Context) -> list[Words]:
    """How many quotients are withheld, and by which rule."""
    if not context.registers:
        return []
    bound = sum(bool(pair.register) for pair in pairs)
    rule = _(
        "A quotient is given only if it stays on the same side of 1 when the entries that rest on any one register alone are left out: it then does not merely mirror which register was imported."
    )
    if not bound:
        return [rule]
    command = f"alisei report specialisation --by {by} --table register-bound"
    said = _n(
        "{n} of {all} quotients is withheld for that reason: {command}",
        "{n} of {all} quotients are withheld for that reason: {command}",
        n=bound,
        all=len(pairs),
        command=command,
    )
    return [rule, said]


REGION = Column("region", "string", _("slug of the region of the head office"), _("code of the region"), is_detail=True)
REGION_LABEL = Column("region-label", "string", _("name of the region"), _("region"))
TERM = Column("term", "string", _("code of the term"), _("code"), is_detail=True)
OF_PAIR = Column("entries", "integer", _("entries of the region with the term"), _("entries"), unit="entries")
QUOTIENT = Column("quotient", "number", _("entries divided by those to be expected"), _("quotient"), unit="ratio")


def _quotients(crossed: Crossed, pairs: Sequence[Pair], notes: tuple[Words, ...]) -> Table:
    of_region, of_term = crossed.counts.sum(axis=1), crossed.counts.sum(axis=0)
    columns = (
        REGION,
        REGION_LABEL,
        TERM,
        Column("label", "string", _("name of the term"), crossed.what),
        OF_PAIR,
        Column("region-entries", "integer", _("entries of the region"), _("of region"), unit="entries"),
        Column("term-entries", "integer", _("entries with the term in all regions"), _("of term"), unit="entries"),
        Column(
            "expected", "number", _("entries to be expected if the region were like the country"), _("expected"), unit="entries"
        ),
        Column("low", "number", _("the lowest quotient without one of the registers"), _("lowest"), unit="ratio", is_detail=True),
        Column(
            "high", "number", _("the highest quotient without one of the registers"), _("highest"), unit="ratio", is_detail=True
        ),
        QUOTIENT,
    )
    rows = tuple(
        (
            pair.region,
            crossed.regions[pair.region],
            pair.term,
            crossed.terms[pair.term],
            pair.entries,
            int(of_region[pair.region]),
            int(of_term[pair.term]),
            round(pair.expected, 2),
            *(round(end(pair.without), 2) if pair.without else None for end in (min, max)),
            round(pair.quotient, 2),
        )
        for pair in pairs
    )
    title = _("Location quotients of the regions: {what}", what=crossed.what)
    return Table("quotients", title, columns, rows, notes, Chart("grid", "region-label", "quotient", "label"))


def _list_bound(crossed: Crossed, pairs: Sequence[Pair], labels: Mapping[str, Words]) -> Table:
    """The quotients that are withheld, each with the register that it depends on."""
    columns = (
        REGION,
        REGION_LABEL,
        TERM,
        Column("label", "string", _("name of the term"), crossed.what),
        OF_PAIR,
        Column("alone", "integer", _("entries of these that rest on the register alone"), _("on it alone"), unit="entries"),
        Column("register", "string", _("code of the register"), _("code"), is_detail=True),
        Column("register-label", "string", _("register without which the quotient does not hold"), _("register")),
        Column("with", "number", _("the quotient with all entries"), _("with"), unit="ratio"),
        Column(
            "without",
            "number",
            _("the quotient without the entries that rest on the register alone; nothing where too few are left"),
            _("without"),
            unit="ratio",
        ),
    )
    rows = tuple(
        (
            pair.region,
            crossed.regions[pair.region],
            pair.term,
            crossed.terms[pair.term],
            pair.entries,
            pair.alone,
            pair.register,
            labels[pair.register],
            round(pair.quotient, 2),
            None if pair.otherwise is None else round(pair.otherwise, 2),
        )
        for pair in pairs
        if pair.register
    )
    notes = (
        _("They say where a register has its entries, and not that a region is strong in a branch: do not cite them as such."),
        _("A dash means that too few entries are left without the register."),
    )
    title = _("Quotients that depend on one register: {what}", what=crossed.what)
    return Table("register-bound", title, columns, rows, notes)


def _concentration(name: str, crossed: Crossed, counts: "pandas.DataFrame", labels: Mapping[str, Words]) -> Table:
    """How evenly the entries of each row of ``counts`` are spread over its columns."""
    at = 0 if name == "regions" else 1
    totals = counts.sum(axis=1).sort_values(ascending=False, kind="stable")
    shares = counts.div(totals, axis=0)
    rows = tuple(
        (
            code,
            labels[code],
            int(total),
            int(counts.loc[code].gt(0).sum()),
            round(float(shares.loc[code].max()), 6),
            round(float(shares.loc[code].pow(2).sum()), 6) if total >= LEAST_TOTAL else None,
        )
        for code, total in totals.items()
        if total and (at or code in crossed.shown)
    )
    parts_said = _("terms that occur in the region") if at == 0 else _("regions in which the term occurs")
    columns = (
        Column("value", "string", _("code of the region") if at == 0 else _("code of the term"), _("code"), is_detail=True),
        Column(
            "label",
            "string",
            _("name of the region") if at == 0 else _("name of the term"),
            _("region") if at == 0 else crossed.what,
        ),
        Column("entries", "integer", _("how many entries"), _("entries"), unit="entries"),
        Column("parts", "integer", parts_said, _("terms") if at == 0 else _("regions"), unit="parts"),
        Column("largest", "number", _("share of the largest part"), _("largest"), unit="share"),
        Column("hhi", "number", _("Herfindahl-Hirschman index: sum of the squared shares, 0 to 1"), _("HHI"), unit="index"),
    )
    title = (
        _("Concentration of each region: {what}", what=crossed.what)
        if at == 0
        else _("Concentration over the regions: {what}", what=crossed.what)
    )
    notes: tuple[Words, ...] = (
        _("HHI 1 means that all are in one place; the more evenly they are spread, the lower it is."),
        _("No index below {total} entries.", total=LEAST_TOTAL),
    )
    return Table(name, title, columns, rows, notes, Chart("bars", "label", "hhi"))


REPORT = Report(build, (BY, LEVEL))
