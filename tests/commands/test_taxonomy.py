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


@pytest.mark.parametrize(
    ("typed", "facet"),
    [
        ("area terapeutica", "therapeutic-area"),
        ("Aree terapeutiche", "therapeutic-area"),
        ("Therapeutic area", "therapeutic-area"),
        ("settori", "sector"),
        ("tecnologia", "technology"),
        ("Catena del valore", "value-chain"),
        ("tipo", "stakeholder-type"),
    ],
)
def test_a_facet_may_be_called_by_its_title(typed: str, facet: str, root: Path, alisei: Alisei) -> None:
    """Titles match as in conditions: in both languages, and in the plural."""
    (table,) = json.loads(alisei("-C", root, "taxonomy", typed, "--format", "json").out)["tables"]
    assert table["name"] == facet


@pytest.mark.parametrize(
    ("typed", "said"), [("area", "--where area=TERM. Terms: nord-ovest"), ("adesione", "--where membership=TERM")]
)
def test_what_is_no_facet_but_a_condition_is_told_so(typed: str, said: str, root: Path, alisei: Alisei) -> None:
    """The error lists its values."""
    outcome = alisei("-C", root, "taxonomy", typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in " ".join(outcome.err.split())


def test_the_terms_of_a_facet_are_written_into_a_file(root: Path, alisei: Alisei, tmp_path: Path) -> None:
    """The hint of a binary format names an existing option."""
    assert "-o FILE" in alisei("-C", root, "taxonomy", "size", "--format", "xlsx").err
    assert alisei("-C", root, "taxonomy", "size", "-o", tmp_path / "size.csv").code == 0
    assert "code,label,entries,note" in (tmp_path / "size.csv").read_text()
