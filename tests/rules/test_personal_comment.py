"""``personal-comment``: personal data in comments."""

import pytest

from tests.rules.hygiene import findings


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        ("website: https://www.alfa.it # mario.rossi@alfa.it", 32),
        ("# info@alfa.it", 3),
        ("website: https://www.alfa.it\t# cell. +39 333 123 4567, al mattino", 38),
        ("type: company # RSSMRA80A01H501U", 17),
        ("type: company # alisei: ignore[plain-http] lo dice mario.rossi@alfa.it", 52),
    ],
)
def test_it_is_found_where_it_stands(lines: str, column: int) -> None:
    """The message does not repeat the address, mobile number or tax code."""
    (finding,) = findings("personal-comment", lines)
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (5, column)
    assert "rossi" not in f"{finding.message} {finding.help}".lower()


@pytest.mark.parametrize(
    "lines",
    [
        "website: https://www.alfa.it # la sede è a Siena dal 2019",
        "website: https://www.alfa.it/#mario@alfa.it",
        "description: {it: 'Scrivere # a mario.rossi@alfa.it'}",
        "description:\n  it: >-\n    Produce # info@alfa.it\n    farmaci",
        "identifiers: {vat: 00743110157} # partita IVA 00743110157",
    ],
)
def test_what_is_no_comment_is_left_to_the_other_rules(lines: str) -> None:
    """Texts have their own rules; numbers of organisations are not personal."""
    assert findings("personal-comment", lines) == []


def test_a_long_comment_takes_no_time() -> None:
    """A line of 100,000 characters is scanned once."""
    assert findings("personal-comment", "# " + "# " * 60_000) == []
