"""How many entries there are, by kind, type, region, sector and membership."""

from dataclasses import replace

from alisei_cli.language import _
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.table import Chart, Table, Words
from alisei_cli.reports._axes import axis
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import count_by_term, count_by_value, has_membership, list_active, note_units, rank_regions
from alisei_cli.reports._origins import note_origins

BARS = Chart("bars", "label", "entries")


def build(question: Question) -> tuple[Table, ...]:
    """Tables: by-kind, by-type, by-region, by-sector, by-membership; all but the first count active stakeholders."""
    dataset = question.dataset
    context = dataset.context
    active = list_active(dataset)
    kind = count_by_value("by-kind", _("Entries by kind"), dataset.entries, lambda entry: entry.kind, context.kind_labels, BARS)
    tables = [_add_notes(kind, _("Every entry counts here, whatever its status; the tables below count active stakeholders."))]
    facets = context.taxonomy.facets
    if "stakeholder-type" in facets:
        title = _("Active stakeholders by type")
        tables.append(count_by_term("by-type", title, active, facets["stakeholder-type"], context.taxonomy, _type))
        tables[-1] = _add_notes(tables[-1], *note_units(active))
    title = _("Active stakeholders by region of the head office")
    region = count_by_value(
        "by-region", title, active, lambda entry: entry.region, rank_regions(active, context), Chart("map", "value", "entries")
    )
    tables.append(_add_notes(region, _("An organisation counts where its head office is, not where its other sites are.")))
    if "sector" in facets:
        title = _("Active stakeholders by primary sector")
        sector = count_by_term("by-sector", title, active, facets["sector"], context.taxonomy, _sector)
        said = (
            _("Only the primary sector counts, so that every entry appears once."),
            *note_origins(active, context, axis("sector", context)),
        )
        tables.append(_add_notes(sector, *said))
    if not has_membership(context):
        return tuple(tables)
    title = _("Active stakeholders by {membership}", membership=read_about(context.policy).membership)
    membership = count_by_value("by-membership", title, active, _membership, axis("membership", context).labels, BARS)
    tables.append(_add_notes(membership, _("Not known is not the same as not a member: only a source can say that.")))
    return tuple(tables)


def _add_notes(table: Table, *notes: Words) -> Table:
    return replace(table, notes=(*table.notes, *notes))


def _type(entry: Entry) -> str | None:
    return entry.text("type")


def _sector(entry: Entry) -> str | None:
    return entry.text("sector", "primary")


def _membership(entry: Entry) -> str | None:
    return entry.text("membership", "status")


REPORT = Report(build)
