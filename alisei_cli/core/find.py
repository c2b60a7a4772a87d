"""What a search shows: a table like any report's."""

from collections.abc import Sequence

from alisei_cli.core.search import Hit, meant, search
from alisei_cli.core.select import asked, only, select
from alisei_cli.core.view import view
from alisei_cli.errors import UsageError
from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.table import Answer, Column, Table


def find(dataset: Dataset, text: str, wheres: Sequence[str]) -> Answer:
    """Entries that have every word of ``text`` and for which every ``FACET=TERM`` holds; columns id, name, type, region, because.

    Raises:
        UsageError: nothing is asked, or a facet or term does not exist.
    """
    if not text.strip() and not wheres:
        raise UsageError(_("nothing to search for"), _("For example: alisei search cardiologia --where region=toscana"))
    dataset = view(dataset)
    conditions = [asked(where, dataset.law) for where in wheres]
    chosen = select(dataset, conditions)
    hits = search(dataset, text, chosen) if text.strip() else [Hit(entry, 0, ()) for entry in chosen]
    rows = tuple(_row(hit, dataset) for hit in hits)
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the organisation"), _("name")),
        Column("type", "string", _("type of the stakeholder"), _("type")),
        Column("region", "string", _("region of the head office"), _("region")),
        Column("because", "string", _("terms through which the entry was found"), _("because")),
    )
    title = _('Entries with "{text}"', text=text) if text.strip() else _("Entries")
    near = meant(dataset, text) if text.strip() and not hits else None
    notes = (
        *([_('Did you mean "{text}"?', text=near)] if near else []),
        _n("{n} entry of {whole}.", "{n} entries of {whole}.", n=len(rows), whole=len(dataset.entries)),
        *only(conditions),
    )
    table = Table("entries", title, columns, rows, notes)
    return Answer("search", dataset.law.taxonomy.version, dataset.commit, dataset.dirty, dataset.as_of, "public", (table,))


def _row(hit: Hit, dataset: Dataset) -> tuple[str | Labels | None, ...]:
    entry = hit.entry
    type_ = entry.data.get("type")
    region = dataset.law.territory.regions.get(entry.region or "")
    labels = [dataset.label(term) for term in hit.terms]
    return (
        entry.id,
        entry.name,
        dataset.label(type_) if isinstance(type_, str) else None,
        region.name if region else None,
        Labels(", ".join(label.it for label in labels), ", ".join(label.en for label in labels)) if labels else None,
    )
