"""The workbook to read: by openpyxl as it is stored, by LibreOffice as a person sees it."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from alisei_cli.core.view import view
from alisei_cli.escape import escape_line
from alisei_cli.exports import EXPORTS
from alisei_cli.language import use
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.source import Source
from alisei_cli.store.dataset_cache import load_dataset
from alisei_cli.workbook import MOST_CHARACTERS, text
from tests.conftest import make, stakeholder
from tests.render.hostile import HOSTILE

FOLDER = "registry/stakeholders/toscana"
SOFFICE = shutil.which("soffice")
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Each sheet as a file: commas, quotation marks, UTF-8, cells as they are shown."""


@pytest.fixture(scope="module")
def registry(sample: Path) -> Dataset:
    return load_dataset(sample)


def packed(dataset: Dataset, audience: str = "public") -> bytes:
    return EXPORTS.load("xlsx").build(view(dataset, audience))["registry.xlsx"]


def opened(dataset: Dataset, audience: str = "public") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(packed(dataset, audience)))


def hostile(tmp_path: Path, *more: str) -> Dataset:
    """A dataset with an entry for each hostile text, as no reader would let it in."""
    dataset = load_dataset(make(tmp_path / "data", {f"{FOLDER}/alfa.yaml": stakeholder("alfa")}))
    texts = [*HOSTILE.values(), *more]
    data = [
        {"id": f"e{number:03}", "status": "active", "type": "company", "website": text, "identifiers": {"vat": "00743110157"}}
        for number, text in enumerate(texts)
    ]
    entries = (Entry(f"{FOLDER}/{each['id']}.yaml", "stakeholder", each, Source("x", "", None)) for each in data)
    return replace(dataset, entries=tuple(entries))


def test_headings_terms_and_codes_in_both_languages(registry: Dataset) -> None:
    """Words in the language of the command, the code behind them, help on each heading; header and name stay, a filter is there."""
    expected = {"en": ("Name", "Stakeholder type", "Company"), "it": ("Nome", "Tipo di soggetto", "Impresa")}
    for language, (name, type_, company) in expected.items():
        use(language)
        sheet = opened(registry).worksheets[1]
        headings = [cell.value for cell in sheet[1]]
        place = headings.index(type_)
        assert headings[0] == name
        assert headings[place + 1] in (f"{type_} (code)", f"{type_} (codice)")
        assert (company, "company") in {(row[place].value, row[place + 1].value) for row in sheet.iter_rows(min_row=2)}
        assert all(cell.comment and len(cell.comment.text) > 5 for cell in sheet[1])
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert len(set(headings)) == len(headings)


def test_rows_are_those_of_the_csv(registry: Dataset) -> None:
    """As many on each sheet, and the same ids; the first sheet names every table, with or without rows."""
    book = opened(registry)
    tables = EXPORTS.load("csv").build(view(registry))
    rows = {
        name: len(list(csv.reader(io.StringIO(raw.decode(), newline="")))) - 1 for name, raw in tables.items() if "csv" in name
    }
    assert sorted(sheet.max_row - 1 for sheet in book.worksheets[1:]) == sorted(filter(None, rows.values()))
    ids = {row[1].value for row in book["Stakeholders"].iter_rows(min_row=2)}
    assert ids == {entry.id for entry in registry.of_kind("stakeholder")}
    told = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert set(book.sheetnames[1:]) <= told.keys()
    assert "Stakeholders, Offers" in told["Without rows"]
    assert told["Commit"] == registry.commit
    assert told["Audience"] == "public"
    assert "CC BY 4.0" in told["Licence and attribution"]


def test_long_texts_are_cut_and_said(tmp_path: Path) -> None:
    """One character less than a cell holds is whole."""
    dataset = hostile(tmp_path, "\u202e" * 6000, "x" * MOST_CHARACTERS, "y" * (MOST_CHARACTERS + 1))
    book = opened(dataset)
    column = next(cell.column for cell in book["Stakeholders"][1] if cell.value == "Website")
    cells = [row[column - 1].value for row in book["Stakeholders"].iter_rows(min_row=2)][-2:]
    assert cells == ["x" * MOST_CHARACTERS, "y" * (MOST_CHARACTERS - 1) + "…"]
    count = 2 + sum(len(escape_line(each)) > MOST_CHARACTERS for each in HOSTILE.values())
    said = f"{count} texts are longer than a cell may be and are cut."
    assert said in [row[1].value for row in book["About"].iter_rows()]
    assert [str(each) for each in EXPORTS.load("xlsx").note(view(dataset)) or ()] == [said]
    assert not EXPORTS.load("xlsx").note(view(load_dataset(tmp_path / "data")))


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_shows_what_was_written(tmp_path: Path) -> None:
    """Every hostile text as text, leading zeros kept, no formula run, no link made."""
    dataset = hostile(tmp_path)
    (tmp_path / "registry.xlsx").write_bytes(packed(dataset))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        SHOWN,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "registry.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "registry-Stakeholders.csv").read_text(encoding="utf-8")
    found = list(csv.DictReader(io.StringIO(shown, newline="")))
    stored = openpyxl.load_workbook(tmp_path / "registry.xlsx")
    assert {cell.data_type for sheet in stored for row in sheet for cell in row} <= {"s", "n", "inlineStr", "d"}
    assert [row["Website"] for row in found] == [text(each) for each in HOSTILE.values()]
    assert {row["Identifiers: VAT number"] for row in found} == {"00743110157"}
    assert {(row["Stakeholder type"], row["Stakeholder type (code)"]) for row in found} == {("Company", "company")}
    about = (tmp_path / "registry-About.csv").read_text(encoding="utf-8")
    assert "Licence and attribution" in about
