"""What a search shows: a table like any report's."""

from collections.abc import Sequence

from alisei_cli.core.query import ORDINARY, Wanted, wanted
from alisei_cli.core.search import Hit, found, meant
from alisei_cli.core.select import Condition, asked, only, select
from alisei_cli.core.view import view
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Dataset, Law
from alisei_cli.model.table import Answer, Cell, Column, Table, Words

COLUMNS = (
    Column("id", "string", _("id of the entry"), _("id"), unit="id"),
    Column("name", "string", _("name of the organisation"), _("name")),
    Column("type", "string", _("type of the stakeholder"), _("type")),
    Column("municipality", "string", _("municipality of the head office"), _("municipality"), is_detail=True),
    Column("region", "string", _("region of the head office"), _("region")),
    Column("website", "string", _("website of the organisation"), _("website"), is_detail=True),
    Column("because", "string", _("where the words were found: in the name, a term, the place, or a field"), _("because")),
)


def find(dataset: Dataset, text: str, wheres: Sequence[str]) -> Answer:
    """Find entries that match every word of ``text`` and every ``FACET=TERM``.

    The table has ``COLUMNS``.

    Raises:
        UsageError: nothing is asked, or a facet or term does not exist.
    """
    if not text.strip() and not wheres:
        raise UsageError(_("nothing to search for"), _("For example: alisei search cardiologia --where region=toscana"))
    dataset = view(dataset)
    conditions = [asked(where, dataset.law) for where in wheres]
    chosen = select(dataset, conditions)
    is_text = bool(text.strip())
    words = wanted(text, dataset.law) if is_text else []
    hits = found(words, dataset, chosen) if is_text else [Hit(entry, 0) for entry in chosen]
    title = _('Entries with "{text}"', text=text) if is_text else _("Entries")
    near = meant(dataset, text) if is_text and not hits else None
    notes = (
        *([_('Did you mean "{text}"?', text=near)] if near else []),
        _n("{n} entry of {whole}.", "{n} entries of {whole}.", n=len(hits), whole=len(dataset.entries)),
        *_count_by_conditions(words, conditions, len(hits), dataset),
        *_list_area_words(text),
        *only(conditions),
    )
    table = Table("entries", title, COLUMNS, tuple(_row(hit, dataset) for hit in hits), notes)
    return Answer("search", dataset.law.taxonomy.version, dataset.commit, dataset.dirty, dataset.as_of, "public", (table,))


def _count_by_conditions(words: Sequence[Wanted], given: Sequence[Condition], hits: int, dataset: Dataset) -> list[Text]:
    """Note how many entries match by terms and places alone.

    Only where each word has exactly one meaning and the number differs.
    """
    meanings = [_list_meanings(each, dataset.law) for each in words]
    if not words or not all(len(each) == 1 for each in meanings):
        return []
    conditions = [Condition(name, value, value) for ((name, value),) in meanings]
    n = len(select(dataset, [*given, *conditions]))
    if not n or n == hits:
        return []
    return [
        _n(
            "{n} of them by term and place alone: alisei search {wheres}",
            "{n} of them by term and place alone: alisei search {wheres}",
            n=n,
            wheres=" ".join(f"--where {each.name}={each.value}" for each in (*given, *conditions)),
        )
    ]


def _list_meanings(each: Wanted, law: Law) -> list[tuple[str, str]]:
    """List the conditions that a phrase is a synonym of.

    Types of bodies come first.
    """
    type_ = law.facet_called("type")
    named = [(law.taxonomy.terms[code].facet, code) for code in sorted(each.called)]
    kinds = [("type", code) for facet, code in named if facet == type_]
    return [*(kinds or named), *((place.name, place.value) for place in each.places)]


def _list_area_words(text: str) -> list[Text]:
    """List names of areas in ``text`` that were treated as ordinary words."""
    typed = [word for word in fold(text).split() if word in ORDINARY]
    return [_("{word} was looked for as a word. For the area: --where area={word}", word=word) for word in typed[:1]]


def _row(hit: Hit, dataset: Dataset) -> tuple[Cell | Words, ...]:
    entry = hit.entry
    type_, town, website = entry.data.get("type"), entry.get("head_office", "municipality"), entry.data.get("website")
    region = dataset.law.territory.regions.get(entry.region or "")
    return (
        entry.id,
        entry.name,
        dataset.label(type_) if isinstance(type_, str) else None,
        town if isinstance(town, str) else None,
        region.name if region else None,
        website if isinstance(website, str) else None,
        _("{reasons}", reasons=list(hit.reasons)) if hit.reasons else None,
    )
