"""``alisei events`` and ``alisei delegation``: the calendar, and the sheet for a mission; today is 2026-11-23."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, stakeholder
from tests.rules.entries import event, group

OFFERS = """\
description: {it: 'Fa test', en: 'Makes tests'}
offers:
  - {id: a, kind: laboratory-access, technologies: [robotics], trl: {from: 4, to: 6}, summary: {it: 'Camera bianca', en: 'Clean room'}, published: 2026-01-01, expires: 2027-01-01}
  - {id: b, kind: licensing, summary: {it: 'Vecchia', en: 'Expired one'}, published: 2025-01-01, expires: 2026-01-01}
"""


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Two coming events, one running today, one held, one cancelled."""
    return dataset(
        {"registry/stakeholders/toscana/rossi.yaml": stakeholder("rossi", OFFERS)}
        | {"registry/stakeholders/toscana/verdi.yaml": stakeholder("verdi")}
        | group("gdl")
        | event(
            "fair-2027",
            status="planned",
            dates="{from: 2027-06-03}",
            participants="[{id: rossi, role: delegation}, {id: verdi}, {name: Bianchi}]",
            groups="[gdl]",
        )
        | event("fair-2026", status="planned", dates="{from: 2026-11}", series="fair")
        | event("now", status="planned", dates="{from: 2026-11-20, until: 2026-11-23}", organiser="{id: rossi}")
        | event("early", status="held", dates="{from: 2019-06-03}", series="fair", participants="[{id: rossi}]")
        | event("off", status="cancelled", dates="{from: 2020-06-03}")
    )


def ids(alisei: Alisei, root: Path, *words: str) -> list[str]:
    outcome = alisei("-C", root, "events", *words, "--format", "json")
    assert outcome.code == 0, outcome
    return [row[0] for row in json.loads(outcome.out)["tables"][0]["rows"]]


def test_coming_and_past_share_all_events(root: Path, alisei: Alisei) -> None:
    """The last day still counts as coming, and so does the month of today."""
    assert ids(alisei, root) == ["early", "off", "fair-2026", "now", "fair-2027"]
    assert ids(alisei, root, "--upcoming") == ["fair-2026", "now", "fair-2027"]
    assert ids(alisei, root, "--past") == ["early", "off"]
    assert alisei("-C", root, "events", "--past", "--upcoming").code == 2


def test_events_of_a_body_a_group_and_a_series(root: Path, alisei: Alisei) -> None:
    """With the role of the body; an unknown id or series names the nearest."""
    outcome = alisei("-C", root, "events", "--with", "rossi", "--format", "csv")
    assert [line.split(",")[0] + ":" + line.split(",")[-1] for line in outcome.out.splitlines()[1:]] == [
        "early:Participants",
        "now:Organiser",
        "fair-2027:In the delegation of the Cluster",
    ]
    assert ids(alisei, root, "--with", "gdl") == ["fair-2027"]
    assert ids(alisei, root, "--series", "FAIR") == ["early", "fair-2026"]
    assert "Did you mean rossi?" in alisei("-C", root, "events", "--with", "rosi").err
    assert "no series of events called fare" in alisei("-C", root, "events", "--series", "fare").err


def test_a_page_for_each_participant_with_an_entry(root: Path, alisei: Alisei) -> None:
    """Who it is, what it offers and seeks today; what has expired is not offered; a name without entry stands in the list alone."""
    outcome = alisei("-C", root, "delegation", "fair-2027", "--format", "json")
    tables = {table["name"]: table for table in json.loads(outcome.out)["tables"]}
    assert list(tables) == ["participants", "rossi", "verdi", "edition"]
    assert [row[1] for row in tables["participants"]["rows"]] == ["Rossi", "Verdi", "Bianchi"]
    offered = [row[1:] for row in tables["rossi"]["rows"] if row[0] == "It offers"]
    assert offered == [
        ["Clean room", "Access to laboratories and platforms, Surgical and rehabilitation robotics, TRL 4–6, until 2027-01-01"]
    ]
    assert "Not known, because its entry does not say: It offers, It seeks." in " ".join(tables["verdi"]["notes"])


@pytest.mark.parametrize("name", ["d.html", "d.xlsx"])
def test_the_sheet_is_written(root: Path, alisei: Alisei, tmp_path: Path, name: str) -> None:
    """In forms that an office hands on; printed, each body begins on a page of its own."""
    outcome = alisei("-C", root, "delegation", "fair-2027", "-o", tmp_path / name)
    assert outcome.code == 0, outcome
    if name == "d.html":
        assert (tmp_path / name).read_text().count('<div class="chapter page">') == 8  # four chapters in two languages


def test_an_unknown_event_and_a_hidden_field(root: Path, alisei: Alisei) -> None:
    """The nearest event is named; what the policy keeps from the public is on no page for the public."""
    assert "Did you mean fair-2026, fair-2027?" in alisei("-C", root, "delegation", "fair-2028").err
    assert alisei("-C", root, "delegation", "rossi").code == 2
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text().replace("\nchanges:", "\nfields:\n  members: [offers]\nchanges:", 1))
    assert "Clean room" not in alisei("-C", root, "delegation", "fair-2027").out
    assert "Clean room" in alisei("-C", root, "delegation", "fair-2027", "--audience", "members").out
