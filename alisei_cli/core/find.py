"""What a search shows: a table like any report's."""

from collections.abc import Sequence
from dataclasses import replace

from alisei_cli.core.answer import make_answer
from alisei_cli.core.conditions import asked_together
from alisei_cli.core.hints import explain_no_hits, note_words
from alisei_cli.core.notes import note_choice
from alisei_cli.core.query import parse_query
from alisei_cli.core.search import Hit, candidates, find_hits
from alisei_cli.core.select import select
from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.model.location import town_of
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name

COLUMNS = (
    Column("id", "string", _("id of the entry"), _("id"), unit="id"),
    Column("name", "string", _("name of the organisation"), _("name")),
    Column("type", "string", _("type of the stakeholder"), _("type")),
    Column("municipality", "string", _("municipality of the head office"), _("municipality"), is_detail=True),
    Column("region", "string", _("region of the head office"), _("region")),
    Column("website", "string", _("website of the organisation"), _("website"), is_detail=True),
    Column("because", "string", _("where the words were found: in the name, a term, the place, or a field"), _("because")),
)


def find(dataset: View, text: str, wheres: Sequence[str]) -> Answer:
    """Entries that have every word of ``text`` and for which every ``NAME=VALUE`` holds, as ``COLUMNS``.

    Raises:
        UsageError: nothing is asked, or a facet or term does not exist.
    """
    if not text.strip() and not wheres:
        raise UsageError(_("nothing to search for"), _("For example: alisei search WORD --where region=toscana"))
    conditions = asked_together(wheres, dataset.context)
    is_text = bool(text.strip())
    words = parse_query(text, dataset.context) if is_text else []
    likely = replace(dataset, entries=candidates(words, dataset, dataset.entries))
    chosen = select(likely, conditions)
    hits = find_hits(words, dataset, chosen) if is_text else [Hit(entry, 0) for entry in chosen]
    title = _('Entries with "{text}"', text=text) if is_text else _("Entries")
    notes = (
        *(explain_no_hits(text, words, conditions, dataset) if is_text and not hits else []),
        _n("{n} entry of {whole}.", "{n} entries of {whole}.", n=len(hits), whole=len(dataset.entries)),
        *note_words(text, words, conditions, len(hits), likely),
        *note_choice(
            dataset, conditions, lambda entries: [hit.entry for hit in find_hits(words, dataset, entries)] if is_text else entries
        ),
    )
    table = Table("entries", title, COLUMNS, tuple(_row(hit, dataset) for hit in hits), notes)
    return make_answer("search", dataset, (table,))


def _row(hit: Hit, dataset: View) -> tuple[Cell | Words, ...]:
    entry = hit.entry
    type_, town, website = entry.data.get("type"), town_of(entry), entry.data.get("website")
    region = dataset.context.territory.regions.get(entry.region or "")
    return (
        entry.id,
        main_name(entry),
        dataset.label(type_) if isinstance(type_, str) else None,
        town,
        region.name if region else None,
        website if isinstance(website, str) else None,
        _("{reasons}", reasons=list(hit.reasons)) if hit.reasons else None,
    )
