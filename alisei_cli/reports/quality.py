"""How complete, precise and recent the entries are: filled fields, broad terms, confirmations, oldest sources."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.schema import Schema
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, SHARE, count_by_value, list_active, note_units
from alisei_cli.reports._days import find_last_look, last_day, months_before

ONE_TERM = (("type", "stakeholder-type"), ("sector", "primary", "sector"))
"""Fields that hold the one term of a facet, each with that facet at its end."""
OLDEST = 15
"""How many entries the list of the oldest shows."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: completeness (field by field), depth, verified, oldest; all about active stakeholders."""
    dataset = question.dataset
    active = list_active(dataset)
    schema = dataset.context.schemas.get("stakeholder")
    tables = [_measure_completeness(active, schema, dataset)] if schema else []
    return (*tables, _depth(active, dataset.context), _count_verified(active, dataset), _list_oldest(active))


def _measure_completeness(active: Sequence[Entry], schema: Schema, dataset: View) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for field, wanted in schema.document.get("properties", {}).items():
        if not dataset.shows(schema, (field,)):
            continue
        filled = sum(entry.data.get(field) not in (None, "", [], {}) for entry in active)
        rows.append((field, _title(wanted), filled, round(filled / len(active), 6) if active else None))
    columns = (
        Column("field", "string", _("key of the field in an entry"), _("field")),
        Column("title", "string", _("what the field is"), _("title")),
        ENTRIES,
        SHARE,
    )
    title = _("Active stakeholders by field filled in")
    how = _n(
        "{n} entry; an empty list counts as absent, and absent means not known.",
        "{n} entries; an empty list counts as absent, and absent means not known.",
        n=len(active),
    )
    why = _(
        "A field that is absent is no fault: unknown values are left out. A share shows how far a report on the field can be trusted."
    )
    return Table("completeness", title, columns, tuple(rows), (how, *note_units(active), why), Chart("bars", "title", "share"))


def _title(wanted: object) -> Words:
    both = str(wanted.get("title", "")) if isinstance(wanted, dict) else ""
    it, _slash, en = both.partition(" / ")
    return Labels(it, en or it)


def _depth(active: Sequence[Entry], context: Context) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for *pointer, name in ONE_TERM:
        facet = context.taxonomy.facets.get(name)
        terms = facet.terms if facet else {}
        found = Counter(code for entry in active if (code := entry.text(*pointer)) in terms)
        for code, term in terms.items():
            below = [other for other in terms if code in context.taxonomy.ancestors(other)]
            broad, all_ = found[code], found[code] + sum(found[other] for other in below)
            if below and broad:
                rows.append((code, term.labels, broad, all_, round(broad / all_, 6)))
    columns = (
        Column("term", "string", _("code of the term"), _("term")),
        LABEL,
        Column("entries", "integer", _("how many have this term, and none below it"), _("only this"), unit="entries"),
        Column("all", "integer", _("how many have this term or one below it"), _("with those below"), unit="entries"),
        Column("share", "number", _("share of those that have only this term"), _("share"), unit="share"),
    )
    how = _("A type or sector that has more precise terms below it; for some bodies the broad one is right.")
    return Table("depth", _("Types and sectors that stop at a broad term"), columns, tuple(rows), (how,))


def _count_verified(active: Sequence[Entry], dataset: View) -> Table:
    months = dataset.context.verified_months
    limit = months_before(dataset.context.today, months)

    def freshness(entry: Entry) -> str:
        day = last_day(entry.get("verified", "on"))
        if day is None:
            return "never"
        return "fresh" if day >= limit else "stale"

    labels: dict[str, Words] = {
        "fresh": _("confirmed by the organisation within {months} months", months=months),
        "stale": _("confirmed longer ago"),
        "never": _("never confirmed by the organisation"),
    }
    title = _("Active stakeholders by confirmation")
    found = count_by_value("verified", title, active, freshness, labels, Chart("bars", "label", "entries"))
    how = _("Only the organisation itself can confirm its entry; a year or month alone is taken to its last day.")
    return replace(found, notes=(*found.notes, how))


def _list_oldest(active: Sequence[Entry]) -> Table:
    dated = sorted(((find_last_look(entry), entry.id, entry) for entry in active), key=itemgetter(0, 1))
    rows = tuple((id_, main_name(entry), date or None) for date, id_, entry in dated[:OLDEST])
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the organisation"), _("name")),
        Column(
            "looked-at",
            "string",
            _("last date at which a source was read or the organisation confirmed"),
            _("looked at"),
            unit="date",
        ),
    )
    how = _("The entries whose sources and confirmation are oldest come first; no date means that none is known.")
    shown = _n(
        "{shown} of {n} active stakeholder is shown.",
        "{shown} of {n} active stakeholders are shown.",
        n=len(active),
        shown=len(rows),
    )
    return Table("oldest", _("Entries checked longest ago"), columns, rows, (how, shown))


REPORT = Report(build)
