"""A calendar (iCalendar, RFC 5545) of the events whose days are known, for any calendar program.

An event has hours where start, end and time zone are all known, else it takes whole days. Cancelled and postponed events stay in it, as cancelled,
so that a program that knows them takes them away. Needs the libraries of ``requirements/calendar.txt``.
"""

import datetime
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from alisei_cli.escape import escape_line
from alisei_cli.exports._contract import Export
from alisei_cli.extras import missing_library
from alisei_cli.language import Labels, Text, _n
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.event_days import days_of, hours_of
from alisei_cli.model.periods import FIRST, period
from alisei_cli.model.source import find_value
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name, name_body, put_in_words

STATES = {"planned": "CONFIRMED", "held": "CONFIRMED", "postponed": "CANCELLED", "cancelled": "CANCELLED"}
"""What a calendar program is told of each state."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``events.ics``: one event each, by day; of the same dataset the same bytes.

    Raises:
        SurroundingsError: the library icalendar is not installed.
    """
    try:
        import icalendar
    except ImportError as error:
        raise missing_library("icalendar", "calendar") from error
    about = read_about(dataset.context.policy)
    name = about.name or "registry"
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{name}//alisei//IT")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", escape_line(str(about.title)))
    known = [event for event in dataset.of_kind("event") if _is_datable(event)]
    for event in sorted(known, key=lambda each: (each.text("dates", "from") or "", each.id)):
        item = icalendar.Event()
        for key, value in _describe(event, name, dataset):
            item.add(key, value)
        calendar.add_component(item)
    years = [day.year for event in known if hours_of(event) and (days := days_of(event)) for day in (days.first, days.last)]
    if years:
        calendar.add_missing_timezones(
            datetime.date(min(years), 1, 1), datetime.date(min(max(years) + 1, datetime.MAXYEAR), 1, 1)
        )
    return {"events.ics": calendar.to_ical()}


def _is_datable(event: Entry) -> bool:
    days = days_of(event)
    return days is not None and days.is_exact


def _describe(event: Entry, registry: str, dataset: View) -> Iterator[tuple[str, Any]]:
    """The properties of one event; whatever entries say has no line breaks and no control characters."""
    yield "uid", escape_line(f"{event.id}@{registry}")
    yield "dtstamp", _last_look(event)
    yield "summary", _plain(main_name(event))
    yield from _when(event)
    yield "status", STATES.get(event.text("status") or "", "TENTATIVE")
    where = [event.text("place", key) for key in ("venue", "city", "country")]
    if any(where):
        yield "location", _plain(", ".join(part for part in where if part))
    said = [*_tell(event, dataset)]
    if said:
        yield "description", _plain(" ".join(said))
    website = event.text("website")
    if website and website.startswith(("https://", "http://")) and website.isprintable() and " " not in website:
        yield "url", website
    if series := event.text("series"):
        yield "categories", [_plain(series)]


def _when(event: Entry) -> Iterator[tuple[str, datetime.date]]:
    days, hours = days_of(event), hours_of(event)
    if days and hours:
        zone = ZoneInfo(hours.zone)
        yield "dtstart", datetime.datetime.combine(days.first, hours.starts, zone)
        yield "dtend", datetime.datetime.combine(days.last, hours.ends, zone)
    elif days:
        yield "dtstart", days.first
        if days.last < datetime.date.max:
            yield "dtend", days.last + datetime.timedelta(days=1)


def _tell(event: Entry, dataset: View) -> Iterator[str]:
    """What the event is, and who organises it and takes part as a partner."""
    schema = dataset.context.schemas["event"]
    description = event.data.get("description")
    if isinstance(description, dict):
        yield str(put_in_words(description, ("description",), schema, dataset))
    organiser = event.data.get("organiser")
    bodies = [organiser] if isinstance(organiser, dict) else []
    named = [str(name_body(body, dataset)) for body in chain(bodies, (body for _index, body in event.items("partners")))]
    if named:
        yield f"({', '.join(dict.fromkeys(named))})"


def _plain(text: Text | Labels | str) -> str:
    return escape_line(str(text))


def _last_look(event: Entry) -> datetime.datetime:
    """When the entry was last confirmed or its sources were last read: that is what the stamp of an event says."""
    dates = [source.get("accessed") for _index, source in event.items("sources")] + [find_value(event.data, ("verified", "on"))]
    spans = [period(date) for date in dates if isinstance(date, str)]
    first = max((span[0] for span in spans if span), default=FIRST)
    return datetime.datetime.combine(datetime.date.fromisoformat(first), datetime.time(), datetime.UTC)


def note(dataset: View) -> list[Text]:
    """Which events no calendar can hold."""
    without = [event.id for event in dataset.of_kind("event") if not _is_datable(event)]
    if not without:
        return []
    return [
        _n(
            "{n} event of which only the year or month is known is left out: {ids}.",
            "{n} events of which only the year or month is known are left out: {ids}.",
            n=len(without),
            ids=without,
        )
    ]


EXPORT = Export(build, "events.ics", note)
