"""``alisei report overview`` and ``quality``: the first numbers that anybody sees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.core.view import view
from alisei_cli.reports import REPORTS
from alisei_cli.reports._contract import Question
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import REPOSITORY, make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/{}.yaml"
OWN = [name for name in REPORTS.names if name not in ("annual", "compare", "trend")]


def test_units_are_counted_and_said(ask: Ask, tmp_path: Path) -> None:
    """A unit counts, and the table says that it is one."""
    unit = stakeholder("beta", "relations:\n  - {kind: parent, target: alfa}\n")
    root = make(tmp_path / "d", {S.format("toscana/alfa"): stakeholder("alfa"), S.format("toscana/beta"): unit})
    told = ask(root, "overview")
    assert told.by("by-type", "term", "entries") == {"company": 2}
    assert "1 of them is a unit" in told.notes("by-type")


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2025-11-23", "fresh"),
        ("2025-11-22", "stale"),
        ("2025-11", "fresh"),
        ("2025-10", "stale"),
        ("2025", "fresh"),
        ("2024", "stale"),
    ],
)
def test_a_confirmation_is_fresh_for_a_year(on: str, value: str, ask: Ask, tmp_path: Path) -> None:
    """To the day; of a month or a year, the last day counts."""
    text = stakeholder("alfa", f"verified: {{on: {on}, by: organisation}}\n")
    told = ask(make(tmp_path / "d", {S.format("toscana/alfa"): text}), "quality")
    assert told.by("verified", "value", "entries") == {value: 1}


@pytest.mark.parametrize("report", ["overview", "quality"])
def test_they_make_sense_of_little(report: str, small: Path, ask: Ask) -> None:
    """Rows of each table add up to the number of entries; a share of nothing is not known."""
    told = ask(small, report)
    entries = len(list((small / "registry").rglob("*.yaml")))
    for table in ("by-kind", "by-region", "by-membership", "verified"):
        if table in told.tables:
            assert sum(row["entries"] for row in told.rows(table)) == entries
    if report == "quality" and not entries:
        assert all(row["share"] is None for row in told.rows("completeness"))


def test_pandas_counts_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Kinds, types, regions, sectors, membership and filled fields, recomputed from the export."""
    frame, terms = exported("stakeholders"), exported("terms")
    parent = terms.set_index("code")["parent"].dropna().to_dict()

    def chain(code: str) -> list[str]:
        return [code, *chain(parent[code])] if code in parent else [code]

    active = frame[frame.status == "active"]
    told = ask(sample, "overview")
    kinds = {kind: len(exported(f"{kind}s")) for kind in ("stakeholder", "group", "event")}
    assert told.by("by-kind", "value", "entries") == {kind: n for kind, n in kinds.items() if n}
    for table, column in (("by-region", "region"), ("by-membership", "membership.status")):
        counts = active[column].fillna("-").value_counts().to_dict()
        assert {row["value"] or "-": row["entries"] for row in told.rows(table)} == counts
    for table, column in (("by-type", "type"), ("by-sector", "sector.primary")):
        counts = active[column].dropna().map(chain).explode().value_counts().to_dict()
        assert {row["term"]: row["entries"] for row in told.rows(table) if row["term"]} == counts
    filled = ask(sample, "quality").by("completeness", "field", "entries")
    for field in ("id", "website", "technologies", "type"):
        assert filled[field] == int(active[field].notna().sum())
    assert filled["sector"] == int(active["sector.primary"].notna().sum())


@pytest.mark.parametrize("name", OWN)
def test_every_column_says_what_it_is(name: str, sample: Path) -> None:
    """Every column has a description and a title, every number a unit; charts name columns that there are; every table has a note."""
    tables = REPORTS.load(name).build(Question(view(load_dataset(sample)), REPORTS.load(name).defaults))
    assert len({table.name for table in tables}) == len(tables)
    for table in tables:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(str(column.description) and str(column.title) for column in table.columns)
        assert all(column.unit for column in table.columns if column.type != "string"), table.name
        assert all(len(row) == len(names) for row in table.rows)
        assert table.notes or table.name.startswith("matrix-")
        if table.chart:
            asked = {table.chart.label, table.chart.value, table.chart.series or table.chart.label}
            assert asked <= set(names), table.name


def test_the_pages_show_what_the_reports_say() -> None:
    """Every report of its own has a page, and docs/reports.md names all of them."""
    index = (REPOSITORY / "docs/reports.md").read_text(encoding="utf-8")
    for name in OWN:
        page = REPOSITORY / f"docs/reports/{name}.md"
        assert page.exists(), name
        assert f"<!-- output: alisei report {name}" in page.read_text(encoding="utf-8")
        assert f"reports/{name}.md" in index
