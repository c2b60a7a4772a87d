"""ATECO codes and their editions."""

import pytest

from tests.rules.hygiene import findings, said

RIGHT = [
    "{code: 72.10.10, edition: 2025}",
    "{code: 72.11.00, edition: 2022}",
    "{code: 72.19.09, edition: 2007}",
    "{code: 72, edition: 2025}",
    "{code: 72.1, edition: 2025}",
]
SILENT = [
    "{code: 99.99.99}",
    "{code: abc, edition: 2025}",
    "{code: 72.1, edition: now}",
    "{code: [], edition: {}}",
    "72.10.10",
    "[]",
]


@pytest.mark.parametrize("ateco", RIGHT + SILENT)
def test_right_or_another_rules_business(ateco: str) -> None:
    assert said("unknown-ateco", f"facts: {{ateco: {ateco}}}") == []


def test_code_of_another_edition() -> None:
    found = findings("unknown-ateco", "facts: {ateco: {code: 72.11.00, edition: 2025}}")
    assert [(each.pointer, str(each.message)) for each in found] == [
        (("facts", "ateco", "code"), "the code 72.11.00 is not in ATECO 2025")
    ]
    assert str(found[0].help) == "It is a code of the editions 2022, 2007: write edition: 2022, or the code of 2025: 72.10.10."
    assert found[0].fix is not None
    assert [(edit.pointer[-1], edit.value) for edit in found[0].fix.edits] == [("edition", "2022")]


def test_code_of_no_edition() -> None:
    found = findings("unknown-ateco", "facts: {ateco: {code: 72.10.99, edition: 2025}}")
    assert str(found[0].message) == "the code 72.10.99 is not in ATECO 2025"
    assert "72.10." in str(found[0].help)


def test_edition_that_never_was() -> None:
    assert said("unknown-ateco", "facts: {ateco: {code: 72.10.10, edition: 2019}}") == [
        ("/facts/ateco/edition", "there is no edition 2019 of ATECO")
    ]
