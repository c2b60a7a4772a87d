"""``alisei import xlsx``: cells as the text that Excel shows, and workbooks that would do harm."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from alisei_cli import excel
from tests.commands.test_import import changed, data
from tests.conftest import Alisei, Dataset, committed, stakeholder

FOLDER = "registry/stakeholders/toscana"
DATE = ["--accessed", "2026-11-20"]
ROWS = [["name", "type", "region_code"], ["Beta Farma", "company", "09"]]


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """A repository with one entry."""
    return committed(dataset({f"{FOLDER}/altro.yaml": stakeholder("altro")}))


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    """The bytes of a workbook with these rows; a cell and its format may stand as a pair."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column)
            cell.value, cell.number_format = value if isinstance(value, tuple) else (value, cell.number_format)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The workbook with each part changed by ``change(name, bytes)``, and with more parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return buffer.getvalue()


def in_sheet(content: bytes, pattern: bytes, by: bytes) -> bytes:
    """The workbook with something of its first sheet replaced."""
    done = rewritten(content, lambda name, part: re.sub(pattern, by, part) if name.endswith("sheet1.xml") else part)
    assert done != content
    return done


def saved(root: Path, content: bytes) -> Path:
    """The workbook in a file beside the dataset."""
    target = root.parent / "table.xlsx"
    target.write_bytes(content)
    return target


def test_cells_are_read_as_excel_shows_them(root: Path, alisei: Alisei) -> None:
    """Zeros of a format, long numbers, dates as far as they are shown; nothing becomes 1.0e10."""
    header = [
        "name",
        "type",
        "region_code",
        "vat",
        "tax_code",
        "nsis",
        "founded",
        "accessed",
        "source_url",
        "ateco_code",
        "ateco_edition",
    ]
    row = [
        "Beta Farma", "company", (9, "00"), (743110157, "00000000000"), 80054330586, (10203, "000000"), 2005.0,
        (datetime.date(2025, 3, 1), "mmm-yy"), "https://www.betafarma.it", (72.1, "0.00"), 2025,
    ]  # fmt: skip
    table = saved(root, workbook([header, row]))
    outcome = alisei("-C", root, "import", "xlsx", table, *DATE)
    assert outcome.code == 0, outcome.err
    after = data(root, f"{FOLDER}/beta-farma.yaml")
    assert after["identifiers"] == {"vat": "00743110157", "tax_code": "80054330586", "nsis": "010203"}
    assert after["facts"] == {"founded": "2005", "ateco": {"code": "72.10", "edition": "2025"}}
    assert after["sources"] == [{"url": "https://www.betafarma.it", "accessed": "2025-03"}]


def test_a_workbook_of_another_program_is_read_too(root: Path, alisei: Alisei) -> None:
    """Texts in a table of their own, as Excel writes them."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    target = root.parent / "table.xlsx"
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([[*ROWS[0], "srn"], [*ROWS[1], "IT-MF-000005909; IT-IM-000041128"]]):
            sheet.write_row(line, 0, row)
    assert alisei("-C", root, "import", "xlsx", target, *DATE).code == 0
    assert data(root, f"{FOLDER}/beta-farma.yaml")["identifiers"] == {"srn": ["IT-MF-000005909", "IT-IM-000041128"]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((datetime.date(2025, 3, 1), "yyyy-mm-dd"), "2025-03-01"),
        ((datetime.date(2025, 3, 1), "dd/mm/yyyy"), "2025-03-01"),
        ((datetime.date(2025, 3, 1), "yyyy"), "2025"),
        ((datetime.date(2025, 3, 1), "mm/yyyy"), "2025-03"),
        (2025, "2025"),
        ("2025", "2025"),
    ],
    ids=str,
)
def test_a_date_is_as_exact_as_it_is_shown(value: Any, text: str, root: Path, alisei: Alisei) -> None:
    """Excel makes a whole date of a month; the day is not invented."""
    table = saved(root, workbook([[*ROWS[0], "founded"], [*ROWS[1], value]]))
    assert alisei("-C", root, "import", "xlsx", table, *DATE).code == 0
    assert data(root, f"{FOLDER}/beta-farma.yaml")["facts"]["founded"] == text


def test_the_same_rows_are_the_same_import(root: Path, alisei: Alisei) -> None:
    """Matching, differences and remarks are those of ``csv``, with the lines of the sheet."""
    rows = [ROWS[0], [], ["Beta Farma", "impersa", "09"], ["Gamma", "company", "99"], ["", "company", ""]]
    outcome = alisei("-C", root, "import", "xlsx", saved(root, workbook(rows)), *DATE)
    assert "! 3: Beta Farma: its type, impersa, is not a term of the taxonomy; did you mean company?" in outcome.out
    assert "! 4: Gamma: its region_code, 99, is not a region of Italy" in outcome.out
    assert "! 5: the row has no name" in outcome.out


def test_other_sheets_are_told_and_hidden_ones_passed_over(root: Path, alisei: Alisei) -> None:
    """The first sheet that somebody sees is the table."""

    def more(book: openpyxl.Workbook) -> None:
        book.create_sheet("Nascosto", 0).sheet_state = "hidden"
        book.create_sheet("Altri")["A1"] = "name"
        book.create_sheet("Vuoto")
        book.active = 1

    outcome = alisei("-C", root, "import", "xlsx", saved(root, workbook(ROWS, more)), *DATE)
    assert changed(root) == [f"{FOLDER}/beta-farma.yaml"]
    assert "? Altri: only the sheet Sheet is read, not this one" in outcome.out
    assert "Vuoto" not in outcome.out
    assert outcome.out.startswith("The sheet Sheet is read.\n")
    assert "0 records to look at, 0 records not taken" in outcome.out


@pytest.mark.parametrize(
    "first", [[["Registry", None, None]], [["", ""], ["Method", "of", "counting"]], [["nomi"], ["a", "b"]], []]
)
def test_a_first_sheet_that_is_no_table_is_named_with_the_others(first: list[list[Any]], root: Path, alisei: Alisei) -> None:
    def more(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Method", 0)
        for row in first:
            sheet.append(row)
        book.active = 0

    outcome = alisei("-C", root, "import", "xlsx", saved(root, workbook(ROWS, more)), *DATE)
    assert (outcome.code, changed(root)) == (1, [])
    assert "the first sheet, Method, is no table of organisations" in outcome.err
    assert "there are also: Sheet" in outcome.err


def test_an_error_in_a_sheet_names_it(root: Path, alisei: Alisei) -> None:
    outcome = alisei("-C", root, "import", "xlsx", saved(root, workbook([["name", "nome"], ["a", "b"]])), *DATE)
    assert outcome.code == 1
    assert "in the sheet Sheet: line 1 of the table names one column twice" in outcome.err


def test_the_answer_of_a_search_can_be_read_back(root: Path, alisei: Alisei) -> None:
    """Its table comes first, the sheet on the method after it."""
    book = root.parent / "answer.xlsx"
    assert alisei("-C", root, "search", "company", "-o", book).code == 0
    outcome = alisei("-C", root, "import", "xlsx", book, "--dry-run")
    assert outcome.code == 0, outcome.err
    assert "The sheet Entries is read." in outcome.out
    answer = openpyxl.load_workbook(book)
    answer.move_sheet("Method", -1)
    answer.save(book)
    assert "Method, is no table" in alisei("-C", root, "import", "xlsx", book, "--dry-run").err


def formula(result: str) -> bytes:
    """A workbook with a formula whose last result is given as XML."""
    content = workbook([[*ROWS[0], "website"], [*ROWS[1], "=HYPERLINK(A1)"]])
    return in_sheet(
        content, rb'<c r="D2"[^>]*><f>(.*?)</f><v\s*/?>(</v>)?</c>', rb'<c r="D2" t="str"><f>\1</f>' + result.encode() + b"</c>"
    )


def test_the_last_result_of_a_formula_is_read(root: Path, alisei: Alisei) -> None:
    """The formula itself is never worked out; an empty result is an empty cell."""
    assert alisei("-C", root, "import", "xlsx", saved(root, formula("<v>https://www.betafarma.it</v>")), *DATE).code == 0
    assert data(root, f"{FOLDER}/beta-farma.yaml")["website"] == "https://www.betafarma.it"
    (root / FOLDER / "beta-farma.yaml").unlink()
    assert alisei("-C", root, "import", "xlsx", saved(root, formula("<v></v>")), *DATE).code == 0
    assert "website" not in data(root, f"{FOLDER}/beta-farma.yaml")


BOMB = b"<worksheet>" + b" " * (excel.MOST_UNPACKED + 1) + b"</worksheet>"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
GOOD = workbook(ROWS)
EMPTY = b"PK\x05\x06" + bytes(18)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "formula without a result": (workbook([ROWS[0], ["=1+1", "company", "09"]]), "cell A2 holds a formula without a result"),
    "error": (workbook([ROWS[0], ["#N/A", "company", "09"]]), "cell A2 holds the error #N/A"),
    "lost digits": (workbook([[*ROWS[0], "pic"], [*ROWS[1], 175142930473519802]]), "cell D2 holds a number of more than 15 digits"),
    "two columns of one name": (workbook([["name", "type", "Name"], ["Beta", "company", "Gamma"]]), "name (A) and Name (C)"),
    "bomb": (rewritten(GOOD, lambda _name, part: part, {"xl/more.xml": BOMB}), "unpacked it has more than 50 MB"),
    "many parts": (rewritten(GOOD, lambda _name, part: part, {f"x{n}.xml": b"" for n in range(1001)}), "more than 1,000 parts"),
    "entities": (in_sheet(GOOD, rb"\A(<\?xml[^>]*>)?", lambda found: found[0] + ENTITIES), "its XML declares more"),  # type: ignore[arg-type]
    "entities in styles": (
        rewritten(GOOD, lambda name, part: ENTITIES + part if name.endswith("styles.xml") else part),
        "its XML declares more",
    ),
    "entities in UTF-16": (
        rewritten(GOOD, lambda name, part: (ENTITIES + part).decode().encode("utf-16") if name.endswith("styles.xml") else part),
        "its XML declares more",
    ),
    "another encoding": (
        rewritten(GOOD, lambda name, part: b'<?xml version="1.0" encoding="cp037"?>' if name.endswith("styles.xml") else part),
        "its XML declares more",
    ),
    "cells out of order": (in_sheet(GOOD, rb'r="C2"', b'r="A2"'), "its cells are out of order"),
    "a row twice": (in_sheet(GOOD, rb'r="2"|(?<=[ABC])2"', lambda found: found[0].replace(b"2", b"1")), "out of order"),  # type: ignore[arg-type]
    "a far row": (in_sheet(GOOD, rb'<row r="2"|(?<=[ABC])2"', lambda found: found[0].replace(b"2", b"9999999")), "1000000 cells"),  # type: ignore[arg-type]
    "a far column": (in_sheet(GOOD, rb'r="C2"', b'r="XFD2"'), "more cells than the header"),
    "no workbook": (b"name,type\nBeta,company\n", "this is not an Excel workbook"),
    "Excel 97": (b"\xd0\xcf\x11\xe0" + bytes(600), "Excel 97, or protected by a password"),
    "cut off": (GOOD[:-40], "damaged"),
    "a zip of another kind": (rewritten(EMPTY, lambda _name, part: part, {"a.txt": b"name,type"}), "damaged"),
    "no sheet": (rewritten(GOOD, lambda name, part: b"<x/>" if name.endswith("workbook.xml") else part), "no visible sheet"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_workbook_that_cannot_be_trusted_imports_nothing(name: str, root: Path, alisei: Alisei) -> None:
    """1 with the cell or the reason; never a traceback, never half a table."""
    content, said = HOSTILE[name]
    outcome = alisei("-C", root, "import", "xlsx", saved(root, content), *DATE)
    assert (outcome.code, outcome.out, changed(root)) == (1, "", []), outcome
    assert said in outcome.err


def test_what_a_sheet_says_of_its_size_is_not_believed(root: Path, alisei: Alisei) -> None:
    """Neither a size that is too small, which would hide a column, nor one that is too large."""
    for size in (b"A1:B1", b"A1:XFD1048576"):
        table = saved(root, in_sheet(GOOD, rb'<dimension ref="[^"]*"', b'<dimension ref="' + size + b'"'))
        outcome = alisei("-C", root, "import", "xlsx", table, "--dry-run", *DATE)
        assert outcome.out.startswith(f"The sheet Sheet is read.\n+ {FOLDER}/beta-farma.yaml\n"), outcome


def test_macros_and_links_are_passed_over(root: Path, alisei: Alisei) -> None:
    """They are never opened."""
    more = {"xl/vbaProject.bin": b"Sub Auto_Open()", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    table = saved(root, rewritten(GOOD, lambda _name, part: part, more))
    assert alisei("-C", root, "import", "xlsx", table, *DATE).code == 0


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_brings_the_import_down(seed: int, root: Path, alisei: Alisei) -> None:
    """Bytes changed at random, in the archive or in a part: refused, or read."""
    import random

    chance = random.Random(seed)

    def damage(part: bytes) -> bytes:
        raw = bytearray(part)
        for _time in range(chance.randint(1, 12)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)

    names = zipfile.ZipFile(io.BytesIO(GOOD)).namelist()
    chosen = chance.choice(names)
    content = damage(GOOD) if seed % 4 == 0 else rewritten(GOOD, lambda name, part: damage(part) if name == chosen else part)
    outcome = alisei("-C", root, "import", "xlsx", saved(root, content), "--dry-run", *DATE)
    assert outcome.code in (0, 1), outcome


def test_a_workbook_given_to_csv_is_told_where_to_go(root: Path, alisei: Alisei) -> None:
    """And a table in text given to ``xlsx`` too."""
    outcome = alisei("-C", root, "import", "csv", saved(root, GOOD), *DATE)
    assert "alisei import xlsx" in outcome.err
