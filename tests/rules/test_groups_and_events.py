"""Rules of groups and events at their edges; what their pages show is tested there."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset, stakeholder
from tests.rules.entries import group
from tests.rules.hygiene import said


@pytest.mark.parametrize(
    ("coordinators", "n"),
    [
        ("[{id: a, from: 2017, until: 2019}, {id: b, from: 2019}]", 0),
        ("[{id: a, from: 2017, until: 2019-06}, {id: b, from: 2019-05}]", 1),
        ("[{id: a, from: 2017}, {id: b, from: 2019}]", 1),
        ("[{id: b, from: 2019}, {id: a, from: 2017}]", 1),
        ("[{id: a, from: 2017}, {id: b, from: 2017}]", 0),
        ("[{id: a}, {id: b, from: 2019}]", 0),
        ("[{id: a, from: 2017}, {id: a, from: 2019}]", 0),
        ("[{id: a, from: 2017-13}, {id: b, from: 2019}]", 0),
    ],
)
def test_one_coordinator_at_a_time(coordinators: str, n: int) -> None:
    """Only what is sure is said: one year may hold the end of one and the beginning of the other."""
    assert len(said("two-coordinators", f"coordinators: {coordinators}", kind="group")) == n


@pytest.mark.parametrize(
    ("membership", "years", "is_said"),
    [
        ("{status: member, since: 2013}", "from: 2012, until: 2012", True),
        ("{status: member, since: 2013}", "from: 2013, until: 2013", False),
        ("{status: member}", "from: 1900, until: 1901", False),
        ("{status: former, until: 2018}", "from: 2019", True),
        ("{status: former, until: 2018}", "", False),
        ("{status: none}", "", True),
        ("", "from: 2019", False),
        ("{status: former, until: 2018-13}", "from: 2019", False),
    ],
)
def test_a_coordinator_is_a_member_in_those_years(dataset: Dataset, membership: str, years: str, is_said: bool) -> None:
    """Where either is not known, nothing is said."""
    path = "registry/stakeholders/toscana/rossi.yaml"
    body = stakeholder("rossi", f"membership: {membership}\n" if membership else "")
    items = f"[{{id: rossi{', ' if years else ''}{years}}}]"
    verdict = validate(dataset({path: body, **group("alfa", coordinators=items)}))
    assert ("coordinator-not-member" in {each.rule for each in verdict.diagnostics}) is is_said


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ("dates: {from: 2026-01-01, starts: '09:00', zone: Europe/Rome}", []),
        ("place: {country: IT}\ndates: {from: 2026-01-01, starts: '09:00'}", []),
        ("place: {country: US}\ndates: {from: 2026-01-01, starts: '09:00'}", ["time-without-zone"]),
        ("dates: {from: 2026-01-01, ends: '09:00'}", ["time-without-zone"]),
        ("dates: {from: 2026-01-01, starts: '09:00', zone: CET}", ["unknown-time-zone"]),
        ("dates: {from: 2026-01-01, starts: '09:00', zone: europe/rome}", ["unknown-time-zone"]),
        ("dates: {from: 2026-01-01, starts: '09:00', ends: '09:00', zone: UTC}", ["ends-before-it-starts"]),
        ("dates: {from: 2026-01-01, until: 2026-01-02, starts: '19:00', ends: '09:00', zone: UTC}", []),
        ("dates: {from: 2026-01-01, starts: '25:00', ends: '09:00', zone: UTC}", []),
    ],
)
def test_times_and_zones(lines: str, rules: list[str]) -> None:
    """A zone is needed where the country does not say it; what the schema refuses is left to it."""
    found = [
        rule for rule in ("time-without-zone", "unknown-time-zone", "ends-before-it-starts") if said(rule, lines, kind="event")
    ]
    assert found == rules


def test_a_figure_needs_its_unit_once() -> None:
    """In figures and in outcomes; a misspelt unit is not missing, and missing-key says nothing of it."""
    lines = "figures: [{value: 3}, {value: 4, untit: people}]\nparticipants: [{name: A, outcomes: [{value: 1, source: https://a.it}]}]"
    assert [place for place, _ in said("figure-without-unit", lines, kind="event")] == [
        "/figures/0",
        "/participants/0/outcomes/0",
    ]
    assert [place for place, _ in said("missing-key", lines, kind="event") if "figures" in place or "outcomes" in place] == []


def test_one_source_says_all_figures() -> None:
    """Only where several sources stand has a figure to name its own."""
    one, two = "sources: [{url: https://a.it}]", "sources: [{url: https://a.it}, {url: https://b.it}]"
    assert said("figure-without-source", f"figures: [{{value: 3, unit: people}}]\n{one}", kind="event") == []
    assert len(said("figure-without-source", f"figures: [{{value: 3, unit: people}}]\n{two}", kind="event")) == 1
