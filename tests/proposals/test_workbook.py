"""``alisei sheet out`` and its way back: unchanged nothing changes, and of an edit exactly that."""

import copy
import datetime
import io
import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from alisei_cli.core.changes import compare
from alisei_cli.core.item_pointers import drop_item, find_item, set_item
from alisei_cli.core.propose import merge
from alisei_cli.core.sheet import build_sheet
from alisei_cli.core.view import view
from alisei_cli.model.proposal import list_kept
from alisei_cli.model.schema import list_types
from alisei_cli.model.sheet import HIDDEN, mark_column
from alisei_cli.proposals.workbook import FORM
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, Dataset, committed, git
from tests.office import type_in

PATH = "registry/stakeholders/toscana/istituto-rossi.yaml"
ROSSI = """\
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, kind: display} # as on the letters
  - {value: Rossi S.p.A., lang: it, kind: legal}
type: company
head_office: {municipality: Siena, province: SI, region: toscana, country: IT}
website: https://www.istitutorossi.it
identifiers: {vat: "00000000017"}
technologies: [gene-editing, robotics]
# who answers the telephone?
contact:
  mailbox: info@istitutorossi.it
sharing:
  members:
    - /contact/mailbox
    - /technologies/robotics
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
"""
MAIN, NAMES = "Schede", "Nomi"
Edit = Callable[[Any], None]


@pytest.fixture
def root(dataset: Dataset) -> Path:
    return committed(dataset({PATH: ROSSI}))


def column(sheet: Any, mark: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == mark)


def put(sheet: Any, mark: str, value: Any, line: int = 3) -> None:
    cell = sheet.cell(line, column(sheet, mark))
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # Excel makes no formula of what is typed into a cell of text


def send(alisei: Alisei, root: Path, edit: Edit, *words: str) -> list[dict[str, Any]]:
    """The proposals of the workbook of the whole dataset after an edit."""
    file = root.parent / "schede.xlsx"
    assert alisei("-C", root, "sheet", "out", "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    edit(book)
    book.save(file)
    found: list[dict[str, Any]] = json.loads(alisei("-C", root, "propose", file, "--format", "json", *words).out)["proposals"]
    return found


def changes(found: list[dict[str, Any]]) -> list[tuple[str, str, Any]]:
    assert [each["state"] for each in found] == ["clean"], found
    return [(each["op"], each["pointer"], each.get("new", each.get("old"))) for each in found[0]["changes"]]


def test_all_entries_out_and_in_again_change_nothing(sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    file, again = tmp_path / "all.xlsx", tmp_path / "again.xlsx"
    alisei("-C", sample, "sheet", "out", "-o", file)
    alisei("-C", sample, "sheet", "out", "-o", again)
    assert file.read_bytes() == again.read_bytes()
    found = json.loads(alisei("-C", sample, "propose", file, "--write", "--format", "json").out)["proposals"]
    assert len(found) > 100
    assert {each["state"] for each in found} == {"nothing"}
    assert git(sample, "status", "--porcelain") == ""


@pytest.mark.weekly
def test_libreoffice_changes_nothing(sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    file = tmp_path / "all.xlsx"
    alisei("-C", sample, "sheet", "out", "-o", file)
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "saved", file], check=True, timeout=600
    )
    found = json.loads(alisei("-C", sample, "propose", tmp_path / "saved/all.xlsx", "--format", "json").out)["proposals"]
    assert len(found) > 100
    assert {each["state"] for each in found} == {"nothing"}


def test_every_field_has_a_column_and_every_column_its_help(sample: Path) -> None:
    """But for those that no workbook changes, and blocks, whose fields have columns."""
    dataset = load_dataset(sample)
    schema, seen = dataset.context.schemas["stakeholder"], view(dataset, "secretariat")
    book = openpyxl.load_workbook(io.BytesIO(build_sheet(seen, seen.entries[:1])))
    marks = {str(cell.value): cell for sheet in book for cell in sheet[1] if str(cell.value).startswith("/")}
    for route, node in schema.walk():
        is_block = "object" in list_types(node) or "object" in list_types(schema.at((*route, "*")))
        if route and route[0] not in list_kept(dataset.context.policy) and not is_block:
            assert mark_column(route if "*" not in route[-1:] else route[:-1]) in marks, route
    helped = {str(cell) for sheet in book for each in sheet.data_validations.dataValidation if each.prompt for cell in each.sqref}
    for cell in marks.values():
        assert any(each.startswith(f"{cell.column_letter}3:{cell.column_letter}3") for each in helped), cell.value
        assert cell.parent.cell(2, cell.column).comment, cell.value


def test_the_guide_opens_and_says_what_to_do(alisei: Alisei, root: Path) -> None:
    alisei("-C", root, "sheet", "out", "-o", root.parent / "x.xlsx")
    book = openpyxl.load_workbook(root.parent / "x.xlsx")
    assert book.active.title == book.sheetnames[0] == "Leggimi"
    said = " ".join(str(cell.value or "") for row in book.active for cell in row)
    assert [each for each in (MAIN, NAMES, "Offerte", "Termini", "Togli") if f"«{each}»" not in said] == []
    assert book["alisei"].sheet_state == "hidden"


@pytest.mark.weekly
def test_what_is_typed_in_libreoffice_stays_text(alisei: Alisei, root: Path, tmp_path: Path) -> None:
    """Zeros, days, formulas and signs too, also in a row far below the last."""
    file, saved = tmp_path / "x.xlsx", tmp_path / "typed" / "x.xlsx"
    saved.parent.mkdir()
    alisei("-C", root, "sheet", "out", "-o", file)
    sheet = openpyxl.load_workbook(file)[MAIN]
    letters = {mark: get_column_letter(column(sheet, mark)) for mark in ("#name", "/id", *LITERAL)}
    far = [("#name", "Beta Farma"), ("/id", "beta-farma"), *LITERAL.items()]
    typed = [(mark, 3, text) for mark, text in LITERAL.items()] + [(mark, 900, text) for mark, text in far]
    type_in(file, [(MAIN, f"{letters[mark]}{line}", text) for mark, line, text in typed], saved)
    context = load_dataset(root).context
    for proposal in FORM.read("x.xlsx", saved.read_bytes(), context):
        assert proposal.refusals == ()
        said = {"/" + "/".join(each.pointer): each.value for each in proposal.changes}
        assert [mark for mark, text in LITERAL.items() if said[mark] != text] == []


LITERAL = {
    "/description/it": "=1+1",
    "/description/en": "-5 degrees",
    "/head_office/address": "1-2",
    "/head_office/postcode": "00185",
    "/identifiers/vat": "00000000018",
    "/facts/founded": "01/05/2001",
    "/facts/legal_form": "1.10",
}
TYPED = {
    "/website": ["https://www.example.org/=1", "https://example.org/-"],
    "/description/it": ["=1+1", "-5 gradi", "2026-05", "00123", "@casa", "Due righe\ndi testo; con «virgolette»"],
    "/head_office/address": ["Via Rossi 1/2", "+39 via", "1-2"],
    "/identifiers/vat": ["01234567890"],
    "/facts/founded": ["1999", "2001-05", "2001-05-06"],
}


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.weekly)])
def test_random_edits_change_exactly_what_was_edited(count: int, sample: Path) -> None:
    dataset = load_dataset(sample)
    schema, chance = dataset.context.schemas["stakeholder"], random.Random(count)
    seen = view(dataset, "secretariat")
    book = openpyxl.load_workbook(io.BytesIO(build_sheet(seen, seen.entries)))
    sheet = book[MAIN]
    wanted = {entry.id: copy.deepcopy(dict(entry.data)) for entry in dataset.of_kind("stakeholder")}
    for _number in range(count):
        line, mark = chance.randint(3, len(wanted) + 2), chance.choice(list(TYPED))
        data, pointer = wanted[sheet.cell(line, column(sheet, "/id")).value], tuple(mark[1:].split("/"))
        value, before = chance.choice([*TYPED[mark], None]), find_item(data, pointer, schema)
        put(sheet, mark, value, line)
        if value is None:
            drop_item(data, pointer, schema)
        elif str(before) != value:
            set_item(data, pointer, value, schema)
    saved = io.BytesIO()
    book.save(saved)
    proposals = FORM.read("x.xlsx", saved.getvalue(), dataset.context)
    assert {each.entry for each in proposals} == set(wanted)
    for proposal in proposals:
        base = dataset.by_id[str(proposal.entry)].data
        merged = merge(proposal, base, base, dataset.context)
        assert (proposal.refusals, merged.refusals, merged.conflicts) == ((), (), ())
        assert compare(wanted[str(proposal.entry)], merged.data, schema) == ()


def test_an_emptied_cell_is_cleared_and_nothing_else(alisei: Alisei, root: Path) -> None:
    found = send(alisei, root, lambda book: put(book[MAIN], "/website", None), "--write")
    assert changes(found) == [("clear", "/website", None)]
    assert (root / PATH).read_text() == ROSSI.replace("website: https://www.istitutorossi.it\n", "")


def test_what_the_audience_did_not_see_stays(alisei: Alisei, root: Path) -> None:
    """The mailbox and one technology are for members: emptying their list takes away only what was shown."""

    def edit(book: Any) -> None:
        assert not any("robotics" in str(cell.value) or "info@" in str(cell.value) for row in book[MAIN] for cell in row)
        put(book[MAIN], "/technologies", None)

    found = send(alisei, root, edit)
    assert [(each["op"], each["pointer"]) for each in found[0]["changes"]] == [("remove", "/technologies/gene-editing")]


def test_more_than_public_is_not_written_into_the_repository(alisei: Alisei, root: Path, tmp_path: Path) -> None:
    words = ("-C", root, "sheet", "out", "istituto-rossi", "--audience", "members", "-o")
    inside = alisei(*words, root / "schede.xlsx")
    assert (inside.code, "must not come into git" in inside.err) == (2, True)
    assert not (root / "schede.xlsx").exists()
    assert alisei(*words, tmp_path / "schede.xlsx").code == 0


def test_deleted_rows_change_nothing(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        book[NAMES].delete_rows(3, 2)
        for cell in book[MAIN][3]:
            if cell.column != column(book[MAIN], "/id"):
                cell.value = None

    assert [each["state"] for each in send(alisei, root, edit)] in ([], ["nothing"])


def test_rows_may_be_sorted_and_columns_deleted(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        names = book[NAMES]
        first, second = ([cell.value for cell in names[line]] for line in (3, 4))
        for number, (one, two) in enumerate(zip(first, second, strict=True), 1):
            names.cell(3, number).value, names.cell(4, number).value = two, one
        book[MAIN].delete_cols(column(book[MAIN], "/website"))

    assert [each["state"] for each in send(alisei, root, edit)] == ["nothing"]


def test_items_are_changed_added_and_removed(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        names = book[NAMES]
        put(names, "/names/*/value", "Istituto Rossi Siena", 3)
        put(names, "/names/*/lang", "it", 3)
        put(names, "#remove", "Sì", 4)
        put(names, "/id", "istituto-rossi", 5)
        put(names, "/names/*/value", "Rossi Institute", 5)
        put(names, "/names/*/kind", "official", 5)

    found = send(alisei, root, edit)
    assert [(each["op"], each["pointer"]) for each in found[0]["changes"]] == [
        ("remove", "/names/display|Istituto Rossi"),
        ("remove", "/names/legal|Rossi S.p.A."),
        ("add", "/names/display|Istituto Rossi Siena"),
        ("add", "/names/official|Rossi Institute"),
    ]


def test_a_choice_is_its_code_and_a_list_is_changed_by_item(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book[MAIN]
        cell = sheet.cell(3, column(sheet, "/technologies"))
        assert cell.value.endswith("(gene-editing)")
        cell.value = f"{cell.value}; microfluidics"
        put(sheet, "/type", next(cell.value for row in book["Termini"] for cell in row if "(university)" in str(cell.value)))

    found = send(alisei, root, edit)
    assert ("change", "/type", "university") in [(each["op"], each["pointer"], each.get("new")) for each in found[0]["changes"]]


@pytest.mark.parametrize(
    ("mark", "value", "form", "new"),
    [
        ("/facts/founded", datetime.datetime(2001, 5, 6), "yyyy-mm-dd", "2001-05-06"),  # noqa: DTZ001
        ("/facts/founded", datetime.datetime(2001, 5, 1), "mmm-yy", "2001-05"),  # noqa: DTZ001
        ("/facts/founded", 1999, "General", "1999"),
        ("/identifiers/vat", 12345670017, "General", "12345670017"),
        ("/identifiers/vat", 17, "General", None),
        ("/identifiers/vat", 18, "00000000000", "00000000018"),
        ("/head_office/address", datetime.datetime(2026, 1, 2), "d-mmm", None),  # noqa: DTZ001
        ("/facts/legal_form", 1.1, "General", None),
        ("/website", "=HYPERLINK(A1)", "General", None),
        ("/website", "#REF!", "General", None),
    ],
)
def test_what_excel_made_of_text_is_turned_back_or_refused(
    mark: str, value: Any, form: str, new: str | None, alisei: Alisei, root: Path
) -> None:
    def edit(book: Any) -> None:
        cell = book[MAIN].cell(3, column(book[MAIN], mark))
        cell.value, cell.number_format = value, form

    [found] = send(alisei, root, edit)
    if new is None:
        assert found["state"] == "refused"
        assert found["reasons"]
    else:
        said = [each["new"] if not isinstance(each["new"], dict) else each["new"][mark.rpartition("/")[2]]
                for each in found["changes"]]  # fmt: skip
        assert list(map(str, said)) == [new]


def test_a_new_row_is_a_new_entry(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        for mark, value in {"#name": "Beta Farma", "/type": "company", "/head_office/region": "toscana"}.items():
            put(book[MAIN], mark, value, 4)

    found = send(alisei, root, edit)
    assert [each["state"] for each in found] == ["nothing", "incomplete"]


def test_an_item_of_the_only_entry_need_not_name_it(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        put(book[NAMES], "/names/*/value", "Rossi Institute", 5)
        put(book[NAMES], "/names/*/kind", "alias", 5)

    assert changes(send(alisei, root, edit)) == [
        ("add", "/names/alias|Rossi Institute", {"value": "Rossi Institute", "kind": "alias"})
    ]


def test_beside_a_new_entry_an_item_has_to_name_its_own(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        put(book[MAIN], "#name", "Beta Farma", 4)
        put(book[NAMES], "/names/*/value", "Rossi Institute", 5)

    assert "refused" in [each["state"] for each in send(alisei, root, edit)]


def test_two_rows_of_one_entry_and_a_changed_name_are_refused(alisei: Alisei, root: Path) -> None:
    def edit(book: Any) -> None:
        put(book[MAIN], "#name", "Altro")
        put(book[MAIN], "/id", "istituto-rossi", 4)
        put(book[MAIN], "/website", "https://a.example.org", 4)

    [found] = send(alisei, root, edit)
    assert found["state"] == "refused"
    assert len(found["reasons"]) == 2


def _without_hidden() -> bytes:
    made, saved = openpyxl.Workbook(), io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def _far() -> bytes:
    made, saved = openpyxl.Workbook(), io.BytesIO()
    made.create_sheet(HIDDEN)["A1048576"] = "x"
    for _number in range(5):
        made.create_sheet()["XFD1048576"] = "x"
    made.save(saved)
    return saved.getvalue()


def _bomb() -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (51 * 1024 * 1024))
    return saved.getvalue()


@pytest.mark.parametrize(
    "content", [_without_hidden(), _far(), _bomb(), b"PK\x03\x04nothing"], ids=["other", "far", "bomb", "cut"]
)
def test_hostile_workbooks_are_refused(content: bytes, alisei: Alisei, root: Path) -> None:
    (root.parent / "x.xlsx").write_bytes(content)
    done = alisei("-C", root, "propose", root.parent / "x.xlsx", "--format", "json")
    assert done.code == 1
    assert [each["state"] for each in json.loads(done.out)["proposals"]] == ["refused"]


def test_a_name_with_blanks_at_its_ends_comes_back_as_it_was(alisei: Alisei, dataset: Dataset) -> None:
    """Nothing of it is a change, and a change of it finds it."""
    text = ROSSI.replace("Istituto Rossi,", '" Istituto Rossi ",').replace("Rossi S.p.A.,", '" Rossi S.p.A. ",')
    root = committed(dataset({PATH: text}))
    assert [each["state"] for each in send(alisei, root, lambda book: None)] == ["nothing"]
    found = send(alisei, root, lambda book: put(book[NAMES], "/names/*/lang", "en", 4))
    assert changes(found) == [("change", "/names/legal| Rossi S.p.A. /lang", "en")]


def test_no_commit_is_named_that_does_not_have_the_cells(alisei: Alisei, root: Path) -> None:
    """A value that is put back to the committed one is a change of the file on the disk."""
    (root / PATH).write_text(ROSSI.replace("website: https://www.istitutorossi.it", "website: https://www.nuovo-rossi.it"))
    found = send(alisei, root, lambda book: put(book[MAIN], "/website", "https://www.istitutorossi.it"))
    assert changes(found) == [("change", "/website", "https://www.istitutorossi.it")]
