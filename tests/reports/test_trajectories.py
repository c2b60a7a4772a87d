"""``alisei report trajectories``: what is derived from terms, what entries state, and what is not known."""

from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, make, stakeholder
from tests.reports.conftest import Ask

DEVICES, BIOTECH = "advanced-diagnostics-devices", "biotech-bioinformatics-pharma"
FOODS, HEALTH = "nutraceutics-functional-foods", "ehealth-active-ageing"
ENTRIES = {
    "maker": "sector: {primary: in-vitro-diagnostics}\n",
    "second": "sector: {primary: research-education, secondary: [vaccines]}\ntechnologies: [robotics]\n",
    "silent": "",
    "whole": "sector: {primary: hospital-care}\ntechnologies: [gene-editing]\ntherapeutic_areas: [oncology]\n",
    "stater": f"sector: {{primary: hospital-care}}\ntrajectories: [{HEALTH}]\n",
    "seeker": "sector: {primary: hospital-care}\nneeds:\n  - {id: a, kind: laboratory-access, technologies: [bioinformatics], "
    "summary: {it: Cerchiamo un laboratorio, en: We look for a laboratory}, published: 2026-05-01, expires: 2027-05-01}\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Six entries that say more or less of themselves."""
    path = "registry/stakeholders/toscana/{}.yaml"
    return make(tmp_path / "d", {path.format(id): stakeholder(id, more) for id, more in ENTRIES.items()})


def test_terms_decide_as_far_as_they_are_known(root: Path, ask: Ask) -> None:
    """Terms below count, secondary sectors too, and needs do not; who leaves empty what is asked is not known."""
    rows = {
        row["term"]: (row["derived"], row["stated"], row["unknown"]) for row in ask(root, "trajectories").rows("trajectories")
    }
    assert rows[DEVICES] == (2, 0, 3)  # maker by its sector, second by a technology; whole says all and is none
    assert rows[BIOTECH] == (2, 0, 4)  # second by its other sector, whole by gene editing
    assert rows[FOODS] == (0, 0, 1)  # the sector alone decides: silent
    assert rows[HEALTH] == (0, 1, 4)  # stated by one; whole is known to be none


def test_rows_by_region_and_the_table_behind(root: Path, ask: Ask) -> None:
    """The same counts by region, and by the term that decides."""
    told = ask(root, "trajectories")
    assert [(row["region"], row[DEVICES], row["total"]) for row in told.rows("by-region")] == [("toscana", 2, 6)]
    behind = {(row["term"], row["from"]): row["entries"] for row in told.rows("derivation")}
    assert behind[(DEVICES, "medical-devices")] == behind[(DEVICES, "medical-engineering")] == 1
    assert "our reading" in told.notes("trajectories")


def test_nothing_is_derived_without_a_table(root: Path, ask: Ask, alisei: Alisei) -> None:
    """A facet from which the taxonomy derives nothing is counted as entries state it; what is no facet is refused."""
    told = ask(root, "trajectories", "--facet", "technology")
    assert next(row for row in told.rows("trajectories") if row["term"] == "robotics")["stated"] == 1
    assert "derives none" in told.notes("trajectories")
    assert alisei("-C", root, "report", "trajectories", "--facet", "region").code == 2


@pytest.mark.parametrize(
    ("was", "wrong", "said"),
    [
        (": [nutraceuticals]", ": [nutraceutical]", "nutraceuticals"),
        (": [nutraceuticals]", ": [ehealth-active-ageing]", "itself"),
        ("nutraceutics-functional-foods: [", "nutraceutics: [", "not a term of the facet"),
    ],
)
def test_the_table_names_terms_in_use(dataset: Dataset, alisei: Alisei, was: str, wrong: str, said: str) -> None:
    """A slip in it is an error at its place."""
    root = dataset({})
    taxonomy = root / "taxonomy.yaml"
    text = taxonomy.read_text(encoding="utf-8")
    assert was in text
    taxonomy.write_text(text.replace(was, wrong, 1), encoding="utf-8")
    found = alisei("-C", root, "validate")
    assert found.code == 1
    assert "ALI446" in found.out
    assert said in found.out
