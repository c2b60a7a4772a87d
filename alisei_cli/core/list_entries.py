"""A list of entries: chosen, with the columns and in the order that someone asks for."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import itemgetter

from alisei_cli.core.answer import make_answer
from alisei_cli.core.columns import Said, fields_of, find_column
from alisei_cli.core.conditions import Condition, asked_together, kinds_asked
from alisei_cli.core.kinds import stands
from alisei_cli.core.notes import note_choice, note_conditions
from alisei_cli.core.places import PLACES
from alisei_cli.core.select import select
from alisei_cli.core.values import find_value_called, quote_word
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.measures import measures_of
from alisei_cli.model.source import join_keys
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import View

USUAL = ("id", "name", "type", "from", "municipality", "region", "website")
"""Columns where none are asked for, as far as the kind has them."""
ASIDE = frozenset({"website"})
"""Those that only files show: an address fills a line of a screen."""
KIND = "stakeholder"
"""Kind of the entries where none is asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """What someone asks of a list, in words."""

    kind: str | None = None
    wheres: Sequence[str] = ()
    missing: Sequence[str] = ()
    """Each one field or more, apart by commas."""
    columns: str | None = None
    """Fields, apart by commas."""
    sort: str | None = None
    """Fields, apart by commas, each with ``-`` before it for the other direction."""
    limit: int | None = None


def list_entries(dataset: View, request: Request) -> Answer:
    """The entries that meet every condition and leave every ``missing`` field empty, as one table.

    Raises:
        UsageError: a kind, facet, term or field does not exist, or the audience may not see it.
    """
    kinds = _kinds(request, dataset)
    conditions = asked_together(request.wheres, dataset.context, kinds)
    missing = [find_column(word, kinds, dataset) for typed in request.missing for word in _words(typed)]
    columns = _columns(request.columns, kinds, dataset)
    order = _order(request.sort, kinds, dataset)
    among = [entry for entry in select(dataset, conditions) if entry.kind in kinds]
    found = _sort_entries([entry for entry in among if all(each.lacks(entry) for each in missing)], order)
    shown = found[: request.limit]
    rows = tuple(tuple(each.cell(entry) for each in columns) for entry in shown)
    notes = (
        *_note_count(len(shown), len(found), sum(entry.kind in kinds for entry in dataset.entries)),
        *_note_missing(missing),
        *_note_conditions(dataset, conditions, missing, kinds),
        *_note_status(shown, conditions),
    )
    shown_columns = [each.column for each in columns]
    if request.columns is None:
        shown_columns = _hide_repeated(shown_columns, rows, conditions)
    table = Table("entries", _("Entries"), tuple(shown_columns), rows, notes)
    return make_answer("list", dataset, (table,))


def _kinds(request: Request, dataset: View) -> tuple[str, ...]:
    """The kinds of entry that are asked for: by a word, by a condition, else organisations."""
    kinds, word = dataset.context.kinds, request.kind
    if word is None:
        return kinds_asked(request.wheres, dataset.context) or ((KIND,) if KIND in kinds else kinds)
    if "=" in word:
        raise UsageError(
            _("{word} is a condition, and here stands a kind of entry", word=word),
            _("Write: {command}", command=f"--where {quote_word(word)}"),
        )
    return (find_value_called("kind", word, dataset.context),)


def _columns(typed: str | None, kinds: Sequence[str], dataset: View) -> list[Said]:
    if typed is None:
        usual = []
        for name in _choose_usual(kinds, dataset.context):
            with suppress(UsageError):  # a field that the audience does not see
                usual.append(find_column(name, kinds, dataset))
        return [replace(each, column=replace(each.column, is_detail=each.column.name in ASIDE)) for each in usual]
    words = _words(typed)
    if not words:
        raise UsageError(_("no column is named"), _("For example: --columns name,municipality,website"))
    found = {each.column.name: each for each in (find_column(word, kinds, dataset) for word in words)}
    for name, each in found.items():
        if each.is_block:
            raise UsageError(
                _("{name} has several fields, and a column has room for one", name=name),
                _("Name one or more of them: {names}.", names=fields_of(name, kinds, dataset.context)),
            )
    return list(found.values())


def _hide_repeated(
    columns: Sequence[Column], rows: Sequence[tuple[Cell | Words, ...]], conditions: Sequence[Condition]
) -> list[Column]:
    """Columns; one that a condition names and that says the same in every row is for files only."""
    asked = {each.name for each in conditions}
    return [
        replace(column, is_detail=True)
        if column.name in asked and len({str(row[at]) for row in rows}) == 1 < len(rows)
        else column
        for at, column in enumerate(columns)
    ]


def _choose_usual(kinds: Sequence[str], context: Context) -> Iterator[str]:
    """The columns of ``USUAL`` that the kinds have: a field, a place, or the first day or year of a period."""
    schemas = [context.schemas[kind] for kind in kinds]
    known = {"name", *(key for schema in schemas for key in schema.document.get("properties", ()))}
    begun = [route for schema in schemas for route in measures_of(schema) if len(route) == 2]
    for name in USUAL:
        if name in known or (name in PLACES and stands(name, kinds, context)):
            yield name
        elif name == "from":
            yield from dict.fromkeys(join_keys(route) for route in begun if route[-1] == name)


def _words(typed: str) -> list[str]:
    """The fields that are named, apart by commas."""
    return [word.strip() for word in typed.split(",") if word.strip()]


def _order(typed: str | None, kinds: Sequence[str], dataset: View) -> list[tuple[Said, bool]]:
    """What entries are sorted by, the most important first, and whether from the end."""
    words = _words(typed or "")
    return [(find_column(word.removeprefix("-"), kinds, dataset), word.startswith("-")) for word in words]


def _sort_entries(entries: Sequence[Entry], order: Sequence[tuple[Said, bool]]) -> list[Entry]:
    """By name, then, the least important first, by all else; who leaves a field empty comes last in either direction."""
    found = sorted(entries, key=lambda entry: (fold(entry.name), entry.id))
    for said, is_reversed in reversed(order):
        keyed = [(_key(said.cell(entry)), entry) for entry in found]
        known = sorted(((key, entry) for key, entry in keyed if key), key=itemgetter(0), reverse=is_reversed)
        found = [*(entry for _key, entry in known), *(entry for key, entry in keyed if not key)]
    return found


def _key(cell: Cell | Words) -> tuple[float, str] | None:
    """Numbers by size, texts and dates by their letters, accents and case apart; ``None`` where there is nothing."""
    if cell is None:
        return None
    return (cell, "") if isinstance(cell, (int, float)) else (0, fold(str(cell)))


def _note_count(shown: int, found: int, whole: int) -> list[Text]:
    said = _n("{n} entry of {whole}.", "{n} entries of {whole}.", n=found, whole=whole)
    return [said, *([_n("Only the first {n} is shown.", "Only the first {n} are shown.", n=shown)] if shown < found else [])]


def _note_missing(missing: Sequence[Said]) -> list[Text]:
    return [_("Only entries that leave empty: {fields}.", fields=[each.column.title for each in missing])] if missing else []


def _note_conditions(dataset: View, conditions: Sequence[Condition], missing: Sequence[Said], kinds: Sequence[str]) -> list[Text]:
    if KIND not in kinds:
        return note_conditions(conditions)
    return note_choice(
        dataset, conditions, lambda entries: [entry for entry in entries if all(each.lacks(entry) for each in missing)]
    )


def _note_status(shown: Sequence[Entry], conditions: Sequence[Condition]) -> list[Text]:
    """How many organisations of the list are not active any more, where no condition speaks of it."""
    n = sum(entry.kind == KIND and entry.data.get("status") not in ("active", None) for entry in shown)
    if not n or any(each.name == "status" for each in conditions):
        return []
    return [
        _n(
            "{n} of them is not active; without it: --where status=active",
            "{n} of them are not active; without them: --where status=active",
            n=n,
        )
    ]
