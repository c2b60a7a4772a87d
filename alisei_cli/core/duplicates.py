"""Pairs of entries that may be one body, with what speaks for it, as a table."""

from collections.abc import Iterator, Sequence

from alisei_cli.core.answer import make_answer
from alisei_cli.core.conditions import parse_condition
from alisei_cli.core.notes import note_choice
from alisei_cli.core.select import select
from alisei_cli.core.summaries import summarize
from alisei_cli.language import Text, _, _n
from alisei_cli.likeness.blocks import pairs
from alisei_cli.likeness.score import ALIKE, SURE, Reason, Score, body_of
from alisei_cli.likeness.words import places_of
from alisei_cli.model.dataset import Entry
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.told_apart import FILE
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name

COLUMNS = (
    Column("score", "integer", _("sum of the points of all reasons"), _("points"), unit="points"),
    Column("id", "string", _("id of one entry"), _("entry"), unit="id"),
    Column("name", "string", _("name of that body"), _("name")),
    Column("municipality", "string", _("municipality of its head office"), _("municipality"), is_detail=True),
    Column("region", "string", _("region of its head office"), _("region"), is_detail=True),
    Column("other", "string", _("id of the other entry"), _("other entry"), unit="id"),
    Column("other_name", "string", _("name of the other body"), _("other name")),
    Column("other_municipality", "string", _("municipality of its head office"), _("its municipality"), is_detail=True),
    Column("other_region", "string", _("region of its head office"), _("its region"), is_detail=True),
    Column("reasons", "string", _("each reason with its points"), _("because")),
)
"""What is said of a pair."""

Pair = tuple[Entry, Entry, Score]


def duplicates(dataset: View, wheres: Sequence[str] = (), least: int | None = None) -> Answer:
    """Pairs of entries that may be one body, those that most probably are first, as ``COLUMNS``.

    Left out are pairs that a relation joins, at any height, and those that a person has told apart.

    Args:
        dataset: the entries of all organisations, whatever is asked.
        wheres: ``NAME=VALUE``, which hold for one of the two at least.
        least: the score from which a pair is shown.

    Raises:
        UsageError: a facet or term does not exist.
    """
    conditions = [parse_condition(where, dataset.context) for where in wheres]
    chosen = {entry.path for entry in select(dataset, conditions)}
    floor = ALIKE if least is None else least
    told: list[Pair] = []
    found = [pair for pair in _found(dataset, floor, told) if pair[0].path in chosen or pair[1].path in chosen]
    found.sort(key=lambda pair: (-pair[2].points, pair[0].id, pair[1].id))
    notes = (
        _n("{n} pair with {least} points or more.", "{n} pairs with {least} points or more.", n=len(found), least=floor),
        _("A pair is a question, not a verdict: only a person can tell whether two entries are one body."),
        _(
            "alisei validate warns of those with the same name in one place, and of those with names that differ only by order, language or a slip, from {sure} points; of no others, whatever their points.",
            sure=SURE,
        ),
        *(
            [_n("{n} pair was told apart in {file}.", "{n} pairs were told apart in {file}.", n=len(told), file=FILE)]
            if told
            else []
        ),
        *_verdict(found, dataset),
        *note_choice(dataset, conditions, lambda entries: entries),
    )
    table = Table("duplicates", _("Entries that may be one body"), COLUMNS, tuple(_row(pair, dataset) for pair in found), notes)
    return make_answer("duplicates", dataset, (table,))


def _verdict(found: Sequence[Pair], dataset: View) -> Iterator[Text]:
    """Where a verdict goes, with the line for the first pair, to be pasted."""
    if found:
        one, other, _score = found[0]
        yield _("Pairs that are two bodies belong in {file}, below pairs, each in one line with the reason, such as:", file=FILE)
        line = f"- {{ids: [{one.id}, {other.id}], reason: <...>, on: {dataset.context.today.isoformat()}}}"
        yield _("{line}", line=line)
    else:
        yield _("Pairs that are two bodies belong in {file}, with the reason.", file=FILE)


def _found(dataset: View, least: int, told: list[Pair]) -> Iterator[Pair]:
    """The pairs that nothing settles; those that a person has told apart go to ``told``."""
    context = dataset.context
    entries = {entry.path: entry for entry in dataset.of_kind("stakeholder")}
    index = DatasetIndex(tuple(summarize(entry, context.schemas[entry.kind]) for entry in entries.values()))
    places = places_of(context.territory)
    summaries = {summary.path: summary for summary in index.summary if summary.status != "merged"}
    for one, other, found in pairs((body_of(summary, places) for summary in summaries.values()), least):
        if one.id == other.id or index.are_tied(summaries[one.path], summaries[other.path]):
            continue
        first, second = sorted((entries[one.path], entries[other.path]), key=lambda entry: entry.id)
        if context.apart.has(one.id, other.id):
            told.append((first, second, found))
        else:
            yield first, second, found


def _row(pair: Pair, dataset: View) -> tuple[Cell | Words, ...]:
    one, other, found = pair
    return (
        found.points,
        *_describe_entry(one, dataset),
        *_describe_entry(other, dataset),
        _("{reasons}", reasons=[_show_points(reason) for reason in found.reasons]),
    )


def _describe_entry(entry: Entry, dataset: View) -> tuple[Cell | Words, ...]:
    town = entry.get("head_office", "municipality")
    region = dataset.context.territory.regions.get(entry.region or "")
    return entry.id, main_name(entry), town if isinstance(town, str) else None, region.name if region else None


def _show_points(reason: Reason) -> Text:
    """A reason with its points, as they count."""
    return _("{reason} ({points})", reason=reason.words, points=f"{reason.points:+d}")
