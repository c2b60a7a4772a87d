"""Workbooks: read back, every cell is what it was, numbers are numbers, and no text is anything but text."""

import datetime
import io
import re
import sys
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.escape import escape_line
from alisei_cli.extras import install_command
from alisei_cli.language import Labels, _, use
from alisei_cli.model.table import Table
from alisei_cli.render.tables import xlsx
from alisei_cli.workbook import sheet_names
from tests.render.answers import ENTRIES, LABEL, SHARE, TERM, answer, drawn
from tests.render.hostile import HOSTILE

hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as Excel would keep it: formulas as formulas."""
    return openpyxl.load_workbook(io.BytesIO(content))


def test_one_sheet_a_table_after_the_method() -> None:
    """The first sheet says where the numbers come from; the numbers that only a chart needs come last."""
    assert opened(xlsx.pack(drawn())).sheetnames == ["Method", "figures", "bars", "lines", "map", "grid", "plain", "Chart data"]


def test_cells_have_types() -> None:
    """A share is a number shown as a percentage, a whole date a date, a year a text, nothing an empty cell."""
    sheet = opened(xlsx.pack(drawn()))["bars"]
    assert [cell.value for cell in sheet[1]] == ["term", "name", "entries", "share", "day"]
    code, name, entries, share, day = sheet[2]
    assert (code.value, name.value, entries.value, share.value) == ("Ricerca e formazione", "Ricerca e formazione", 12, 0.4)
    assert (entries.data_type, share.data_type, share.number_format) == ("n", "n", "0.0%")
    assert (day.value, day.is_date) == (datetime.datetime(2026, 11, 23), True)  # noqa: DTZ001
    assert [cell.value for cell in sheet[3]] == ["b", "Be", 3, 0.1, "2025"]
    assert [cell.value for cell in sheet[4]] == [None, "not known", 15, 0.5, None]


def test_a_sheet_is_ready_to_be_read_and_printed() -> None:
    """The header stays, has a filter, is printed on each page; a page holds all columns; columns have room."""
    sheet = opened(xlsx.pack(drawn()))["bars"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:E4", "$1:$1")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    width = sheet.page_setup.fitToWidth or 1  # where nothing is written it is 1
    assert (width, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (1, 0, 9)
    assert sheet.column_dimensions["A"].width >= len("Ricerca e formazione")


def test_charts_are_native() -> None:
    """Bars and lines can be edited; a map becomes bars, a grid a scale of colours; their cells hold what is drawn."""
    book = opened(xlsx.pack(drawn()))
    with zipfile.ZipFile(io.BytesIO(xlsx.pack(drawn()))) as archive:
        charts = [archive.read(name).decode() for name in sorted(archive.namelist()) if name.startswith("xl/charts/chart")]
    assert [re.findall(r"<c:(barChart|lineChart)>", chart) for chart in charts] == [["barChart"], ["lineChart"], ["barChart"]]
    assert re.findall(r"<c:f>(.*?)</c:f>", charts[0]) == ["bars!$C$1", "bars!$B$2:$B$4", "bars!$C$2:$C$4"]
    extra = book["Chart data"]
    cells = re.findall(r"<c:f>(.*?)</c:f>", charts[1])
    places = ("$B$2", "$A$3:$A$4", "$B$3:$B$4", "$C$2", "$A$3:$A$4", "$C$3:$C$4")
    assert cells == [f"'Chart data'!{place}" for place in places]
    assert [[cell.value for cell in row] for row in extra["A2:C4"]] == [
        [None, "Ricerca e formazione", "Be"],
        ["2024", 12, 3],
        ["2025", 14, 5],
    ]
    assert extra.conditional_formatting
    assert not book["plain"]._charts


def test_the_method_says_how_to_read_it() -> None:
    """State, audience, licence, and of each table its title, what its columns hold, and its notes."""
    sheet = opened(xlsx.pack(drawn()))["Method"]
    said = [(row[0].value, row[1].value) for row in sheet.iter_rows() if row[0].value or row[1].value]
    told = dict(said)
    assert (told["Taxonomy"], told["Commit"], told["Audience"]) == ("1.0.0", "c0ffee" * 6 + "c0ff", "public")
    assert told["Licence of the data"].startswith("CC BY 4.0")
    assert ("name", "the name in words") in said
    assert ("Note", "Only entries with Ricerca e formazione.") in said


def test_it_speaks_italian() -> None:
    """Headers, notes and the method are in the language of the moment."""
    use("it")
    book = opened(xlsx.pack(drawn()))
    assert book.sheetnames[0] == "Metodo"
    assert book["bars"]["C1"].value == "schede"


@hostile
def test_text_is_text(text: str) -> None:
    """No formula, no link, no character that XML forbids; what was there can be read, up to what a cell takes."""
    content = xlsx.pack(drawn(text))
    book = opened(content)
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
    cell = book["plain"]["A2"]
    said = escape_line(text)
    expected = said if len(said) <= 32_767 else said[:32_766] + "…"
    assert (cell.value, cell.data_type) == (expected, "s")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = ET.fromstring(archive.read(name))
            assert not [each for each in part.iter() if each.tag.endswith("}f") and "chart" not in name]
            if "charts/" in name:
                cells = [each.text or "" for each in part.iter() if each.tag.endswith("}f")]
                assert all(re.fullmatch(r"('Chart data'|\w+)![$A-Z0-9:]+", each) for each in cells), cells
            if name.endswith(".rels"):
                assert not [each for each in part if each.get("TargetMode") == "External"]


def test_the_longest_cell_is_cut_and_says_so() -> None:
    """Excel refuses a file with a longer one."""
    book = opened(xlsx.pack(answer(Table("long", _("name"), (TERM,), (("x" * 40_000,), ("_x0041_",))))))
    assert len(book["long"]["A2"].value) == 32_767
    assert book["long"]["A2"].value.endswith("…")
    assert book["long"]["A3"].value == "_x0041_"


def test_numbers_that_excel_does_not_know() -> None:
    """Infinity and not-a-number would make a file that does not open: they are text; a bool is a word."""
    sheet = opened(xlsx.pack(answer(Table("odd", _("name"), (ENTRIES, SHARE), ((True, float("nan")), (-1, float("inf")))))))[
        "odd"
    ]
    assert [[cell.value for cell in row] for row in sheet["A2:B3"]] == [["True", "nan"], [-1, "inf"]]


def test_names_of_sheets() -> None:
    """At most 31 characters, none that Excel refuses, no two alike whatever the case, none of those that are taken."""
    wanted = ["a/b:c*d?e[f]g\\h", "x" * 40, "X" * 40, "", "'", "History", "method", "\x00"]
    names = sheet_names(wanted, taken=("Method",))
    assert names == ["a-b-c-d-e-f-g-h", "x" * 31, "X" * 29 + "-2", "table", "table-2", "History-2", "method-2", "-x00"]


def test_same_answer_same_bytes() -> None:
    """Whenever it is made."""
    assert xlsx.pack(drawn()) == xlsx.pack(drawn())
    assert b"1980-01-01" in zipfile.ZipFile(io.BytesIO(xlsx.pack(drawn()))).read("docProps/core.xml")


def test_an_answer_without_rows() -> None:
    """Is a sheet with a header; one without tables is the method alone."""
    assert [cell.value for cell in opened(xlsx.pack(answer(Table("t", Labels("a", "b"), (LABEL,), ()))))["t"][1]] == ["name"]
    assert opened(xlsx.pack(answer())).sheetnames == ["Method"]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format is an extra."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(SurroundingsError) as error:
        xlsx.pack(answer())
    assert str(error.value.help) == f"Install it: {install_command('report')}"
