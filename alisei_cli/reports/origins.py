"""Where the entries come from: from which registers and other sources, by sector and region."""

from collections import Counter
from collections.abc import Sequence

from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.known import KnownTotal
from alisei_cli.model.properties import Property
from alisei_cli.model.registers import find_basis
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import BY, LEVEL, Question, Report
from alisei_cli.reports._counts import LABEL, list_active, rank_regions, share
from alisei_cli.reports._origins import count_sole, label_bases, note_origins


def build(question: Question) -> tuple[Table, ...]:
    """Tables: sources (a row each), sources-by-<what> and sources-by-region (what entries rest on); about active stakeholders.

    Raises:
        UsageError: entries are not counted by what was chosen.
    """
    context = question.dataset.context
    active = list_active(question.dataset)
    by = axis(question.choices.get("by", "sector"), context, question.choices.get("level", "parents"))
    rows = [by, *([] if by.name == "region" else [axis("region", context)])]
    return (_list_sources(active, context), *(_cross(active, each, context) for each in rows))


def _list_sources(active: Sequence[Entry], context: Context) -> Table:
    source, alone = axis("source", context), count_sole(active, context)
    totals = {total.where: total for total in context.known_totals if total.date <= context.today.isoformat()[: len(total.date)]}
    citing = Counter(value for entry in active for value in source.of(entry) or (None,))
    rows: list[tuple[Cell | Words, ...]] = []
    for value, label in source.labels.items():
        if citing[value]:
            total = totals.get((("source", value),))
            counts = (citing[value], share(citing[value], len(active)), alone[value] if value in _ids(context) else None)
            rows.append((value, label, *counts, *_set_beside(total, citing[value])))
    if citing[None]:
        rows.append((None, _("not known"), citing[None], share(citing[None], len(active)), None, None, None, None))
    columns = (
        Column("source", "string", _("code of the register, as after --where source="), _("code"), is_detail=True),
        LABEL,
        Column("entries", "integer", _("entries that name it among their sources"), _("entries"), unit="entries"),
        Column("share", "number", _("share of all entries"), _("share"), unit="share"),
        Column("alone", "integer", _("entries that rest on it alone"), _("on it alone"), unit="entries"),
        Column("total", "integer", _("how many bodies it has, by the known totals"), _("it has"), unit="bodies"),
        Column("of-total", "number", _("share of these that the registry holds"), _("held"), unit="share"),
        Column("date", "string", _("what day the total is of"), _("as of"), unit="date"),
    )
    notes: list[Words] = [
        _n("{n} active stakeholder.", "{n} active stakeholders.", n=len(active)),
        *note_origins(active, context),
        _(
            "An entry may name several sources, so rows do not add up. An entry that its organisation has confirmed rests on no register."
        ),
    ]
    if not context.registers:
        notes.append(_("The dataset declares no registers: they belong in schema/registers.yaml."))
    title = _("Where the entries come from")
    return Table("sources", title, columns, tuple(rows), tuple(notes), Chart("bars", "label", "entries"))


def _ids(context: Context) -> frozenset[str]:
    return frozenset(register.id for register in context.registers if not register.is_reading)


def _set_beside(total: KnownTotal | None, n: int) -> tuple[Cell, ...]:
    return (total.total, share(n, total.total), total.date) if total else (None, None, None)


def _cross(active: Sequence[Entry], by: Property, context: Context) -> Table:
    """Each entry once, by what it rests on."""
    asked = [entry for entry in active if by.applies(entry)]
    bases = {entry.path: find_basis(entry.data, context.registers) for entry in asked}
    borne = Counter(bases.values())
    across: list[tuple[str | None, Words]] = [(basis, label) for basis, label in label_bases(context).items() if borne[basis]]
    across += [(None, _("not known"))] if borne[None] else []
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for entry in asked:
        counts.update((value, bases[entry.path]) for value in by.of(entry) or (None,))
    labels = rank_regions(asked, context) if by.name == "region" else by.labels
    down: list[tuple[str | None, Words]] = [*labels.items(), (None, _("not known"))]
    rows: list[tuple[Cell | Words, ...]] = []
    for value, label in down:
        found = [counts[value, basis] for basis, _label in across]
        if any(found):
            rows.append((value, label, *found, sum(found)))
    rows.append(("total", _("total"), *(borne[basis] for basis, _label in across), len(asked)))
    columns = (
        Column("value", "string", _("the value as entries write it; total is the last row"), _("value"), is_detail=True),
        LABEL,
        *(_count(basis, label, context) for basis, label in across),
        Column("total", "integer", _("all entries of the row"), _("total"), unit="entries"),
    )
    title = _("What the entries rest on, by {what}", what=by.title)
    return Table(f"sources-by-{by.name}", title, columns, tuple(rows), tuple(_explain(asked, by, context)))


def _count(basis: str | None, label: Words, context: Context) -> Column:
    if basis in _ids(context):
        said: Text = _("entries whose only source is this register: {register}", register=label)
    else:
        said = _("entries that rest on: {basis}", basis=label)
    return Column(basis or "not-known", "integer", said, label, unit="entries")


def _explain(asked: Sequence[Entry], by: Property, context: Context) -> list[Words]:
    said = [
        _(
            "The column of a register counts those that have no other source; several: two sources or more, of which one may be a register."
        ),
        *note_origins(asked, context, by)[1:],
    ]
    if by.is_many:
        said.append(_("An entry may have several values of {names}: it counts once for each.", names=[by.title]))
    return said


REPORT = Report(build, (BY, LEVEL))
