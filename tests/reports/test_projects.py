"""``alisei report projects``: programmes, budgets, trajectories, regions and partners, each with what is not known."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, make, stakeholder
from tests.reports.conftest import Ask

S, P = "registry/stakeholders/toscana/{}.yaml", "registry/projects/{}.yaml"
PROJECT = """\
# yaml-language-server: $schema=../../schema/project.schema.json
id: {id}
status: active
names:
  - {{value: Progetto {id}, lang: it, kind: display}}
{more}sources:
  - {{url: https://www.example.org/progetti, accessed: 2026-11-23}}
"""


def project(id_: str, more: str = "") -> str:
    """The text of a project with what is required and ``more``."""
    return PROJECT.format(id=id_, more=more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three projects: one with all fields, one in another currency, one with nothing."""
    rich = """\
programme: Horizon Europe
call: HORIZON-HLTH-2025-01
reference: 101057619
dates: {from: 2025, until: 2028}
budget: {total: 5000000, funding: 4000000, currency: EUR}
trajectories: [advanced-diagnostics-devices, ehealth-active-ageing]
partners:
  - {id: alfa, role: coordinator}
  - {id: beta, role: partner, from: 2026}
  - {name: Verdi, role: partner}
"""
    other = "budget: {total: 70, currency: CHF, qualifier: about}\npartners:\n  - {id: alfa}\n"
    files = {S.format(name): stakeholder(name) for name in ("alfa", "beta")}
    files |= {P.format("uno"): project("uno", rich), P.format("due"): project("due", other), P.format("tre"): project("tre")}
    return make(tmp_path / "d", files)


def test_a_project_is_judged_by_the_general_rules(root: Path, alisei: Alisei) -> None:
    """No rule of its own: clean as written; wrong dates, a wrong term, a reference to nothing and a code used twice are found."""
    assert alisei("-C", root, "validate").code == 0
    wrong = "reference: 101057619\ndates: {from: 2028, until: 2025}\ntrajectories: [nothing]\npartners:\n  - {id: nessuno}\n"
    (root / P.format("tre")).write_text(project("tre", wrong))
    out = alisei("-C", root, "validate").out
    for rule in ("range-out-of-order", "unknown-term", "dangling-reference", "same-identifier"):
        assert rule in out


def test_what_is_known_is_counted_and_the_rest_said(root: Path, ask: Ask) -> None:
    """Sums of two currencies never meet; a project with two trajectories counts in each."""
    told = ask(root, "projects")
    assert told.by("by-programme", "programme", "entries") == {"Horizon Europe": 1, "not known": 2}
    assert [tuple(row.values()) for row in told.rows("budgets")] == [
        ("CHF", "total cost", 1, 70),
        ("EUR", "funding", 1, 4000000),
        ("EUR", "total cost", 1, 5000000),
    ]
    assert "known for 2, and is about or over the number given for 1" in told.notes("budgets")
    assert told.by("by-trajectory", "term", "entries") == {"advanced-diagnostics-devices": 1, "ehealth-active-ageing": 1}
    assert told.by("by-region", "value", "projects") == {"toscana": 2}
    assert "1 project has a partner" in told.notes("by-region")
    assert [(row["name"], row["projects"], row["leads"]) for row in told.rows("partners")] == [
        ("Alfa", 2, 1),
        ("Verdi", 1, 0),
        ("Beta", 1, 0),
    ]
    assert told.by("projects", "id", "coordinator") == {"due": None, "tre": None, "uno": "Alfa"}


def test_projects_tie_their_partners(root: Path, ask: Ask) -> None:
    """In the network, without a word of the report on this kind."""
    told = ask(root, "network")
    assert told.by("figures", "figure", "value")["projects"] == 3
    assert told.by("most-tied", "id", "others") == {"alfa": 2, "beta": 1}
    assert "1 body in groups, at events and in projects has no entry" in told.notes("figures")
