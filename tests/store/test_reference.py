"""Reference tables of the tool: undamaged and consistent."""

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
"""Characters replaced or misread by an encoding, or escaped for HTML."""


def cells(name: str) -> Iterator[tuple[int, str, str]]:
    """List every cell of a table with its line and column."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            assert None not in row, f"{name}:{line} has more cells than the header"
            yield from ((line, column, value) for column, value in row.items())


@pytest.mark.parametrize("name", TABLES)
def test_no_letter_of_a_reference_table_is_damaged(name: str) -> None:
    """A damaged name matches no place that is written correctly."""
    assert [(line, value) for line, _column, value in cells(name) if DAMAGED.search(value)] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_written_one_way(name: str) -> None:
    """Accents are composed, and no space or invisible character surrounds a value."""
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
    """Slovene, German and Ladin names match with and without accents."""
    from alisei_cli.folding import fold

    assert load_territory().spellings[fold(written)] == official
