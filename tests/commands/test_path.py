"""``alisei path``: the shortest ways between two entries, with years; what is left out, what is not known, who may see it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, make, stakeholder
from tests.reports.test_projects import P, project

S = "registry/stakeholders/toscana/{}.yaml"
GROUP = """\
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl
status: active
names:
  - {value: Gruppo, lang: it, kind: display}
years: {from: 2015, until: 2016}
members:
  - {id: alfa, from: 2019}
  - {id: beta}
sources:
  - {url: https://www.example.org, accessed: 2026-11-23}
"""
CROWD = """\
# yaml-language-server: $schema=../../schema/event.schema.json
id: fiera
status: held
names:
  - {{value: Fiera, lang: it, kind: display}}
dates: {{from: 2019-10-16}}
participants:
{bodies}sources:
  - {{url: https://www.example.org, accessed: 2026-11-23}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Alfa and beta meet in a group, in a project and through gamma; delta is alone but for a fair of sixty."""
    relation = "relations:\n  - {{kind: {}, target: gamma, since: 2011{}}}\n"
    files = {
        S.format("alfa"): stakeholder("alfa", relation.format("spin-off-of", ", until: 2014")),
        S.format("beta"): stakeholder("beta", relation.format("has-member", "")),
        S.format("gamma"): stakeholder("gamma"),
        S.format("delta"): stakeholder("delta"),
        "registry/groups/gdl.yaml": GROUP,
        P.format("uno"): project("uno", "dates: {until: 2018}\npartners:\n  - {id: alfa, role: coordinator}\n  - {id: beta}\n"),
    }
    many = [f"n{number}" for number in range(58)]
    files |= {S.format(name): stakeholder(name) for name in many}
    bodies = "".join(f"  - {{id: {name}}}\n" for name in [*many, "delta", "alfa"])
    files["registry/events/fiera.yaml"] = CROWD.format(bodies=bodies)
    return make(tmp_path / "d", files)


def steps(alisei: Alisei, root: Path, *words: str) -> list[tuple[str, str, str, str | None]]:
    """From, tie, to and years of each step."""
    outcome = alisei("-C", root, "path", *words, "--format", "json")
    assert outcome.code == 0, outcome
    [table] = json.loads(outcome.out)["tables"]
    return [(row[1], row[3], row[4], row[8]) for row in table["rows"]]


def test_every_shortest_way_with_its_years(alisei: Alisei, root: Path) -> None:
    """A role's own years come before those of the group or project; an open end stays open."""
    assert steps(alisei, root, "alfa", "beta") == [
        ("alfa", "Spin-off of", "gamma", "2011-2014"),
        ("gamma", "Member of", "beta", "2011-"),
        ("alfa", "Member", "gdl", "2019-"),
        ("gdl", "Member", "beta", "2015-2016"),
        ("alfa", "Partner", "uno", "-2018"),
        ("uno", "Partner", "beta", "-2018"),
    ]
    backwards = steps(alisei, root, "beta", "alfa", "--limit", "1")
    assert backwards == [("beta", "Has as member", "gamma", "2011-"), ("gamma", "Has as spin-off", "alfa", "2011-2014")]


def test_ways_can_be_closed(alisei: Alisei, root: Path) -> None:
    """By ``--without``; a fair of sixty is no way, but an end."""
    assert {step[2] for step in steps(alisei, root, "alfa", "beta", "--without", "gamma", "--without", "uno")} == {"gdl", "beta"}
    assert steps(alisei, root, "delta", "beta") == []
    out = alisei("-C", root, "path", "delta", "beta").out
    assert "Nothing that the registry knows connects the two" in out
    assert "1 group, event or project of more than 50 bodies is passed over." in out
    assert steps(alisei, root, "delta", "fiera") == [("delta", "Participant", "fiera", "2019")]


def test_what_is_no_question_is_refused(alisei: Alisei, root: Path) -> None:
    """An id that does not exist, with the nearest; the same twice."""
    outcome = alisei("-C", root, "path", "alfa", "bata")
    assert (outcome.code, "Did you mean beta" in outcome.err) == (2, True)
    assert alisei("-C", root, "path", "alfa", "alfa").code == 2


def test_a_tie_that_the_audience_may_not_see_is_no_way(alisei: Alisei, root: Path) -> None:
    """Relations kept for members connect nothing for the public."""
    policy = root / "schema/policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace(
            "audiences: [public, members, secretariat]",
            "audiences: [public, members, secretariat]\nfields:\n  members: [relations]",
        ),
        encoding="utf-8",
    )
    without = ("--without", "gdl", "--without", "uno")
    assert steps(alisei, root, "alfa", "beta", *without) == []
    assert len(steps(alisei, root, "alfa", "beta", *without, "--audience", "members")) == 2
