"""What people type is written as its field requires, where it can only have been meant so."""

import pytest

from alisei_cli.core.propose import merge
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal, ProposedChange
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def context() -> Context:
    return load_context(WorkTree(REPOSITORY)).context


@pytest.mark.parametrize(
    ("pointer", "typed", "written"),
    [
        ("facts/founded", "31/12/2005", "2005-12-31"),
        ("facts/founded", "1.5.2005", "2005-05-01"),
        ("facts/founded", "maggio 2005", "2005-05"),
        ("facts/founded", "31/02/2005", "31/02/2005"),
        ("facts/founded", "verso il 2005", "verso il 2005"),
        ("website", "www.example.org", "https://www.example.org"),
        ("website", "https://www.example.org/A", "https://www.example.org/A"),
        ("contact/mailbox", "info at example.org", "info@example.org"),
        ("head_office/country", "Francia", "FR"),
        ("identifiers/vat", "17", "17"),
        ("description/it", "31/12/2005", "31/12/2005"),
    ],
)
def test_a_value_in_another_form(pointer: str, typed: str, written: str, context: Context) -> None:
    change = ProposedChange("set", tuple(pointer.split("/")), typed)
    found = merge(Proposal("x", "a", "stakeholder", None, (change,)), {}, {}, context).data
    for part in pointer.split("/"):
        found = found[part]
    assert found == written


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("oncologia, cardiovascolare", ["oncology", "cardiovascular"]),
        ("Oncologia", ["oncology"]),
        ("oncologia, stregoneria", ["oncology", "stregoneria"]),
    ],
)
def test_terms_with_commas_between_them(typed: str, codes: list[str], context: Context) -> None:
    change = ProposedChange("add", ("therapeutic_areas",), typed)
    assert merge(Proposal("x", "a", "stakeholder", None, (change,)), {}, {}, context).data["therapeutic_areas"] == codes


def test_a_label_with_commas_is_one_term(context: Context) -> None:
    term = context.taxonomy.terms["cell-models-organoids"]
    assert "," in term.labels.it
    change = ProposedChange("add", ("technologies",), term.labels.it)
    assert merge(Proposal("x", "a", "stakeholder", None, (change,)), {}, {}, context).data["technologies"] == [term.code]


@pytest.mark.parametrize("typed", ["Sigla", "sigla: per esempio TLS o CNR", "Acronym", "acronym"])
def test_a_kind_by_its_label(typed: str, context: Context) -> None:
    change = ProposedChange("add", ("names",), {"value": "TLS", "kind": typed})
    assert merge(Proposal("x", "a", "stakeholder", None, (change,)), {}, {}, context).data["names"][0]["kind"] == "acronym"


def test_an_offer_without_a_code_is_called_by_its_first_words(context: Context) -> None:
    """Different from all others; a code that was given is kept."""
    there = [{"id": "sale-gmp", "kind": "licensing"}]
    said = [
        {"kind": "laboratory-access", "summary": {"it": "Sale GMP"}},
        {"kind": "licensing"},
        {"id": "x", "kind": "licensing"},
        {},
    ]
    changes = tuple(ProposedChange("add", ("offers",), each) for each in said)
    found = merge(Proposal("x", "a", "stakeholder", None, changes), {"offers": there}, {"offers": there}, context)
    assert [each.get("id") for each in found.data["offers"]] == ["sale-gmp", "sale-gmp-2", "licensing", "x"]
