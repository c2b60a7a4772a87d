"""Offers and needs of active bodies as a table, those that expire first on top."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from alisei_cli.core.answer import make_answer
from alisei_cli.core.cells import joined
from alisei_cli.core.conditions import asked_together
from alisei_cli.core.notes import note_conditions
from alisei_cli.core.select import select
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.opportunity import LISTS, Opportunity, is_over, opportunities_of
from alisei_cli.model.source import Source
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.nearest import hint

COLUMNS = (
    Column("expires", "string", _("last day, month or year"), _("until"), unit="date"),
    Column("what", "string", _("offer or need"), _("what")),
    Column("kind", "string", _("kind of collaboration"), _("collaboration")),
    Column("technologies", "string", _("technologies at stake"), _("technologies")),
    Column("therapeutic_areas", "string", _("therapeutic areas at stake"), _("areas"), is_detail=True),
    Column("trl_from", "integer", _("lowest level of technology readiness"), _("TRL from"), is_detail=True),
    Column("trl_to", "integer", _("highest level of technology readiness"), _("TRL to"), is_detail=True),
    Column("summary", "string", _("what is offered or sought"), _("summary"), is_detail=True),
    Column("id", "string", _("id of the entry"), _("id"), unit="id"),
    Column("name", "string", _("name of the organisation"), _("name"), is_detail=True),
    Column("region", "string", _("region of the head office"), _("region"), is_detail=True),
    Column("published", "string", _("since when it is valid"), _("published"), unit="date", is_detail=True),
    Column("eligible_countries", "string", _("countries of possible partners"), _("countries"), is_detail=True),
    Column("call", "string", _("the call to be answered"), _("call"), is_detail=True),
    Column("item", "string", _("id of the offer or need"), _("item"), unit="id", is_detail=True),
)
"""What is said of an offer or a need."""
ABOUT_THE_BODY = frozenset({*LISTS, "technologies", "therapeutic_areas"})
"""Fields of an entry that a condition on an offer or need does not look at."""
WORDS = {"offers": _("offer"), "needs": _("need")}
LAST = "9999"
"""Sorts behind every date."""


def list_opportunities(dataset: View, which: str | None = None, wheres: Sequence[str] = ()) -> Answer:
    """Open offers and needs that meet every condition, as ``COLUMNS``; a condition on a technology or area is about the item.

    Args:
        dataset: what one audience sees.
        which: ``offers`` or ``needs``; both without it.
        wheres: ``NAME=VALUE``, about the offer or need and the body that makes it.

    Raises:
        UsageError: there is no such list, facet or term.
    """
    if which is not None and which not in LISTS:
        raise UsageError(_("{word} is neither offers nor needs", word=which), hint(which, LISTS))
    conditions = asked_together(wheres, dataset.context, ("stakeholder",))
    every = [each for each in _split(dataset) if which in (None, each[1].list)]
    chosen = {id(entry) for entry in select(replace(dataset, entries=tuple(entry for entry, _item in every)), conditions)}
    met = [(entry, item) for entry, item in every if id(entry) in chosen]
    today = dataset.context.today.isoformat()
    open_ = sorted((each for each in met if not is_over(each[1], today)), key=_order)
    notes = (
        _n("{n} open offer or need.", "{n} open offers and needs.", n=len(open_)),
        *_note_expired(len(met) - len(open_)),
        *note_conditions(conditions),
    )
    rows = tuple(_row(entry, item, dataset) for entry, item in open_)
    table = Table("opportunities", _("Open offers and needs"), COLUMNS, rows, notes)
    return make_answer("opportunities", dataset, (table,))


def _split(dataset: View) -> Iterator[tuple[Entry, Opportunity]]:
    """Each offer and need of active bodies, with an entry that has nothing else on offer: what conditions are asked of."""
    for entry in dataset.of_kind("stakeholder"):
        if entry.data.get("status") != "active":
            continue
        rest = {key: value for key, value in entry.data.items() if key not in ABOUT_THE_BODY}
        for item in opportunities_of(entry):
            alone = {**rest, item.list: [item.data]}
            yield Entry(entry.path, entry.kind, alone, Source(entry.path, "", None)), item


def _order(each: tuple[Entry, Opportunity]) -> tuple[str, str, str, str, str]:
    entry, item = each
    return item.expires or LAST, fold(entry.name), entry.id, item.list, item.id


def _note_expired(n: int) -> list[Text]:
    if not n:
        return []
    return [
        _n(
            "{n} expired one is left out: alisei report freshness",
            "{n} expired ones are left out: alisei report freshness",
            n=n,
        )
    ]


def _row(entry: Entry, item: Opportunity, dataset: View) -> tuple[Cell | Words, ...]:
    region = dataset.context.territory.regions.get(entry.region or "")
    trl = item.trl or (None, None)
    return (
        item.expires or None,
        WORDS[item.list],
        dataset.label(item.kind),
        joined([dataset.label(code) for code in item.technologies]),
        joined([dataset.label(code) for code in item.therapeutic_areas]),
        *trl,
        Labels(item.summary_it, item.summary_en) if item.summary_it or item.summary_en else None,
        entry.id,
        main_name(entry),
        region.name if region else None,
        item.published or None,
        joined(list(item.eligible_countries)),
        item.call or None,
        item.id or None,
    )
