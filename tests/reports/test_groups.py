"""``alisei report groups`` and ``alisei groups``: who coordinates, which meetings are overdue, who sits where."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, stakeholder
from tests.reports.conftest import Ask
from tests.rules.entries import group

ROSSI = "registry/stakeholders/toscana/rossi.yaml"
COORDINATORS = "[{id: rossi, from: 2015, until: 2019}, {name: Verdi, from: 2019}]"


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """A group at work that is late, one at work on time, one that has ended, one of which little is known."""
    files = {
        ROSSI: stakeholder("rossi"),
        **group(
            "alfa",
            coordinators=COORDINATORS,
            lead="{seat: vice-president}",
            members="[{id: rossi}, {name: Bianchi}]",
            rhythm="{every_months: 2}",
            meetings="[{on: 2026-03}, {on: 2026-01-15, mode: online}]",
        ),
        **group("beta", members="[{id: rossi}]", rhythm="{every_months: 6}", meetings="[{on: 2026-11-02}]"),
        **group("delta", status="closed", rhythm="{every_months: 1}", meetings="[{on: 2020-01-01}]"),
        **group("eta", status="active"),
    }
    return dataset(files)


def test_groups_at_work_come_first_with_who_coordinates(root: Path, ask: Ask) -> None:
    """Who still coordinates goes before who once did; the lead is the name of a seat."""
    told = ask(root, "groups")
    rows = {row["id"]: row for row in told.rows("groups")}
    assert list(rows) == ["alfa", "beta", "eta", "delta"]
    alfa = rows["alfa"]
    assert (alfa["coordinator"], alfa["since"], alfa["until"], alfa["lead"]) == ("Verdi", "2019", None, "Vice-presidency")
    assert (alfa["members"], alfa["months"], alfa["last"]) == (2, 2, "2026-03")
    assert "4 working groups; at work: 3; ended: 1; not known: 0." in told.notes("groups")
    assert [row["body"] for row in told.rows("coordinators")] == ["Rossi", "Verdi"]


def test_a_meeting_is_overdue_by_the_rhythm(root: Path, ask: Ask) -> None:
    """Two months after the last day of March: by 31 May; a group that has ended owes no meeting."""
    told = ask(root, "groups")
    assert [list(row.values()) for row in told.rows("overdue")] == [["alfa", "Group alfa", 2, "2026-03", "2026-05-31", 5]]
    assert "of 1 of them rhythm or meetings are not known" in told.notes("overdue")


def test_who_sits_in_how_many(root: Path, ask: Ask) -> None:
    """A coordinator that is a member too sits once."""
    told = ask(root, "groups")
    rows = {row["body"]: (row["groups"], row["coordinates"], row["names"]) for row in told.rows("bodies")}
    assert rows["Rossi"] == (2, 1, "Group alfa; Group beta")
    assert (rows["Verdi"][:2], rows["Bianchi"][:2]) == ((1, 1), (1, 0))


def test_the_command_shows_the_first_table(root: Path, alisei: Alisei) -> None:
    """Conditions are those of lists."""
    outcome = alisei("-C", root, "groups", "--where", "status=closed", "--format", "csv")
    assert outcome.code == 0
    assert [line.partition(",")[0] for line in outcome.out.splitlines()[1:]] == ["delta"]
