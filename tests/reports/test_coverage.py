"""``alisei report coverage``: who bears which term, which nobody bears, and where nobody or one alone is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Alisei, make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/{}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Six stakeholders of Tuscany and one of Campania, with technologies or without."""
    robots = {f"robot-{n}": "technologies: [robotics]\n" for n in range(4)}
    toscana = {**robots, "imaging": "technologies: [medical-imaging, bioinformatics]\n", "quiet": ""}
    files = {S.format(f"toscana/{name}"): stakeholder(name, more) for name, more in toscana.items()}
    nano = stakeholder("nano", "technologies: [nanomedicine]\n", place="region: campania")
    return make(tmp_path / "d", {**files, S.format("campania/nano"): nano})


def test_a_term_counts_itself_and_its_children(root: Path, ask: Ask) -> None:
    """Shares are of the entries for which the facet is known; those not known have a row."""
    rows = {row["term"]: (row["entries"], row["share"], row["regions"]) for row in ask(root, "coverage").rows("terms")}
    assert rows["medical-engineering"] == (5, round(5 / 6, 6), 1)
    assert rows["robotics"] == (4, round(4 / 6, 6), 1)
    assert rows["nanobiotechnology"] == (1, round(1 / 6, 6), 1)
    assert rows["gene-editing"] == (0, 0, 0)
    assert rows[None] == (1, None, None)


def test_terms_that_nobody_bears_are_named(root: Path, ask: Ask) -> None:
    """A parent of a term that is borne is borne too."""
    told = ask(root, "coverage")
    unborne = {row["term"] for row in told.rows("unborne")}
    assert "gene-editing" in unborne
    assert not unborne & {"robotics", "medical-engineering", "bioinformatics"}
    assert "32 of 38 terms" in told.notes("unborne")


def test_white_spots_are_looked_for_where_enough_is_known(root: Path, ask: Ask) -> None:
    """Tuscany has five entries with technologies, Campania one: only Tuscany is looked at."""
    told = ask(root, "coverage")
    spots = {(row["term"], row["region"]): (row["known"], row["elsewhere"]) for row in told.rows("white-spots")}
    assert spots["nanobiotechnology", "toscana"] == (5, 1)
    assert {region for _term, region in spots} == {"toscana"}
    assert ("medical-engineering", "toscana") not in spots
    assert all(elsewhere for _known, elsewhere in spots.values())  # what no one has anywhere is no gap of Tuscany
    assert "filled in for 6 of 7 entries" in told.notes("white-spots")
    assert "1 of 21 regions" in told.notes("white-spots")


def test_single_actors_are_named(root: Path, ask: Ask) -> None:
    """With their id and name, by term and region."""
    told = ask(root, "coverage")
    assert {(row["term"], row["region"], row["id"], row["name"], row["known"]) for row in told.rows("single-actors")} == {
        ("bioinformatics", "toscana", "imaging", "Imaging", 5),
        ("nanobiotechnology", "campania", "nano", "Nano", 1),
    }
    leaves = ask(root, "coverage", "--level", "leaves").rows("single-actors")
    assert {row["term"] for row in leaves} == {"bioinformatics", "nanobiotechnology", "nanomedicine", "medical-imaging"}


def test_it_makes_sense_of_little(small: Path, ask: Ask) -> None:
    """Every term has its row, and those not known add up with those known."""
    told = ask(small, "coverage")
    assert len(told.rows("terms")) == 39
    assert told.rows("white-spots") == []


def test_a_place_is_no_facet(root: Path, alisei: Alisei) -> None:
    """White spots are spots of a facet in regions: regions in regions make no sense."""
    outcome = alisei("-C", root, "report", "coverage", "--facet", "region")
    assert outcome.code == 2
    assert "not a facet" in outcome.err


@pytest.mark.parametrize(("facet", "column"), [("technology", "technologies"), ("sector", "sector.primary")])
def test_pandas_counts_the_same(facet: str, column: str, sample: Path, ask: Ask, exported: Callable[[str], Any]) -> None:
    """Each term of the sample with its subterms, recomputed from the export."""
    frame, terms = exported("stakeholders"), exported("terms")
    parent = terms[terms.facet == facet].set_index("code")["parent"].dropna().to_dict()

    def chain(code: str) -> list[str]:
        return [code, *chain(parent[code])] if code in parent else [code]

    active = frame[frame.status == "active"]
    borne = active[["id", "region", column]].dropna(subset=[column])
    borne = borne.assign(term=borne[column].str.split("|")).explode("term")
    borne = borne.assign(term=borne["term"].map(chain)).explode("term").drop_duplicates(["id", "term"])
    grouped = borne.groupby("term")
    told = ask(sample, "coverage", "--facet", facet)
    rows = told.rows("terms")
    assert {row["term"]: row["entries"] for row in rows if row["entries"] and row["term"]} == grouped.size().to_dict()
    regions = grouped["region"].nunique().to_dict()
    assert {row["term"]: row["regions"] for row in rows if row["entries"] and row["term"]} == regions
    first = set(terms[(terms.facet == facet) & terms.parent.isna()].code)
    places = borne[borne.term.isin(first)].groupby(["term", "region"]).size()
    alone = set(places[places == 1].index)
    assert {(row["term"], row["region"]) for row in told.rows("single-actors")} == alone
    known = active.dropna(subset=[column]).groupby("region").size()
    somewhere = first & set(grouped.groups)
    spots = {(term, region) for term in somewhere for region in known[known >= 5].index if (term, region) not in places.index}
    assert {(row["term"], row["region"]) for row in told.rows("white-spots")} == spots
