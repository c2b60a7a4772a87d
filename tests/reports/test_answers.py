"""``alisei report answers``: who confirmed, when, where."""

from pathlib import Path

import pytest

from tests.conftest import make, stakeholder
from tests.reports.conftest import Ask


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Five entries: two fresh, one stale, one of a year alone, one never confirmed."""
    said = {
        "own": "{on: 2026-11-01, by: organisation}",
        "office": "{on: 2026-10-31, by: secretariat}",
        "old": "{on: 2025-11-22, by: organisation}",
        "year": "{on: 2024, by: organisation}",
        "never": "",
    }
    files = {id: stakeholder(id, f"verified: {text}\n" if text else "") for id, text in said.items()}
    files["old"] = stakeholder("old", f"verified: {said['old']}\n", type="university", place="region: lazio")
    return make(tmp_path / "d", {f"registry/stakeholders/toscana/{id}.yaml": text for id, text in files.items()})


def test_answers_add_up_and_say_by_whom(root: Path, ask: Ask) -> None:
    """The first day outside the months of the policy is too old."""
    told = ask(root, "answers")
    assert told.by("answers", "value", "entries") == {"organisation": 1, "secretariat": 1, "stale": 2, "never": 1}
    assert [(row["month"], row["organisation"], row["secretariat"]) for row in told.rows("by-month")] == [
        ("2026-11", 1, 0),
        ("2026-10", 0, 1),
        ("2025-11", 1, 0),
        ("2024", 1, 0),
    ]
    assert told.by("by-region", "value", "stale") == {"toscana": 1, "lazio": 1}
    assert told.by("by-type", "value", "share") == {"company": 0.5, "university": 0.0}


def test_each_answer_has_a_name(root: Path, ask: Ask) -> None:
    """The latest first; those that never answered are last."""
    told = ask(root, "answers")
    assert [(row["id"], row["on"], row["answer"]) for row in told.rows("named")] == [
        ("own", "2026-11-01", "organisation"),
        ("office", "2026-10-31", "secretariat"),
        ("old", "2025-11-22", "too old"),
        ("year", "2024", "too old"),
        ("never", None, "never"),
    ]


def test_the_bodies_of_a_member_answer_for_themselves(tmp_path: Path, ask: Ask) -> None:
    """A member is told from its bodies; one that has none has no row."""
    member = "membership: {status: member}\n"
    tie = "relations: [{kind: member-of, target: umbrella}]\n"
    files = {
        "umbrella": stakeholder("umbrella", member),
        "alone": stakeholder("alone", member),
        "alfa": stakeholder("alfa", tie + "verified: {on: 2026-11-01, by: organisation}\n"),
        "beta": stakeholder("beta", tie),
    }
    root = make(tmp_path / "d", {f"registry/stakeholders/toscana/{id}.yaml": text for id, text in files.items()})
    [row] = ask(root, "answers").rows("by-member")
    assert {key: row[key] for key in ("id", "own", "bodies", "organisation", "never", "share")} == {
        "id": "umbrella", "own": "never", "bodies": 2, "organisation": 1, "never": 1, "share": 0.5,
    }  # fmt: skip
