"""The calendar: events that are coming or past, those of one body or group, those of a series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alisei_cli.core.answer import make_answer
from alisei_cli.core.cells import joined
from alisei_cli.core.conditions import asked_together
from alisei_cli.core.notes import note_conditions
from alisei_cli.core.select import select
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.event_days import days_of
from alisei_cli.model.references import references
from alisei_cli.model.table import Answer, Cell, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name, name_body, title_of, word
from alisei_cli.nearest import find_nearest_by, hint

COLUMNS = (
    Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True),
    Column("event", "string", _("name of the event"), _("event")),
    Column("from", "string", _("first day, or the month or year"), _("from"), unit="date"),
    Column("until", "string", _("last day; empty if it is the first"), _("until"), unit="date"),
    Column("city", "string", _("city where it takes place"), _("city")),
    Column("country", "string", _("country where it takes place, by its code of two letters"), _("country"), is_detail=True),
    Column("mode", "string", _("in person, online or both"), _("mode"), is_detail=True),
    Column("status", "string", _("planned, held, postponed or cancelled"), _("status")),
    Column("series", "string", _("series to which it belongs"), _("series"), is_detail=True),
    Column("organiser", "string", _("who organises it"), _("organiser"), is_detail=True),
    Column("groups", "string", _("working groups that follow it"), _("groups"), is_detail=True),
    Column("participants", "integer", _("participants named"), _("participants"), unit="entries", is_detail=True),
)
ROLE = Column("role", "string", _("what the organisation is at the event"), _("role"))


@dataclass(frozen=True, slots=True)
class Request:
    """What someone asks of the calendar."""

    is_upcoming: bool = False
    is_past: bool = False
    body: str | None = None
    """Id of a body or a working group."""
    series: str | None = None
    wheres: Sequence[str] = ()


def list_events(dataset: View, request: Request) -> Answer:
    """The events asked for as one table, by day.

    Raises:
        UsageError: coming and past events are asked for at once, or a body, series, facet or term does not exist.
    """
    if request.is_upcoming and request.is_past:
        raise UsageError(_("an event is either coming or past"), _("Leave both out to see all events."))
    conditions = asked_together(request.wheres, dataset.context, ("event",))
    body = _find_body(request.body, dataset) if request.body else None
    series = _find_series(request.series, dataset) if request.series else None
    chosen = [event for event in select(dataset, conditions) if event.kind == "event"]
    if series:
        chosen = [event for event in chosen if event.text("series") == series]
    if request.is_upcoming or request.is_past:
        chosen = [event for event in chosen if _is_upcoming(event, dataset) is request.is_upcoming]
    roles = {event.id: _roles(event, body.id, dataset) for event in chosen} if body else {}
    found = sorted((event for event in chosen if not body or roles[event.id]), key=_order)
    rows = tuple((*_row(event, dataset), *([joined(roles[event.id])] if body else [])) for event in found)
    notes = (
        _n("{n} event of {whole}.", "{n} events of {whole}.", n=len(found), whole=len(dataset.of_kind("event"))),
        *_note_choice(request, body, series, dataset),
        *note_conditions(conditions),
    )
    table = Table("events", _("Events"), (*COLUMNS, *([ROLE] if body else [])), rows, notes)
    return make_answer("events", dataset, (table,))


def _find_body(id_: str, dataset: View) -> Entry:
    """The entry of this id.

    Raises:
        UsageError: there is none.
    """
    entry = dataset.by_id.get(id_)
    if entry is None:
        near = find_nearest_by(id_, {each.id: (each.id, each.name) for each in dataset.entries})
        help = _("Did you mean {near}?", near=near) if near else _("Look for it: alisei search {word}", word=id_)
        raise UsageError(_("there is no entry {id}", id=id_), help)
    return entry


def _find_series(typed: str, dataset: View) -> str:
    """The series that is called so, accents and case apart.

    Raises:
        UsageError: there is none.
    """
    known = dict.fromkeys(series for event in dataset.of_kind("event") if (series := event.text("series")))
    found = next((series for series in known if fold(series) == fold(typed)), None)
    if found is None:
        raise UsageError(_("there is no series of events called {name}", name=typed), hint(typed, known))
    return found


def _is_upcoming(event: Entry, dataset: View) -> bool:
    """Whether its last day is not past; an event that counts as held is never coming."""
    days = days_of(event)
    return days is not None and days.last >= dataset.context.today and event.text("status") != "held"


def _order(event: Entry) -> tuple[str, str]:
    return event.text("dates", "from") or "9999", event.id


def _roles(event: Entry, body: str, dataset: View) -> list[Words | str]:
    """What a body is at an event, each once."""
    schema = dataset.context.schemas["event"]
    found: dict[str, Words | str] = {}
    for reference in references(event.data, schema):
        if reference.target == body:
            role = event.text(*reference.pointer[:-1], "role")
            place = (*reference.pointer[:-1], "role")
            found[str(reference.pointer[0])] = (
                word(role, place, schema, dataset) if role else title_of(schema.at((reference.field,)), reference.field)
            )
    return list(found.values())


def _row(event: Entry, dataset: View) -> tuple[Cell | Words, ...]:
    schema = dataset.context.schemas["event"]
    status, mode, organiser = event.text("status"), event.text("mode"), event.data.get("organiser")
    return (
        event.id,
        main_name(event),
        event.text("dates", "from"),
        event.text("dates", "until"),
        event.text("place", "city"),
        event.text("place", "country"),
        word(mode, ("mode",), schema, dataset) if mode else None,
        word(status, ("status",), schema, dataset) if status else None,
        event.text("series"),
        name_body(organiser, dataset) if isinstance(organiser, dict) else None,
        joined([main_name(dataset.by_id[id_]) if id_ in dataset.by_id else id_ for id_ in _groups(event)]),
        len(list(event.items("participants"))) or None,
    )


def _groups(event: Entry) -> Iterator[str]:
    named = event.data.get("groups")
    yield from (id_ for id_ in named if isinstance(id_, str)) if isinstance(named, list) else ()


def _note_choice(request: Request, body: Entry | None, series: str | None, dataset: View) -> Iterator[Text]:
    if request.is_upcoming:
        yield _("Only events that are not past on {day} and do not count as held.", day=dataset.context.today.isoformat())
    if request.is_past:
        yield _("Only events that are past on {day} or count as held.", day=dataset.context.today.isoformat())
    if body:
        yield _("Only events at which {name} is named.", name=main_name(body))
    if series:
        yield _("Only events of the series {series}.", series=series)
