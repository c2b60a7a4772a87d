"""Check digits: real identifiers pass, the same with one digit changed do not."""

import json
from pathlib import Path

import pytest

from alisei_cli.rules import _ror
from tests.rules.hygiene import said

RIGHT = [
    ("vat", "00743110157"),
    ("vat", "IT00743110157"),
    ("tax_code", "80054330586"),
    ("ror", "https://ror.org/00240q980"),
    ("lei", "213800KUD8LAJWSQ9D15"),
    ("isni", "0000 0001 2281 955X"),
    ("isni", "000000012281955X"),
]
WRONG = [
    ("vat", "00743110158", "VAT number"),
    ("vat", "IT00743110517", "VAT number"),
    ("vat", "00000000000", "VAT number"),
    ("tax_code", "80054330585", "tax code"),
    ("ror", "https://ror.org/00240q981", "ROR id"),
    ("ror", "https://ror.org/00420q980", "ROR id"),
    ("ror", "https://ror.org/0o240q980", "ROR id"),  # the letter o is no digit of base 32
    ("lei", "213800KUD8LXJWSQ9D15", "LEI"),
    ("isni", "0000 0001 2281 9551", "ISNI"),
]
REFUSED_BY_SCHEMA = [
    ("vat", "0074311015"),
    ("tax_code", "0074311015"),
    ("tax_code", "RSSMRA80A01H501U"),  # a person's: another rule's business
    ("lei", "213800"),
    ("ror", "00240q980"),
    ("isni", "0000-0001-2281-9551"),
    ("vat", "[1]"),
]


@pytest.mark.parametrize(("key", "value"), RIGHT)
def test_right(key: str, value: str) -> None:
    assert said("bad-check-digit", f"identifiers: {{{key}: {value}}}") == []


@pytest.mark.parametrize(("key", "value", "name"), WRONG)
def test_wrong(key: str, value: str, name: str) -> None:
    message = f"the {name} {value} cannot exist: its check digit does not fit the others"
    assert said("bad-check-digit", f"identifiers: {{{key}: {value}}}") == [(f"/identifiers/{key}", message)]


@pytest.mark.parametrize(("key", "value"), REFUSED_BY_SCHEMA)
def test_what_the_schema_refuses_is_not_said_twice(key: str, value: str) -> None:
    assert said("bad-check-digit", f"identifiers: {{{key}: {value}}}") == []


@pytest.mark.parametrize("lines", ["identifiers: 3", "identifiers: [vat]", "identifiers: {vat: null}", "identifiers:"])
def test_any_shape(lines: str) -> None:
    assert said("bad-check-digit", lines) == []


def test_every_ror_id_of_the_registry_is_right(pytestconfig: pytest.Config) -> None:
    """The check is ours, so it is held against real ids; a changed digit is found in each of them."""
    table = Path(pytestconfig.rootpath) / "sources" / "ror-select.csv"
    ids = [
        line.split(",")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:] if line.startswith("https://ror.org/")
    ]
    assert len(ids) > 100, json.dumps(ids[:3])
    assert [ror for ror in ids if not _ror.is_valid(ror)] == []
    assert [ror for ror in ids if _ror.is_valid(ror[:-1] + str((int(ror[-1]) + 1) % 10))] == []
