"""Every item of every shelf keeps its promise: it loads, it says what it is, it bears its one constant."""

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.commands import COMMANDS
from alisei_cli.errors import UsageError
from alisei_cli.exports import EXPORTS
from alisei_cli.importers import IMPORTERS
from alisei_cli.render.differences import FORMATS as DIFFERENCES
from alisei_cli.render.shells import SHELLS
from alisei_cli.render.tables import FORMATS as TABLES
from alisei_cli.render.verdicts import FORMATS as VERDICTS
from alisei_cli.reports import REPORTS
from alisei_cli.rules import RULES
from alisei_cli.shelf import Shelf

LEDGER = Path(__file__).parent / "data/codes.txt"
SHELVES: list[Shelf[Any]] = [RULES, REPORTS, IMPORTERS, EXPORTS, COMMANDS, VERDICTS, TABLES, DIFFERENCES, SHELLS]
ITEMS = [
    pytest.param(shelf, name, id=f"{shelf.package.removeprefix('alisei_cli.')}:{name}")
    for shelf in SHELVES
    for name in shelf.names
]


def module(shelf: Shelf[Any], name: str) -> Path:
    """The file of an item."""
    return Path(import_module(f"{shelf.package}.{name.replace('-', '_')}").__file__ or "")


@pytest.mark.parametrize(("shelf", "name"), ITEMS)
def test_item_loads_and_bears_one_constant_at_its_end(shelf: Shelf[Any], name: str) -> None:
    """To add an item, add a file: it ends in the constant of its shelf, and no other line registers it."""
    assert isinstance(shelf.load(name), shelf.kind)
    last = ast.parse(module(shelf, name).read_text(encoding="utf-8")).body[-1]
    assert isinstance(last, ast.Assign)
    assert [shelf.constant] == [target.id for target in last.targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize(("shelf", "name"), ITEMS)
def test_item_has_a_page_that_begins_with_one_sentence(shelf: Shelf[Any], name: str) -> None:
    """Help, lists and documentation take the first sentence of the file."""
    assert re.fullmatch(r"\S[^\n]*[.:]", shelf.summary(name)), shelf.summary(name)


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.package)
def test_names_are_read_off_the_folder(shelf: Shelf[Any]) -> None:
    """A file is an item unless its name begins with an underscore."""
    folder = Path(import_module(shelf.package).__file__ or "").parent
    files = sorted(file.stem.replace("_", "-") for file in folder.glob("*.py") if not file.name.startswith("_"))
    assert files == sorted(shelf.names)


@pytest.mark.parametrize(
    ("shelf", "typed", "near"),
    [
        (RULES, "unknown-therm", "unknown-term"),
        (REPORTS, "overwiew", "overview"),
        (IMPORTERS, "rorr", "ror"),
        (COMMANDS, "valdate", "validate"),
        (VERDICTS, "jsn", "json"),
        (TABLES, "markdwon", "markdown"),
    ],
    ids=lambda value: str(getattr(value, "package", value)),
)
def test_an_unknown_name_is_answered_with_the_nearest(shelf: Shelf[Any], typed: str, near: str) -> None:
    """A slip of the pen costs one look."""
    with pytest.raises(UsageError) as refused:
        shelf.load(typed)
    assert typed in str(refused.value.message)
    assert f"Did you mean {near}" in str(refused.value.help)


def test_a_name_like_no_other_is_answered_with_all() -> None:
    """Where nothing is near, everything there is is named."""
    with pytest.raises(UsageError) as refused:
        REPORTS.load("zzz")
    assert str(refused.value.help) == f"There are: {', '.join(REPORTS.names)}."


def test_a_path_is_no_name() -> None:
    """Furniture and modules elsewhere cannot be loaded by name."""
    for name in ("_contract", "..errors", "", "Overview"):
        with pytest.raises(UsageError):
            REPORTS.load(name)


def test_codes_are_for_ever() -> None:
    """A code keeps its meaning: the ledger only grows, and holds every rule.

    A new rule: add its line ``ALIxxx name`` to tests/data/codes.txt, in order. A rule that is taken away leaves its line, with ``-`` before
    the code, so that the code is never given again. Lines of rules that exist are never changed.
    """
    ledger = [line.split() for line in LEDGER.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    living = {code: name for code, name in ledger if not code.startswith("-")}
    retired = {code.removeprefix("-") for code, _name in ledger if code.startswith("-")}
    codes = {RULES.load(name).code: name for name in RULES.names}
    assert living == codes
    assert set() == retired & set(codes)
    assert sorted(code.removeprefix("-") for code, _name in ledger) == [code.removeprefix("-") for code, _name in ledger]
