"""Identifiers of health bodies and device makers: form, remedy, duplicates, exports."""

import csv

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Alisei, Dataset
from tests.rules.entries import org, said


@pytest.mark.parametrize(
    "right",
    [
        "{srn: [IT-MF-000005909]}",
        "{srn: [IT-MF-000005909, IT-IM-000041128, DE-AR-000000001, FR-PR-000000002]}",
        "{nsis: 010203}",
        "{nsis: 190922, srn: [IT-PR-000005909]}",
    ],
)
def test_the_right_forms_are_silent(right: str, dataset: Dataset) -> None:
    assert said(dataset(org("a", identifiers=right))) == []


@pytest.mark.parametrize(
    ("wrong", "pointer", "remedy"),
    [
        ("{srn: [IT-MF-5909]}", ("identifiers", "srn", 0), None),
        ("{srn: [it-mf-000005909]}", ("identifiers", "srn", 0), "IT-MF-000005909"),
        ("{srn: [IT-XX-000005909]}", ("identifiers", "srn", 0), None),
        ("{srn: IT-MF-000005909}", ("identifiers", "srn"), ["IT-MF-000005909"]),
        ("{nsis: 10203}", ("identifiers", "nsis"), "010203"),
        ("{nsis: 0102030}", ("identifiers", "nsis"), None),
        ("{nsis: 010 203}", ("identifiers", "nsis"), "010203"),
    ],
)
def test_a_wrong_form_is_named_with_the_right_one(wrong: str, pointer: tuple[str, ...], remedy: object, dataset: Dataset) -> None:
    [found] = validate(dataset(org("a", identifiers=wrong))).diagnostics
    assert found.pointer == pointer
    assert (found.fix.edits[0].value if found.fix else None) == remedy


def test_one_of_several_numbers_is_enough_for_a_double(dataset: Dataset) -> None:
    root = dataset(
        org("a", identifiers="{srn: [IT-MF-000005909, IT-IM-000000001]}")
        | org("b", identifiers="{srn: [IT-PR-000000002, IT-IM-000000001]}")
    )
    [found] = validate(root).diagnostics
    assert (found.code, found.pointer) == ("ALI302", ("identifiers", "srn", 1))
    assert str(found.message) == "SRN code IT-IM-000000001: Body a (a) has the same"


def test_two_bodies_with_one_code_of_the_ministry(dataset: Dataset) -> None:
    root = dataset(org("a", identifiers="{nsis: 010203}") | org("b", "lazio", identifiers="{nsis: 010203}"))
    assert sorted(said(root)) == [("ALI302", "a.yaml", "identifiers.nsis", "NSIS code 010203: Body b (b) has the same")]


def test_both_are_shown_and_exported(dataset: Dataset, alisei: Alisei) -> None:
    root = dataset(org("a", identifiers="{nsis: 010203, srn: [IT-MF-000005909, IT-IM-000000001]}"))
    assert "IT-MF-000005909, IT-IM-000000001" in alisei("-C", root, "show", "a").out
    assert alisei("-C", root, "export", "csv", "-o", root.parent / "out").code == 0
    with (root.parent / "out" / "stakeholders.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["identifiers.nsis"], row["identifiers.srn"]) == ("010203", "IT-MF-000005909|IT-IM-000000001")
