"""``alisei report events``: series over the years, growth and return."""

from pathlib import Path

import pytest

from tests.conftest import Dataset
from tests.reports.conftest import Ask
from tests.rules.entries import event


def fair(year: int, figures: str, participants: str, status: str = "held") -> dict[str, str]:
    """One edition of a fair."""
    made = event(f"fair-{year}", status=status, dates=f"{{from: {year}-06}}", participants=participants)
    path = f"registry/events/fair-{year}.yaml"
    return {path: made[path].replace("dates:", "series: fair\ndates:").replace("sources:", f"figures: {figures}\nsources:")}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Three editions, one postponed between them, and an event of no series."""
    return dataset(
        fair(2017, "[{value: 100, unit: meetings}]", "[{name: A}, {name: B}]")
        | fair(
            2018, "[{value: 150, unit: meetings, qualifier: over}, {value: 9, unit: people}]", "[{name: B}, {name: C}, {name: D}]"
        )
        | fair(2020, "[{value: 1, unit: meetings}]", "[{name: A}]", "postponed")
        | fair(2021, "[{value: 75, unit: meetings}]", "[{name: B}, {name: A}]")
        | event("alone")
    )


def test_growth_is_measured_within_one_unit(root: Path, ask: Ask) -> None:
    """Against the last edition that took place and has a figure in it."""
    told = ask(root, "events")
    assert [(row["year"], row["unit"], row["value"], row["growth"]) for row in told.rows("figures")] == [
        ("2017", "meetings", 100, None),
        ("2018", "meetings", 150, 0.5),
        ("2021", "meetings", 75, -0.5),
        ("2018", "people", 9, None),
    ]
    assert [list(row.values()) for row in told.rows("series")] == [["fair", 4, 3, "2017", "2021", 4]]
    assert "1 event belongs to no series." in told.notes("series")


def test_who_returns(root: Path, ask: Ask) -> None:
    """Named at any earlier edition that took place; of the first, none can return."""
    told = ask(root, "events")
    assert [(row["year"], row["participants"], row["returning"], row["share"]) for row in told.rows("returns")] == [
        ("2017", 2, None, None),
        ("2018", 3, 1, 1 / 3),
        ("2021", 2, 2, 1.0),
    ]
    assert [(row["body"], row["times"], row["years"]) for row in told.rows("bodies")][:2] == [
        ("B", 3, "2017, 2018, 2021"),
        ("A", 2, "2017, 2021"),
    ]
