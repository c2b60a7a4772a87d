"""``alisei report members``: who belongs to ALISEI, where, since when, and of whom nobody knows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/{}.yaml"
GONE = "status: inactive\nstatus_since: 2024\nstatus_reason: Chiusa"
FILES = {
    S.format("toscana/alfa"): stakeholder("alfa", "membership: {status: member, since: 2013-05, constituency: territorial}\n"),
    S.format("toscana/beta"): stakeholder("beta", "membership: {status: member}\nrelations:\n  - {kind: parent, target: alfa}\n"),
    S.format("italia/gamma"): stakeholder(
        "gamma", "membership: {status: former, since: 2013, until: 2020-12-31}\n", place="x: 1"
    ),
    S.format("toscana/delta"): stakeholder("delta", "membership: {status: former}\n"),
    S.format("toscana/eps"): stakeholder("eps", "membership: {status: none}\n"),
    S.format("toscana/zeta"): stakeholder("zeta"),
    S.format("toscana/eta"): stakeholder("eta", "membership: {status: member, since: 2014}\n").replace("status: active", GONE),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two members and one that is closed, two former ones, one that is none, one of which nobody knows."""
    return make(tmp_path / "d", {path: text.replace("x: 1, ", "") for path, text in FILES.items()})


def test_members_are_active_and_counted_by_constituency_and_region(root: Path, ask: Ask) -> None:
    """What is not known has its row; an entry that is closed is named, not counted."""
    told = ask(root, "members")
    assert told.by("by-constituency", "value", "entries") == {"territorial": 1, None: 1}
    assert told.by("by-region", "value", "entries") == {"toscana": 2}
    notes = told.notes("by-constituency")
    assert "1 of them is a unit" in notes
    assert "2 former members; of 1 other active stakeholder it is not known" in notes
    assert "not counted: eta" in notes


def test_joined_and_left_by_year(root: Path, ask: Ask) -> None:
    """Whatever the status of the entry today; a former member of no known year stands where it is not known."""
    told = ask(root, "members")
    assert [list(row.values()) for row in told.rows("by-year")] == [
        ["2013", "2013", 2, 0],
        ["2014", "2014", 1, 0],
        ["2020", "2020", 0, 1],
        [None, "not known", 2, 1],
    ]


def test_the_members_are_listed(root: Path, ask: Ask) -> None:
    """With what is known of each."""
    assert [list(row.values()) for row in ask(root, "members").rows("members")] == [
        ["alfa", "Alfa", "Territories", "Tuscany", "2013-05"],
        ["beta", "Beta", None, "Tuscany", None],
    ]


def test_it_makes_sense_of_little(small: Path, ask: Ask) -> None:
    """Without members there are no rows, and the notes say of how many nobody knows."""
    told = ask(small, "members")
    members = sum("membership" in file.read_text() for file in (small / "registry").rglob("*.yaml"))
    assert sum(told.by("by-region", "value", "entries").values()) == members
    assert [row["year"] for row in told.rows("by-year")] == [None]


def test_pandas_counts_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Members of the sample by constituency, region and year, recomputed from the export."""
    frame = exported("stakeholders")
    members = frame[(frame.status == "active") & (frame["membership.status"] == "member")]
    told = ask(sample, "members")
    for table, column in (("by-constituency", "membership.constituency"), ("by-region", "region")):
        counts = members[column].fillna("-").value_counts().to_dict()
        assert {row["value"] or "-": row["entries"] for row in told.rows(table)} == counts
    joined = frame[frame["membership.status"].isin(["member", "former"])]["membership.since"].str[:4].fillna("-").value_counts()
    assert {row["year"] or "-": row["joined"] for row in told.rows("by-year") if row["joined"]} == joined.to_dict()
    assert [row["id"] for row in told.rows("members")] == sorted(members.id)
