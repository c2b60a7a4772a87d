"""Tax codes of persons: found wherever they stand, repeated nowhere."""

import pytest

from tests.rules.hygiene import findings, quoted, said

CODE = "RSSMRA80A01H501U"
HIDDEN = [
    CODE,
    "rssmra80a01h501u",
    "RSS MRA 80A01 H501U",
    "RSS-MRA-80A01-H501U",
    "RSSMRA80A01H501X",
    "RSSMRA80A0MH501A",
    f"(c.f. {CODE})",
]
HARMLESS = [
    "80054330586",
    "MPSVRSPLMTRSLMNA",  # sixteen letters and no digit
    "RSSMRA80A01H501",
    f"X{CODE}",
    f"{CODE}9",
    "ISO13485 2016 EN",
    "DNABRC12T34E567G8H",
    "RSSMRA80F01H501U",  # F is no month
]


@pytest.mark.parametrize("text", HIDDEN)
def test_found_in_a_text_and_not_repeated(text: str) -> None:
    found = findings("personal-tax-code", f"status_reason: {quoted(text)}")
    assert [(each.pointer, str(each.message)) for each in found] == [
        (("status_reason",), "this text holds the tax code of a person")
    ]
    shown = f"{found[0].message} {found[0].help} {found[0].fix}".lower()
    assert "rssmra" not in shown
    assert "h501" not in shown


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts(text: str) -> None:
    assert said("personal-tax-code", f"status_reason: {quoted(text)}") == []


def test_in_its_field() -> None:
    assert said("personal-tax-code", f"identifiers: {{tax_code: {CODE}}}") == [
        ("/identifiers/tax_code", "this is the tax code of a person, not of an organisation")
    ]


def test_found_where_the_schema_knows_no_field() -> None:
    """A code is reported wherever it stands: it is more than a slip of form."""
    assert said("personal-tax-code", f"presidente: {{cf: [{CODE}]}}") == [
        ("/presidente/cf/0", "this text holds the tax code of a person")
    ]
