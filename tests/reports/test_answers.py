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
