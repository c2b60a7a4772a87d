"""The reference tables that the tool carries: no letter of them is damaged, and they agree with one another."""

import csv
import re
import unicodedata
from collections.abc import Iterator

import pytest

from alisei_cli.store.territory import load_territory
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "alisei_cli" / "reference"
TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))
DAMAGED = re.compile("[?\ufffd]|[ÃÂÄÅ][\x80-\xbf\u2010-\u203a€™š›œžŸ]|&[a-z#][a-z0-9]*;")
"""A letter that an encoding did not know, one that was read in another encoding, one spelled for HTML."""


def cells(name: str) -> Iterator[tuple[int, str, str]]:
    """Every cell of a table with its line and column."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            assert None not in row, f"{name}:{line} has more cells than the header"
            yield from ((line, column, value) for column, value in row.items())


@pytest.mark.parametrize("name", TABLES)
def test_no_letter_of_a_reference_table_is_damaged(name: str) -> None:
    """A name with a hole in it is the name of no place: nobody who writes it rightly would be understood."""
    assert [(line, value) for line, _column, value in cells(name) if DAMAGED.search(value)] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_written_one_way(name: str) -> None:
    """Accents are part of their letter, no blank or unseen character stands around a value."""
    strange = [
        (line, value)
        for line, _column, value in cells(name)
        if value != unicodedata.normalize("NFC", value).strip() or (value and not value.isprintable()) or "  " in value
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Sovodnje ob Soči", "Savogna d'Isonzo"),
        ("sovodnje ob soci", "Savogna d'Isonzo"),
        ("Števerjan", "San Floriano del Collio"),
        ("Devin Nabrežina", "Duino Aurisina"),
        ("Doberdob", "Doberdò del Lago"),
        ("Bozen", "Bolzano"),
        ("Sèn Jan", "San Giovanni di Fassa"),
    ],
)
def test_a_municipality_is_known_by_its_second_name(written: str, official: str) -> None:
    """Slovene, German and Ladin names, with or without their signs."""
    from alisei_cli.folding import fold

    assert load_territory().spellings[fold(written)] == official
