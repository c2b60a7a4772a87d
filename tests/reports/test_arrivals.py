"""``trend`` and ``compare``: entries that came with a register are told from growth."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, committed, git
from tests.reports.conftest import ELSEWHERE, EUDAMED, ROR, Ask, sourced, with_registers


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One entry in January; in March eight of EUDAMED and one that was written down."""
    root = committed(with_registers(tmp_path / "d", sourced("alfa", "", ROR)), GIT_COMMITTER_DATE="2026-01-20T12:00:00Z")
    new = [sourced(f"device-{n}", "sector: {primary: medical-devices}\n", EUDAMED) for n in range(8)]
    for path, text in [*new, sourced("beta", "", ELSEWHERE)]:
        (root / path).write_text(text, encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "more", GIT_COMMITTER_DATE="2026-03-20T12:00:00Z")
    return root


def test_an_import_is_no_growth(root: Path, ask: Ask) -> None:
    """The months say how many of those that joined came with a register, and so does the note."""
    told = ask(root, "trend")
    assert [(row["period"], row["joined"], row["imported"]) for row in told.rows("total")] == [
        ("2026-01", 0, 0),
        ("2026-02", 0, 0),
        ("2026-03", 9, 8),
    ]
    assert "8 of the 9 entries that joined rest on one register alone (EUDAMED 8)" in told.notes("total")
    assert "9 of the 10 entries rest on one register alone: EUDAMED 8, ROR 1." in told.notes("total")


def test_two_dates_say_where_the_difference_comes_from(root: Path, alisei: Alisei, ask: Ask) -> None:
    """The table adds up to those that joined."""
    told = ask(root, "compare", "2026-01", "2026-03")
    assert told.by("joined-by-source", "basis", "entries") == {"eudamed": 8, "other": 1}
    assert "no growth of the sector" in told.notes("total")
    back = ask(root, "compare", "2026-03", "2026-01")
    assert back.rows("joined-by-source") == []
