"""``alisei report matrix``: a cross table that adds up, or says why it does not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/{}.yaml"
FILES = {
    S.format("toscana/alfa"): stakeholder(
        "alfa", "sector: {primary: pharma, secondary: [biotech]}\ntechnologies: [bioinformatics]\n"
    ),
    S.format("toscana/beta"): stakeholder("beta", "sector: {primary: health-biotech}\nfacts: {size: small}\n"),
    S.format("campania/gamma"): stakeholder(
        "gamma", "sector: {primary: hospital-care}\n", type="irccs", place="region: campania"
    ),
    S.format("campania/delta"): stakeholder("delta", "relations:\n  - {kind: parent, target: gamma}\n", place="region: campania"),
    S.format("italia/eps"): stakeholder("eps", "sector: {primary: pharma}\n", place="municipality: Roma"),
    S.format("campania/zeta"): stakeholder("zeta", place="region: campania").replace(
        "status: active", "status: inactive\nstatus_since: 2024\nstatus_reason: Chiusa"
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Five active stakeholders, one of them a unit, one nobody knows where; and one that is gone."""
    return make(tmp_path / "d", FILES)


def test_rows_and_columns_add_up(root: Path, ask: Ask) -> None:
    """Only the primary sector counts, children go to their parent, what is not known has its row and column."""
    told = ask(root, "matrix")
    assert [list(row.values()) for row in told.rows("matrix")] == [
        ["pharma", "Pharmaceuticals", 0, 1, 1, 2],
        ["biotech", "Biotechnology", 0, 1, 0, 1],
        ["healthcare-provision", "Healthcare provision", 1, 0, 0, 1],
        [None, "not known", 1, 0, 0, 1],
        ["total", "total", 2, 2, 1, 5],
    ]
    assert "Sector not known for 1, region not known for 1" in told.notes("matrix")
    assert "1 of them is a unit" in told.notes("matrix")


def test_leaves_are_the_terms_as_written(root: Path, ask: Ask) -> None:
    """With ``--level leaves`` a child is a row of its own."""
    assert list(ask(root, "matrix", "--level", "leaves").by("matrix", "value", "total")) == [
        "pharma",
        "health-biotech",
        "hospital-care",
        None,
        "total",
    ]


def test_what_is_not_asked_of_a_type_is_left_out(root: Path, ask: Ask) -> None:
    """A hospital has no size class: it is not counted as one that nobody knows."""
    told = ask(root, "matrix", "--rows", "size", "--cols", "area")
    assert told.by("matrix", "value", "total") == {"small": 1, None: 3, "total": 4}
    assert "1 entry is left out" in told.notes("matrix")


def test_several_values_are_said_to_be_several(ask: Ask, tmp_path: Path) -> None:
    """An entry of two technologies stands in two rows and once in the total."""
    more = "technologies: [bioinformatics, artificial-intelligence]\n"
    root = make(tmp_path / "d", {S.format("toscana/alfa"): stakeholder("alfa", more)})
    told = ask(root, "matrix", "--rows", "technology", "--level", "leaves")
    assert sorted(told.by("matrix", "value", "total").values()) == [1, 1, 1]
    assert "only once in a total" in told.notes("matrix")


def test_it_makes_sense_of_little(small: Path, ask: Ask) -> None:
    """An empty registry, one entry, entries with what is required only: the last row is the number of active entries."""
    told = ask(small, "matrix")
    entries = len(list((small / "registry").rglob("*.yaml")))
    last = list(told.tables)[-2]
    assert told.rows(last)[-1]["total"] == entries
    assert told.rows(last)[-1]["value"] == "total"


def test_what_does_not_exist_is_said(root: Path, alisei: Alisei) -> None:
    """A slip in an option is a usage error that names the nearest."""
    outcome = alisei("-C", root, "report", "matrix", "--rows", "sectr")
    assert outcome.code == 2
    assert "sector" in outcome.err


def test_pandas_counts_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Pairs of the sample and unknown values, recomputed from its export."""
    frame, terms = exported("stakeholders"), exported("terms")
    parent = terms[terms.facet == "sector"].set_index("code")["parent"].dropna().to_dict()

    def top(code: str) -> str:
        return top(parent[code]) if code in parent else code

    active = frame[frame.status == "active"]
    sector = active["sector.primary"].map(top, na_action="ignore")
    pairs = active.assign(sector=sector.fillna("-"), where=active["region"].fillna("-")).groupby(["sector", "where"]).size()
    told = ask(sample, "matrix")
    assert {(row["row"] or "-", row["column"] or "-"): row["entries"] for row in told.rows("cells")} == pairs.to_dict()
    parts = [name for name in told.tables if name.startswith("matrix")]
    wide = {
        (row["value"] or "-", region): count
        for part in parts
        for row in told.rows(part)
        for region, count in row.items()
        if region not in ("value", "label", "not-known", "total") and row["value"] != "total" and count
    }
    assert wide == {key: count for key, count in pairs.to_dict().items() if key[1] != "-"}
    assert told.rows(parts[-1])[-1]["total"] == len(active)


def test_membership_is_not_the_constituency_in_it(ask: Ask, tmp_path: Path) -> None:
    """A facet stands in the block called membership; the status is asked for."""
    more = "membership: {status: member, constituency: territorial}\n"
    root = make(tmp_path / "d", {S.format("toscana/alfa"): stakeholder("alfa", more)})
    assert list(ask(root, "matrix", "--rows", "membership").by("matrix", "value", "total")) == ["member", "total"]
