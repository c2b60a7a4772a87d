"""``alisei report freshness``: what is due on the day of the question, and whom to write to."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.reports._days import last_day, months_before
from tests.conftest import Alisei, committed, git, make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/toscana/{}.yaml"
FILES = {
    S.format("fresh"): stakeholder(
        "fresh", "verified: {on: 2025-11-23, by: organisation}\nmaintainers: [{github: anna, id: 1}]\n"
    ),
    S.format("stale"): stakeholder(
        "stale",
        "website: https://stale.it\nverified: {on: 2025-10, by: organisation}\n"
        "contact: {mailbox: info@stale.it}\nmaintainers: [{github: anna, id: 1}, {github: bruno, id: 2}]\n"
        "offers:\n  - {id: open, kind: laboratory-access}\n  - {id: past, kind: laboratory-access, expires: 2026-10}\n"
        "needs:\n  - {id: today, kind: laboratory-access, expires: 2026-11-23}\n",
    ),
    S.format("never"): stakeholder("never", "website: https://never.it\n").replace("accessed: 2026-11-23", "accessed: 2025"),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three entries of different age: one changed in 2023, two in 2026."""
    root = make(tmp_path / "d", FILES)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2023-05-01T12:00:00Z")
    committed(root)
    for name in ("fresh", "stale"):
        with (root / S.format(name)).open("a") as file:
            file.write("# looked at again\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-05-01T12:00:00Z")
    git(root, "commit", "-q", "-a", "-m", "again")
    return root


def test_confirmations_by_year(root: Path, ask: Ask) -> None:
    """The newest year first, then those never confirmed; the last day of the span still counts as fresh."""
    told = ask(root, "freshness")
    assert told.by("confirmed", "value", "entries") == {"2025": 2, "never": 1}
    assert "1 is confirmed within 12 months before 2026-11-23" in told.notes("confirmed")


def test_expired_offers_and_needs(root: Path, ask: Ask) -> None:
    """The last day itself still counts; what has no last day is counted apart."""
    told = ask(root, "freshness")
    assert [(row["id"], row["what"], row["item"], row["expires"]) for row in told.rows("expired")] == [
        ("stale", "offer", "past", "2026-10")
    ]
    assert "Of 3 offers and needs of active stakeholders, past the last day: 1; without a last day: 1." in told.notes("expired")


def test_untouched_by_region_and_maintainer(root: Path, ask: Ask) -> None:
    """An entry counts for each of its maintainers; those without any have a row."""
    told = ask(root, "freshness")
    assert [list(row.values()) for row in told.rows("by-region")] == [["toscana", "Tuscany", 3, 1, 1, round(1 / 3, 6)]]
    assert [list(row.values())[1:5] for row in told.rows("by-maintainer")] == [
        ["anna", 2, 1, 0],
        ["bruno", 1, 0, 0],
        ["none", 1, 0, 1],
    ]
    assert ask(root, "freshness", "--months", "6").by("by-region", "value", "untouched") == {"toscana": 3}


def test_whom_to_write_to_oldest_first(root: Path, ask: Ask) -> None:
    """With a mailbox, a form or a website, and every reason."""
    rows = [(row["id"], row["address"], row["why"]) for row in ask(root, "freshness").rows("write-to")]
    assert rows == [
        ("never", "https://never.it", "never confirmed, not changed since 2023-05-01"),
        ("stale", "info@stale.it", "last confirmed in 2025-10, an offer ended in 2026-10"),
    ]


def test_outside_git_nobody_knows(small: Path, ask: Ask) -> None:
    """What git would know is not known, and said; everything else is told."""
    told = ask(small, "freshness")
    assert all(row["untouched"] is None for row in told.rows("by-region"))
    assert "There is no git history here" in told.notes("by-region")
    entries = len(list((small / "registry").rglob("*.yaml")))
    assert told.by("confirmed", "value", "entries") == {"never": entries}
    assert len(told.rows("write-to")) == entries


@pytest.mark.parametrize("months", ["0", "-1", "many", "9999999999999999999", "1201", "²"])
def test_months_are_a_number(months: str, root: Path, alisei: Alisei) -> None:
    """Anything else is a usage error."""
    assert alisei("-C", root, "report", "freshness", f"--months={months}").code == 2


def test_days_and_months() -> None:
    """A year means its last day at the latest; the months before a long month may be short."""
    day = datetime.date
    assert [last_day(text) for text in ("2026", "2024-02", "2024-02-03")] == [
        day(2026, 12, 31),
        day(2024, 2, 29),
        day(2024, 2, 3),
    ]
    assert [last_day(text) for text in (None, "", "2026-13", "2026-02-30", "n.d.", "1-2-3-4", 2026, "0000")] == [None] * 8
    assert months_before(day(2026, 3, 31), 1) == day(2026, 2, 28)
    assert months_before(day(2026, 1, 15), 12) == day(2025, 1, 15)
    assert months_before(day(2026, 1, 15), 99_999) == datetime.date.min


def test_pandas_counts_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Confirmations by year, expired offers and those without address, recomputed from the export."""
    frame = exported("stakeholders")
    active = frame[frame.status == "active"]
    told = ask(sample, "freshness")
    on = active["verified.on"] if "verified.on" in active else active["id"].where(lambda each: each == "")
    by_year = on.str[:4].fillna("never").value_counts().to_dict()
    assert {row["value"]: row["entries"] for row in told.rows("confirmed") if row["entries"]} == by_year
    by_region = active.groupby(active["region"].fillna("-")).size().to_dict()
    assert {row["value"] or "-": row["entries"] for row in told.rows("by-region")} == by_region
    asked = [exported(f"stakeholders-{kind}") for kind in ("offers", "needs")]
    past = sum(int((each[each["entry"].isin(active.id)]["expires"].dropna() < "2026-11-23").sum()) for each in asked)
    assert len(told.rows("expired")) == past
