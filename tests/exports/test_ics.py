"""The calendar, read back by the library that other programs use too."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar.cal.component import Component

from tests.conftest import Alisei, Dataset
from tests.rules.entries import event

ROME, PACIFIC = ZoneInfo("Europe/Rome"), ZoneInfo("America/Los_Angeles")


def read(alisei: Alisei, root: Path, *words: str) -> tuple[dict[str, Component], Calendar, bytes]:
    """The events of the calendar by UID."""
    file = root.parent / "events.ics"
    outcome = alisei("-C", root, "export", "ics", "-o", file, *words)
    assert outcome.code == 0, outcome
    raw = file.read_bytes()
    calendar = Calendar.from_ical(raw)
    return {str(each["uid"]): each for each in calendar.walk("VEVENT")}, calendar, raw


def test_days_hours_and_zones(dataset: Dataset, alisei: Alisei) -> None:
    """Hours where all is known, else whole days; the last day is included; years and months are left out, and said."""
    root = dataset(
        event("a-2027", status="planned", dates="{from: 2027-06-03, until: 2027-06-06}")
        | event("b-2027", status="planned", dates="{from: 2027-07-01, starts: '09:30', ends: '18:00', zone: America/Los_Angeles}")
        | event(
            "c-2027",
            status="planned",
            dates="{from: 2027-01-10, until: 2027-01-11, starts: '09:30', ends: '13:00', zone: Europe/Rome}",
        )
        | event("d-2027", status="planned", dates="{from: 2027-01-10, starts: '09:30', zone: Europe/Rome}")
        | event("e-2027", status="planned", dates="{from: 2027-05}")
    )
    events, calendar, _raw = read(alisei, root)
    assert {uid: (each["dtstart"].dt, each["dtend"].dt) for uid, each in events.items()} == {
        "a-2027@alisei": (datetime.date(2027, 6, 3), datetime.date(2027, 6, 7)),
        "b-2027@alisei": (
            datetime.datetime(2027, 7, 1, 9, 30, tzinfo=PACIFIC),
            datetime.datetime(2027, 7, 1, 18, 0, tzinfo=PACIFIC),
        ),
        "c-2027@alisei": (datetime.datetime(2027, 1, 10, 9, 30, tzinfo=ROME), datetime.datetime(2027, 1, 11, 13, 0, tzinfo=ROME)),
        "d-2027@alisei": (datetime.date(2027, 1, 10), datetime.date(2027, 1, 11)),
    }
    assert sorted(str(each["tzid"]) for each in calendar.walk("VTIMEZONE")) == ["America/Los_Angeles", "Europe/Rome"]
    said = alisei("-C", root, "export", "ics").err
    assert "1 event of which only the year or month is known is left out: e-2027" in said


def test_the_zone_of_a_country_with_one(dataset: Dataset, alisei: Alisei) -> None:
    """Italy has one; where a country has several, the event takes the whole day."""
    hours = "{from: 2027-07-01, starts: '09:30', ends: '18:00'}"
    files = event("it", status="planned", dates=hours) | event("us", status="planned", dates=hours)
    for id_, country in (("it", "IT"), ("us", "US")):
        path = f"registry/events/{id_}.yaml"
        files[path] = files[path].replace("dates:", f"place: {{country: {country}}}\ndates:")
    events, _calendar, _raw = read(alisei, dataset(files))
    assert events["it@alisei"]["dtstart"].dt.tzinfo == ROME
    assert events["us@alisei"]["dtstart"].dt == datetime.date(2027, 7, 1)


@pytest.mark.parametrize(
    ("status", "said"), [("held", "CONFIRMED"), ("planned", "CONFIRMED"), ("postponed", "CANCELLED"), ("cancelled", "CANCELLED")]
)
def test_states(dataset: Dataset, alisei: Alisei, status: str, said: str) -> None:
    """A program that knows a cancelled event takes it away."""
    events, _calendar, _raw = read(alisei, dataset(event("a", status=status, dates="{from: 2026-06-03}")))
    assert events["a@alisei"]["status"] == said


def test_text_of_entries_is_never_a_line_of_its_own(dataset: Dataset, alisei: Alisei) -> None:
    """Neither a line break nor a property, whatever an entry holds; an address that is none is left out."""
    files = event(
        "a",
        name='"Fiera, A; B\\r\\nBEGIN:VEVENT\\r\\nUID:x"',
        dates="{from: 2026-06-03}",
        series='"s,1\\nATTACH:file:///etc/passwd"',
    )
    files["registry/events/a.yaml"] = files["registry/events/a.yaml"].replace(
        "sources:", 'website: "https://a.it/\\r\\nATTACH:x"\nsources:'
    )
    events, calendar, raw = read(alisei, dataset(files))
    assert list(events) == ["a@alisei"]
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert not {"ATTACH", "URL"} & set(events["a@alisei"])
    assert b"\r\nBEGIN:VEVENT\r\nUID:x" not in raw
    assert "Fiera, A; B" in str(events["a@alisei"]["summary"])


def test_same_bytes_and_only_what_the_audience_sees(dataset: Dataset, alisei: Alisei) -> None:
    """Stable ids, no clock; what the policy keeps from the public is not there."""
    files = event("a", dates="{from: 2026-06-03}", participants="[{name: Secret Lab}]")
    files["registry/events/a.yaml"] = files["registry/events/a.yaml"].replace(
        "sources:", "description: {en: canary-text}\nsources:"
    )
    root = dataset(files)
    first, again = read(alisei, root)[2], read(alisei, root)[2]
    assert first == again
    assert b"canary-text" in first
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text().replace("\nchanges:", "\nfields:\n  members: [description]\nchanges:", 1))
    assert b"canary-text" not in read(alisei, root)[2]
    assert b"canary-text" in read(alisei, root, "--audience", "members")[2]
