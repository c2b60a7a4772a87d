"""How the counts grew over time, with those who joined, left, merged or moved apart from what is only classified differently."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from alisei_cli.errors import SurroundingsError, UsageError
from alisei_cli.language import _, _n
from alisei_cli.model.history import Commit, History
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.nearest import hint
from alisei_cli.reports._change import (
    Counting,
    State,
    bridge,
    changes,
    columns,
    count_arrivals,
    list_all_causes,
    list_causes,
    sum_causes,
)
from alisei_cli.reports._contract import BY, LEVEL, Option, Question, Report
from alisei_cli.reports._origins import note_arrivals, note_origins

PERIODS = ("month", "year", "release", "commit")
PERIOD = Column("period", "string", _("month, year, release or commit"), _("period"))
DAY = Column("day", "string", _("day of the commit that the state is of"), _("day"), unit="date")
COMMIT = Column("commit", "string", _("commit that the state is of"), _("commit"), is_detail=True)
ENTRIES = Column("entries", "integer", _("how many entries at the end of the period"), _("entries"), unit="entries")

IMPORTED = Column(
    "imported",
    "integer",
    _("of the entries that joined, those that rest on one register alone"),
    _("of these imported"),
    unit="entries",
)

WITHIN = (
    Column(
        "relocated", "integer", _("entries that stay, with another region than before"), _("of another region"), unit="entries"
    ),
    Column(
        "relabelled",
        "integer",
        _("entries that stay and count elsewhere because their own data changed"),
        _("counted differently"),
        unit="entries",
    ),
    Column(
        "by-taxonomy",
        "integer",
        _("entries that stay and count elsewhere because the taxonomy changed"),
        _("by the taxonomy"),
        unit="entries",
    ),
)


def build(question: Question) -> tuple[Table, ...]:
    """Tables: total (one row a period), by-<what> (one row a period and value); active stakeholders.

    In each row the entries of the period before and all causes, with their signs, add up to the entries.
    """
    if question.past is None:
        raise SurroundingsError(_("without a commit there is no history to report"))
    every = question.choices["every"]
    if every not in PERIODS:
        raise UsageError(_("{value} is not a period", value=every), hint(every, PERIODS))
    named = list(_periods(question.past.commits(), every))
    counting = Counting(question.choices["by"], question.choices["level"])
    states = _states(question.past, [moment for _name, moment in named], counting)
    causes, of_all = list_causes(*states), list_all_causes(*states)
    total: list[tuple[Cell | Words, ...]] = []
    by: list[tuple[Cell | Words, ...]] = []
    unreadable: set[str] = set()
    joined: Counter[str | None] = Counter()
    for (name, moment), (before, after) in zip(named, pairwise([None, *states]), strict=True):
        if after is None:
            continue
        total.append(_row(name, moment, before, after, of_all))
        by += _rows(name, before, after, causes)
        unreadable |= set(after.dataset.unreadable)
        joined += count_arrivals(before, after) if before else Counter()
    return _tables(total, by, states, sorted(unreadable), joined)


def _periods(commits: Sequence[Commit], every: str) -> Iterator[tuple[str, Commit]]:
    """Each period with the last commit up to its end; a month or year without a commit has that of the one before."""
    if every == "commit":
        yield from ((moment.commit[:12], moment) for moment in commits)
    elif every == "release":
        yield from ((release, moment) for moment in commits for release in moment.releases)
    elif commits:
        last = {_period(moment.date, every): moment for moment in commits}
        known = commits[0]
        for name in _names(commits[0].date, commits[-1].date, every):
            known = last.get(name, known)
            yield name, known


def _period(day: datetime.date, every: str) -> str:
    return f"{day.year:04}" if every == "year" else f"{day.year:04}-{day.month:02}"


def _names(first: datetime.date, last: datetime.date, every: str) -> Iterator[str]:
    step = 12 if every == "year" else 1
    begin = first.year * 12 + (0 if every == "year" else first.month - 1)
    for month in range(begin, last.year * 12 + last.month, step):
        yield _period(datetime.date(month // 12, month % 12 + 1, 1), every)


def _states(past: History[View], commits: Sequence[Commit], counting: Counting) -> list[State]:
    known: dict[str, State] = {}
    for moment in commits:
        if moment.commit not in known:
            known[moment.commit] = counting.state(past.at(moment.commit))
    return [known[moment.commit] for moment in commits]


def _row(name: str, moment: Commit, before: State | None, after: State, causes: Sequence[str]) -> tuple[Cell | Words, ...]:
    steps = sum_causes(before, after) if before else Counter[str]()
    stayed = (
        [change for change in changes(before, after) if change.before is not None and change.after is not None] if before else []
    )
    counts = [steps[cause] for cause in causes]
    otherwise = Counter(change.cause for change in stayed)
    within = [_count_relocated(before, after), otherwise["known"] + otherwise["reclassified"], otherwise["taxonomy"]]
    imported = [_count_imported(before, after)] if after.dataset.context.registers else []
    return (name, moment.date.isoformat(), moment.commit[:12], len(after.entries), *counts, *imported, *within)


def _count_imported(before: State | None, after: State) -> int:
    """How many of the entries that joined rest on one register alone."""
    joined = count_arrivals(before, after) if before else Counter()
    return sum(joined[register.id] for register in after.dataset.context.registers)


def _count_relocated(before: State | None, after: State) -> int:
    """How many entries that stay have another region than before."""
    old = before.entries if before else {}
    return sum(id_ in old and old[id_][0].region != entry.region for id_, (entry, _values, _written) in after.entries.items())


def _rows(name: str, before: State | None, after: State, causes: Sequence[str]) -> Iterator[tuple[Cell | Words, ...]]:
    counts = after.counts()
    steps = bridge(before, after) if before else {}
    for value in [*after.axis.labels, *(value for value in steps if value and value not in after.axis.labels), None]:
        found = steps.get(value)
        if counts[value] or found:
            label = after.axis.labels.get(value, value) if value is not None else _("not known")
            yield (name, value, label, counts[value], *(found[cause] if found else 0 for cause in causes))


def _tables(
    total: list[tuple[Cell | Words, ...]],
    by: list[tuple[Cell | Words, ...]],
    states: Sequence[State],
    unreadable: Sequence[str],
    joined: Counter[str | None],
) -> tuple[Table, ...]:
    last = states[-1] if states else None
    what: Words = last.axis.title if last else _("nothing")
    notes: list[Words] = [
        _("The first period is the beginning: no one has joined or left before it."),
        _("The entries of the period before, with those joined, left and merged, add up to the entries.")
        if not any(state.dataset.passed_over for state in states)
        else _(
            "The entries of the period before and all the causes up to the taxonomy add up to the entries; moved means into or out of the selection."
        ),
        _("The last three columns count entries that stay, but elsewhere: they are not growth."),
    ]
    if unreadable:
        notes.append(
            _n(
                "{n} file could not be read at some time and was not counted then: {paths}",
                "{n} files could not be read at some time and were not counted then: {paths}",
                n=len(unreadable),
                paths=list(unreadable[:10]),
            )
        )
    if last is None:
        notes = [_("There is no such period yet.")]
    imported = [IMPORTED] if last and last.dataset.context.registers else []
    if last:
        held = [entry for entry, _values, _written in last.entries.values()]
        notes += [*note_arrivals(joined, last.dataset.context), *note_origins(held, last.dataset.context)]
    value = (
        Column("value", "string", _("the value as entries write it"), _("value"), is_detail=True),
        Column("label", "string", _("the name in words"), _("name")),
    )
    how = _("In each row, the entries of the period before and all the causes add up to the entries.")
    return (
        Table(
            "total",
            _("Active stakeholders over time"),
            (PERIOD, DAY, COMMIT, ENTRIES, *columns(list_all_causes(*states)), *imported, *WITHIN),
            tuple(total),
            tuple(notes),
            Chart("lines", "period", "entries"),
        ),
        Table(
            f"by-{last.axis.name if last else 'value'}",
            _("Active stakeholders over time, by {what}", what=what),
            (PERIOD, *value, ENTRIES, *columns(list_causes(*states))),
            tuple(by),
            (how,),
            Chart("lines", "period", "entries", "label"),
        ),
    )


REPORT = Report(build, (BY, Option("every", "month", "month|year|release|commit", _("how long a period is.")), LEVEL))
