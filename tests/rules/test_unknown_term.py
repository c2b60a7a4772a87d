"""What is suggested for a word that is no term."""

import pytest

from alisei_cli.language import use
from alisei_cli.model.diagnostic import Diagnostic
from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import org, said


def only(dataset: Dataset, **fields: str) -> Diagnostic:
    users = org("u", sector="{primary: pharma}") | org("v", sector="{primary: pharma}")
    (found,) = validate(dataset(users | org("x", **fields))).diagnostics
    assert found.code == "ALI201"
    return found


@pytest.mark.parametrize(
    ("typed", "first", "is_safe"),
    [
        ("Pharma", "pharma", True),
        ("farmaceutico", "pharma", True),
        ("Farmacéutica", "pharma", True),
        ("pharam", "pharma", False),
        ("ATMP", "advanced-therapies", True),
        ("Medical devices", "medical-devices", True),
        ("dispositivi mediche", "medical-devices", False),
    ],
)
def test_by_code_label_and_synonym_in_both_languages(dataset: Dataset, typed: str, first: str, is_safe: bool) -> None:
    found = only(dataset, sector=f"{{primary: {typed}}}")
    assert str(found.message) == f"{typed} is not a term of Sector"
    assert found.fix is not None
    assert (found.fix.edits[0].value, found.fix.safe) == (first, is_safe)


def test_a_hit_through_a_synonym_says_so_and_usage_is_told(dataset: Dataset) -> None:
    found = only(dataset, sector="{primary: farmaceutica}")
    assert 'pharma (Pharmaceuticals; because of "farmaceutica"; used by 2 entries)' in str(found.help)


def test_a_hit_through_a_label_needs_no_reason(dataset: Dataset) -> None:
    found = only(dataset, sector="{primary: farmaceutico}")
    assert str(found.help).startswith("Write pharma. Nearest terms: pharma (Pharmaceuticals; used by 2 entries)")


def test_a_word_of_another_facet_leads_to_its_field(dataset: Dataset) -> None:
    found = only(dataset, sector="{primary: pharma, secondary: [fotonica e laser]}")
    assert found.fix is None
    assert str(found.help) == "Write photonics-laser in the field technologies, and delete fotonica e laser here."


def test_a_word_like_nothing_gets_the_terms_that_are_used_most(dataset: Dataset) -> None:
    found = only(dataset, sector="{primary: xyzzy}")
    assert str(found.help).startswith("Choose a term of this list, for example: pharma, ")


def test_a_term_that_is_given_already_is_not_written_twice(dataset: Dataset) -> None:
    found = only(dataset, therapeutic_areas="[oncology, oncologia]")
    assert found.fix is not None
    assert (found.fix.edits[0].op, found.fix.edits[0].pointer) == ("delete", ("therapeutic_areas", 1))


def test_a_word_with_an_unseen_character_is_only_reported_as_such(dataset: Dataset) -> None:
    assert said(dataset(org("x", sector="{primary: phar\u200bma}"))) == []


def test_in_italian(dataset: Dataset) -> None:
    found = only(dataset, sector="{primary: farmaceutica}")
    use("it")
    assert "Farmaceutico" in str(found.help)


def test_a_word_that_holds_a_place_is_to_be_deleted_where_nothing_need_stand(dataset: Dataset) -> None:
    found = only(dataset, therapeutic_areas="[n.d.]")
    assert str(found.message) == "n.d. is only a placeholder"
    assert str(found.help) == "Delete it: unknown values are left out."
    assert found.fix is not None
    assert (found.fix.edits[0].op, found.fix.safe) == ("delete", False)


def test_a_word_that_holds_a_place_is_to_be_replaced_where_a_term_must_stand(dataset: Dataset) -> None:
    assert str(only(dataset, type="n.d.").help).startswith("Choose a term of this list")
