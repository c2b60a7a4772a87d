"""Working groups: which are at work, who coordinates them since when, which meetings are overdue, who sits in how many."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.meetings import due_since, last_meeting, rhythm_of
from alisei_cli.model.table import Cell, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import join_words, main_name, name_body, word
from alisei_cli.reports._contract import Question, Report

ID = Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True)
GROUP = Column("group", "string", _("name of the working group"), _("group"))
BODY = Column("body", "string", _("name of the organisation"), _("organisation"))
ORDER = ("active", None, "closed")
"""States in which groups are shown: those at work first."""
MONTH = 30.44
"""Days of a month, on average."""

Row = tuple[Cell | Words, ...]


def build(question: Question) -> tuple[Table, ...]:
    """Tables: groups, coordinators, overdue, bodies; about the working groups that were chosen."""
    view = question.dataset
    groups = sorted(view.of_kind("group"), key=lambda each: (_rank(each), each.id))
    return _list_groups(groups, view), _list_coordinators(groups, view), _list_overdue(groups, view), _count_seats(groups, view)


def _rank(group: Entry) -> int:
    status = group.text("status")
    return ORDER.index(status) if status in ORDER else len(ORDER)


def _list_groups(groups: Sequence[Entry], view: View) -> Table:
    rows = tuple(_describe_group(group, view) for group in groups)
    columns = (
        ID,
        GROUP,
        Column("status", "string", _("whether the group is at work"), _("status")),
        Column("areas", "string", _("areas of intervention"), _("areas"), is_detail=True),
        Column("coordinator", "string", _("the member that coordinates the group, or did so last"), _("coordinated by")),
        Column("since", "string", _("since when it coordinates"), _("since"), unit="date"),
        Column(
            "until", "string", _("last year in which it is known to coordinate; empty if it still does"), _("until"), unit="date"
        ),
        Column("lead", "string", _("the seat of the board that leads the group"), _("lead")),
        Column("members", "integer", _("members named"), _("members"), unit="entries", is_detail=True),
        Column("partners", "integer", _("outside partners named"), _("partners"), unit="entries", is_detail=True),
        Column("months", "integer", _("months from one meeting to the next"), _("months apart"), unit="months", is_detail=True),
        Column("last", "string", _("the last meeting known"), _("last meeting"), unit="date", is_detail=True),
    )
    states = [group.text("status") for group in groups]
    notes: tuple[Words, ...] = (
        _n(
            "{n} working group; at work: {active}; ended: {ended}; not known: {unknown}.",
            "{n} working groups; at work: {active}; ended: {ended}; not known: {unknown}.",
            n=len(groups),
            active=states.count("active"),
            ended=states.count("closed"),
            unknown=states.count(None),
        ),
        _("A dash means that it is not known; the lead is a seat of the board, never a person."),
    )
    return Table("groups", _("Working groups"), columns, rows, notes)


def _describe_group(group: Entry, view: View) -> Row:
    schema = view.context.schemas["group"]
    last = _last_coordinator(group)
    seat, status = group.text("lead", "seat"), group.text("status")
    areas = [view.label(code) for code in view.context.terms_of(group, "cluster-area") if code in view.context.taxonomy.terms]
    return (
        group.id,
        main_name(group),
        word(status, ("status",), schema, view) if status else None,
        join_words(sorted(areas, key=str)) if areas else None,
        name_body(last, view) if last else None,
        _text(last.get("from")) if last else None,
        _text(last.get("until")) if last else None,
        word(seat, ("lead", "seat"), schema, view) if seat else None,
        _count(group, "members"),
        _count(group, "partners"),
        rhythm_of(group),
        last_meeting(group),
    )


def _count(group: Entry, field: str) -> int | None:
    return len(list(group.items(field))) or None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _coordinators(group: Entry) -> list[Mapping[str, Any]]:
    """Those that are named, the first to begin first."""
    return sorted((body for _index, body in group.items("coordinators")), key=lambda body: _text(body.get("from")) or "")


def _last_coordinator(group: Entry) -> Mapping[str, Any] | None:
    """Who still coordinates, else who did so last."""
    known = _coordinators(group)
    return max(known, key=lambda body: ("until" not in body, _text(body.get("from")) or ""), default=None)


def _list_coordinators(groups: Sequence[Entry], view: View) -> Table:
    rows = tuple(
        (group.id, main_name(group), name_body(body, view), _text(body.get("from")), _text(body.get("until")))
        for group in groups
        for body in _coordinators(group)
    )
    columns = (
        ID,
        GROUP,
        BODY,
        Column("from", "string", _("from when it coordinated"), _("from"), unit="date"),
        Column("until", "string", _("until when it is known to have coordinated"), _("until"), unit="date"),
    )
    without = [str(main_name(group)) for group in groups if not _coordinators(group)]
    notes = (
        _n(
            "Of {n} group no coordinator is known: {names}.",
            "Of {n} groups no coordinator is known: {names}.",
            n=len(without),
            names=without,
        ),
    )
    return Table("coordinators", _("Coordinating members"), columns, rows, notes if without else ())


def _list_overdue(groups: Sequence[Entry], view: View) -> Table:
    today = view.context.today
    rows: list[Row] = []
    for group in groups:
        due = due_since(group, today)
        if due:
            last, day, months = due
            rows.append((group.id, main_name(group), months, last, day.isoformat(), int((today - day).days / MONTH)))
    columns = (
        ID,
        GROUP,
        Column("months", "integer", _("months from one meeting to the next"), _("months apart"), unit="months"),
        Column("last", "string", _("the last meeting known"), _("last meeting"), unit="date"),
        Column("due", "string", _("the day by which the next meeting was due"), _("due"), unit="date"),
        Column("late", "integer", _("whole months since that day"), _("months late"), unit="months"),
    )
    at_work = [group for group in groups if group.text("status") == "active"]
    untold = [group for group in at_work if rhythm_of(group) is None or last_meeting(group) is None]
    said = (
        _n(
            "{n} working group is known to be at work; of {untold} of them rhythm or meetings are not known.",
            "{n} working groups are known to be at work; of {untold} of them rhythm or meetings are not known.",
            n=len(at_work),
            untold=len(untold),
        )
        if at_work
        else _("No working group is known to be at work, and so none is known to be late.")
    )
    return Table("overdue", _("Overdue meetings"), columns, tuple(rows), (said,))


def _count_seats(groups: Sequence[Entry], view: View) -> Table:
    """Who sits in which groups, as member or coordinator; one body counts once for each group."""
    seats: dict[str, dict[str, bool]] = {}
    bodies: dict[str, Mapping[str, Any]] = {}
    for group in groups:
        for body, is_coordinator in _seated(group):
            key = str(body.get("id") or body.get("name"))
            bodies.setdefault(key, body)
            seats.setdefault(key, {})[group.id] = is_coordinator or seats.get(key, {}).get(group.id, False)
    names = {group.id: main_name(group) for group in groups}
    order = sorted(seats, key=lambda key: (-len(seats[key]), -sum(seats[key].values()), key))
    rows = tuple(
        (
            _text(bodies[key].get("id")),
            name_body(bodies[key], view),
            len(seats[key]),
            sum(seats[key].values()),
            _join_names([names[id_] for id_ in seats[key]]),
        )
        for key in order
    )
    columns = (
        ID,
        BODY,
        Column("groups", "integer", _("working groups in which it sits or sat"), _("groups"), unit="entries"),
        Column(
            "coordinates", "integer", _("of them, those that it coordinates or coordinated"), _("coordinates"), unit="entries"
        ),
        Column("names", "string", _("names of the groups"), _("which")),
    )
    notes = (
        _(
            "Members and coordinators of all years, as far as they are named; a source that says only that all members take part names none."
        ),
    )
    return Table("bodies", _("Who sits in how many working groups"), columns, rows, notes)


def _seated(group: Entry) -> Iterator[tuple[Mapping[str, Any], bool]]:
    for field in ("coordinators", "members"):
        yield from ((body, field == "coordinators") for _index, body in group.items(field))


def _join_names(names: Sequence[Labels]) -> Labels:
    return Labels("; ".join(name.it for name in names), "; ".join(name.en for name in names))


REPORT = Report(build)
