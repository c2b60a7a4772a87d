"""``alisei taxonomy``: facets, the terms of one, and what is known of a term."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, stakeholder

FILES = {
    "registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa", "sector: {primary: blood-products}\n"),
}


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """One stakeholder."""
    return dataset(FILES)


@pytest.mark.parametrize("typed", ["pharma", "farmaceutica", "Pharmaceuticals", "FARMACEUTICO"])
def test_a_term_shows_itself_and_what_is_below(typed: str, root: Path, alisei: Alisei) -> None:
    """By code, label or synonym: its code, its facet, its other names, how many entries bear it."""
    outcome = alisei("-C", root, "taxonomy", typed, "--format", "json")
    (table,) = json.loads(outcome.out)["tables"]
    rows = {row[0]: row[2] for row in table["rows"]}
    assert (table["name"], rows["pharma"], rows["blood-products"], rows["vaccines"]) == ("pharma", 1, 1, 0)
    assert "medical-devices" not in rows
    notes = " ".join(table["notes"])
    assert "Also called: farmaceutica" in notes
    assert "alisei taxonomy sector" in notes


def test_a_word_of_several_terms_shows_them_all(root: Path, alisei: Alisei) -> None:
    """The sector and the technology."""
    tables = json.loads(alisei("-C", root, "taxonomy", "vaccini", "--format", "json").out)["tables"]
    assert {"vaccines", "vaccine-immunotherapy-platforms"} <= {table["name"] for table in tables}


@pytest.mark.parametrize(
    ("typed", "said"), [("sectr", "Did you mean sector?"), ("farmma", "pharma"), ("qqqqqq", "alisei taxonomy lists the facets.")]
)
def test_what_is_neither_is_answered_with_the_nearest(typed: str, said: str, root: Path, alisei: Alisei) -> None:
    """Never with the list of all facets under "did you mean"."""
    outcome = alisei("-C", root, "taxonomy", typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count(",") < 4
