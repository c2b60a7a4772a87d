"""Dates that cannot be, that are not yet, and that are in the wrong order; today is 2026-11-23."""

import pytest

from tests.rules.hygiene import findings, said

REAL = ["2026-02-28", "2024-02-29", "2026-02", "2026", "1088", "2000-02-29", "0800-12-25"]
IMPOSSIBLE = [
    "2026-02-30",
    "2025-02-29",
    "1900-02-29",
    "2026-13",
    "2026-00",
    "2026-04-31",
    "2026-12-32",
    "2026-01-00",
    "0000",
    "2026-31-05",
]
REFUSED_BY_SCHEMA = ["2026-2-3", "20260230", "23/11/2026", "yesterday", "[2026-02-30]"]


@pytest.mark.parametrize("date", REAL + REFUSED_BY_SCHEMA)
def test_possible(date: str) -> None:
    assert said("impossible-date", f"facts: {{founded: {date}}}") == []


@pytest.mark.parametrize("date", IMPOSSIBLE)
def test_impossible(date: str) -> None:
    assert said("impossible-date", f"facts: {{founded: {date}}}") == [("/facts/founded", f"the calendar has no {date}")]
    assert said("future-date", f"facts: {{founded: {date}}}") == []


@pytest.mark.parametrize("date", ["0005", "0205-01-01"])
def test_a_year_that_nobody_meant(date: str) -> None:
    assert said("impossible-date", f"facts: {{founded: {date}}}") == [("/facts/founded", f"the year of {date} cannot be right")]


EVERYWHERE = [
    ("status_since: 2026-02-30", "/status_since"),
    ("names: [{value: A, kind: former, until: 2026-02-30}]", "/names/0/until"),
    ("membership: {status: member, since: 2026-02-30}", "/membership/since"),
    ("offers: [{id: a, kind: b, published: 2026-01-01, expires: 2026-02-30}]", "/offers/0/expires"),
    ("relations: [{kind: parent, target: b, until: 2026-02-30}]", "/relations/0/until"),
    ("verified: {on: 2026-02-30, by: organisation}", "/verified/on"),
    ("sources: [{document: a, accessed: 2026-02-30}]", "/sources/0/accessed"),
]


@pytest.mark.parametrize(("lines", "pointer"), EVERYWHERE)
def test_every_field_that_holds_a_date(lines: str, pointer: str) -> None:
    head = "id: a\nstatus: active\n"
    assert said("impossible-date", lines, head=head) == [(pointer, "the calendar has no 2026-02-30")]


def test_dates_of_groups_and_events() -> None:
    assert [pointer for pointer, _ in said("impossible-date", "years: {from: 2026-02-30}", kind="group")] == ["/years/from"]
    assert [pointer for pointer, _ in said("impossible-date", "dates: {from: 2026-02-30}", kind="event")] == ["/dates/from"]


def test_help_knows_the_month() -> None:
    assert str(findings("impossible-date", "facts: {founded: 2025-02-29}")[0].help).startswith("That month has 28 days")
    assert str(findings("impossible-date", "facts: {founded: 2026-31-05}")[0].help).startswith("Write 2026-05-31:")
    assert "year-month-day" in str(findings("impossible-date", "facts: {founded: 2026-31}")[0].help)


@pytest.mark.parametrize("date", ["2026-11-23", "2026-11", "2026", "1999-01-01"])
def test_not_in_the_future(date: str) -> None:
    assert said("future-date", f"facts: {{founded: {date}}}") == []


@pytest.mark.parametrize("date", ["2026-11-24", "2026-12", "2027", "2062-11-23"])
def test_in_the_future(date: str) -> None:
    message = f"founded says {date}, which is still to come: today is 2026-11-23"
    assert said("future-date", f"facts: {{founded: {date}}}") == [("/facts/founded", message)]


def test_what_may_lie_ahead() -> None:
    lines = "membership: {status: member, since: 2020, until: 2030}\noffers: [{id: a, kind: b, published: 2026-11-01, expires: 2030-01-01}]"
    assert said("future-date", lines) == []


def test_an_event_that_was_held_is_past() -> None:
    head = "id: a\nstatus: held\n"
    assert said("future-date", "dates: {from: 2026-10-01, until: 2026-12-01}", kind="event", head=head) == [
        ("/dates/until", "the event counts as held, but 2026-12-01 is still to come: today is 2026-11-23")
    ]
    assert said("future-date", "dates: {from: 2027}", kind="event", head="id: a\nstatus: planned\n") == []


IN_ORDER = [
    "membership: {status: member, since: 2015, until: 2015}",
    "membership: {status: member, since: 2015-06, until: 2015}",
    "membership: {status: member, since: 2015, until: 2015-06-01}",
    "membership: {status: member, since: 2015, until: 2015-02-30}",
    "membership: {status: member, since: 2015}",
    "membership: {status: member, since: [2015], until: 2012}",
    "offers: [{id: a, kind: b, trl: {from: 4, to: 4}}]",
    "offers: [{id: a, kind: b, trl: {from: 12, to: 4}}]",
    "offers: [{id: a, kind: b, trl: {from: true, to: 0}}]",
]
OUT_OF_ORDER = [
    ("membership: {status: member, since: 2015, until: 2012}", "/membership/until", "until 2012 comes before since 2015"),
    (
        "membership: {status: member, since: 2015-06, until: 2015-05-31}",
        "/membership/until",
        "until 2015-05-31 comes before since 2015-06",
    ),
    (
        "needs: [{id: a, kind: b, published: 2026-05-02, expires: 2026-05-01}]",
        "/needs/0/expires",
        "expires 2026-05-01 comes before published 2026-05-02",
    ),
    ("offers: [{id: a, kind: b, trl: {from: 6, to: 4}}]", "/offers/0/trl/to", "to 4 comes before from 6"),
    (
        "relations: [{kind: parent, target: b, since: 2020, until: 2019}]",
        "/relations/0/until",
        "until 2019 comes before since 2020",
    ),
]


@pytest.mark.parametrize("lines", IN_ORDER)
def test_in_order(lines: str) -> None:
    assert said("range-out-of-order", lines) == []


@pytest.mark.parametrize(("lines", "pointer", "message"), OUT_OF_ORDER)
def test_out_of_order(lines: str, pointer: str, message: str) -> None:
    assert said("range-out-of-order", lines) == [(pointer, message)]


def test_groups_and_events_have_ranges_too() -> None:
    assert said("range-out-of-order", "years: {from: 2020, until: 2019}", kind="group") == [
        ("/years/until", "until 2019 comes before from 2020")
    ]


@pytest.mark.parametrize(
    ("expires", "is_over"),
    [
        ("2026-11-22", True),
        ("2026-11-23", False),
        ("2026-10", True),
        ("2026-11", False),
        ("2025", True),
        ("2026", False),
        ("2026-02-30", False),
    ],
)
def test_expired(expires: str, is_over: bool) -> None:
    lines = f"offers: [{{id: a, kind: b, expires: 2030}}, {{id: b, kind: b, expires: {expires}}}]"
    when = f"on {expires}" if len(expires) == 10 else f"in {expires}"
    assert said("expired-offer", lines) == ([("/offers/1/expires", f"this offer ended {when}")] if is_over else [])


def test_expired_need() -> None:
    assert said("expired-offer", "needs: [{id: a, kind: b, expires: 2020-01-01}]") == [
        ("/needs/0/expires", "this need ended on 2020-01-01")
    ]
    assert said("expired-offer", "needs: {expires: 2020-01-01}") == []


def test_one_slip_one_finding() -> None:
    """A beginning still to come is not out of order too, and an end before its beginning has not run out too."""
    lines = "membership: {status: member, since: 2062, until: 2020}"
    assert said("range-out-of-order", lines) == []
    assert [pointer for pointer, _ in said("future-date", lines)] == ["/membership/since"]
    lines = "offers: [{id: a, kind: b, published: 2026-05-02, expires: 2016-05-02}]"
    assert said("expired-offer", lines) == []
    assert [pointer for pointer, _ in said("range-out-of-order", lines)] == ["/offers/0/expires"]
