"""A report asked of a dataset: for one audience, for some of its entries, with the choices that the report knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

from alisei_cli.core.answer import make_answer
from alisei_cli.core.conditions import Condition, asked_together
from alisei_cli.core.names import named
from alisei_cli.core.notes import note_choice, note_conditions
from alisei_cli.core.places import PLACES
from alisei_cli.core.select import meets
from alisei_cli.core.view import Seen, view, view_counted
from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context, Dataset
from alisei_cli.model.history import History
from alisei_cli.model.properties import find_property
from alisei_cli.model.statistics import Published
from alisei_cli.model.table import Answer, Table
from alisei_cli.model.view import View
from alisei_cli.nearest import hint
from alisei_cli.reports._contract import Question, Report


@dataclass(frozen=True, slots=True)
class Request:
    """What someone asks of a report."""

    audience: str | None = None
    """``None``: the widest."""
    wheres: Sequence[str] = ()
    table: str | None = None
    """The only table that is wanted."""
    choices: Mapping[str, str | None] = field(default_factory=dict)
    times: Sequence[str] = ()
    earlier: Sequence[Published] = ()
    """Statistics that were published before."""


def ask(name: str, report: Report, dataset: Dataset, request: Request, past: History[Dataset] | None = None) -> Answer:
    """The answer of ``report`` to ``request``.

    Raises:
        UsageError: there is no such audience, facet, term, table, or the report knows no such choice.
    """
    if report.is_protected:
        request = _protect(name, request)
    elif request.earlier:
        raise UsageError(_("the report {name} has no option --{option}", name=name, option="before"))
    seen = view(dataset, request.audience)
    wheres = asked_together(request.wheres, dataset.context)
    question = Question(
        choose_entries(seen, wheres),
        _choices(name, report, request.choices, dataset.context),
        _view_history(past, request.audience, wheres) if past else None,
        choose_entries(seen, [where for where in wheres if where.name not in PLACES]),
        _times(name, report, request),
        view_counted(dataset) if report.is_protected else None,
        tuple(request.earlier),
    )
    tables = report.build(question)
    if request.table:
        names = [table.name for table in tables]
        tables = tuple(table for table in tables if table.name == request.table)
        if not tables:
            said = _("the report has no table called {name}", name=request.table)
            raise UsageError(said, hint(request.table, names))
    if tables:
        notes = (
            *tables[0].notes,
            *note_choice(seen, wheres),
            *_note_unread(dataset),
            *_note_missing(dataset),
            *_note_foreign(dataset.context),
            *seen.remarks,
        )
        tables = (replace(tables[0], notes=notes), *(_add_conditions(table, wheres) for table in tables[1:]))
    return make_answer(name, seen, tables)


def _protect(name: str, request: Request) -> Request:
    """The request for the widest audience: its tables are the same for all, since two that differ give away the difference.

    Raises:
        UsageError: only some of the entries are asked for.
    """
    if request.wheres:
        raise UsageError(
            _("the report {name} counts all entries: conditions would give away single values", name=name),
            _("Leave out --where: its tables have areas, regions, types and sectors."),
        )
    return replace(request, audience=None)


def choose_entries(dataset: View, wheres: Sequence[Condition]) -> View:
    """``dataset`` with only the entries for which every facet has its term."""
    tests = [meets(where, dataset.context) for where in wheres]
    if not tests:
        return dataset
    passing = [all(passes(entry) for passes in tests) for entry in dataset.entries]
    return replace(
        dataset,
        entries=tuple(compress(dataset.entries, passing)),
        passed_over=tuple(entry for entry, passes in zip(dataset.entries, passing, strict=True) if not passes),
    )


def _view_history(past: History[Dataset], audience: str | None, wheres: Sequence[Condition]) -> History[View]:
    known: Seen = {}  # states share most entries: each is looked at once
    return History(past.commits, lambda when: choose_entries(view(past.at(when), audience, known), wheres), past.touched)


def _choices(name: str, report: Report, given: Mapping[str, str | None], context: Context) -> dict[str, str]:
    """What the report is to know, its defaults included.

    Raises:
        UsageError: an option was given that it does not know.
    """
    own = {option.name: option for option in report.options}
    wanted = {key: value for key, value in given.items() if value is not None}
    for key in wanted:
        if key not in own:
            known = [f"--{each}" for each in own]
            hint = _("Its options are: {names}.", names=known) if known else _("It has no options of its own.")
            raise UsageError(_("the report {name} has no option --{option}", name=name, option=key), hint)
    for option in report.options:
        if option.is_property and option.name not in wanted and find_property(option.default, context) is None:
            said = _(
                "this registry has no {facet}, by which the report {name} counts unless told otherwise",
                facet=option.default,
                name=name,
            )
            facet = next(iter(context.taxonomy.facets), "region")
            raise UsageError(
                said, _("For example: alisei report {name} --{option} {by}", name=name, option=option.name, by=facet)
            )
    return {**report.defaults, **{key: named(value, context) if own[key].is_property else value for key, value in wanted.items()}}


def _times(name: str, report: Report, request: Request) -> tuple[str, ...]:
    if len(request.times) != report.times:
        if not report.times:
            raise UsageError(
                _("the report {name} takes nothing after its name", name=name), _("For example: alisei report {name}", name=name)
            )
        raise UsageError(
            _("the report {name} wants two dates or revisions", name=name),
            _("For example: alisei report {name} 2026-01-01 HEAD", name=name),
        )
    return tuple(request.times)


def _add_conditions(table: Table, wheres: Sequence[Condition]) -> Table:
    return replace(table, notes=(*table.notes, *note_conditions(wheres)))


def _note_foreign(context: Context) -> list[Text]:
    """What reports count, and a registry of another kind does not have."""
    if "stakeholder" in context.schemas or "stakeholder" in context.broken:
        return []
    return [
        _(
            "This registry has no kind {kind}, and most tables count nothing else: alisei search and alisei export show the others.",
            kind="stakeholder",
        )
    ]


def _note_unread(dataset: Dataset) -> list[Text]:
    n = len(dataset.unreadable)
    if not n:
        return []
    return [
        _n(
            "{n} file cannot be read and is not counted: {paths}",
            "{n} files cannot be read and are not counted: {paths}",
            n=n,
            paths=dataset.unreadable[:10],
        )
    ]


def _note_missing(dataset: Dataset) -> list[Text]:
    n = len(dataset.missing)
    if not n:
        return []
    return [
        _n(
            "{n} file of the commit is not on the disk and is not counted: {paths}",
            "{n} files of the commit are not on the disk and are not counted: {paths}",
            n=n,
            paths=dataset.missing[:10],
        )
    ]
