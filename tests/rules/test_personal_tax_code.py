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
    "RSSMRA80A01H501",  # the last sign only checks the others
    f"(c.f. {CODE})",
]
HARMLESS = [
    "80054330586",
    "MPSVRSPLMTRSLMNA",  # sixteen letters and no digit
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
        (("status_reason",), "this text has the tax code of a person")
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
        ("/presidente/cf/0", "this text has the tax code of a person")
    ]


MISTYPED = [
    "RSSMRA80A01H501",  # one sign missing, at the end or elsewhere
    "RSSMRA0A01H501U",
    "RSSMRA80A01H501UX",  # one too many
    "XRSSMRA80A01H501U",
    "RSSMRA8OA01H501U",  # the letter O for a zero
    "RSS MRA 80A01 H501 UX",
]


@pytest.mark.parametrize("field", ["tax_code", "vat", "pic"])
@pytest.mark.parametrize("code", [CODE, *MISTYPED])
def test_where_a_number_of_an_organisation_belongs_a_mistyped_code_is_one_too(field: str, code: str) -> None:
    lines = f"identifiers: {{{field}: {code}}}"
    assert [pointer for pointer, _ in said("personal-tax-code", lines)] == [f"/identifiers/{field}"]
    assert said("wrong-form", lines) == [], "one slip, one diagnostic; and that one would show the code"
    assert said("bad-check-digit", lines) == []


@pytest.mark.parametrize(
    "number", ["80054330586", "IT00743110157", "213800KUD8LAJWSQ9D15", "0000 0001 2281 955X", "Q902464", "999979500"]
)
def test_numbers_of_organisations(number: str) -> None:
    assert said("personal-tax-code", f"identifiers: {{tax_code: {number}}}") == []
