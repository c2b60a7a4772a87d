"""A file may have any name, and every format names it: as text, for people, terminals and programs alike."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alisei_cli.escape import escape_formula, escape_json, escape_xml, unescape_formula
from alisei_cli.language import _
from alisei_cli.model.line import Line
from alisei_cli.model.table import Answer, Table
from alisei_cli.render import entry
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import FORMATS as TABLES
from fuzz.outputs import check_obeyed, unseen
from tests.conftest import Alisei, Dataset, stakeholder

FOLDER = "registry/stakeholders/toscana"
NAMES = ("a\x1b[31m.yaml", "a\x9b31m.yaml", "a\u202eb.yaml", "a\n::error::b.yaml", "a##[error]b.yaml", "a\U0001d173.yaml")


@pytest.mark.parametrize("form", ["text", "json", "github", "junit", "sarif"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_of_a_file_is_obeyed_or_hidden(name: str, form: str, dataset: Dataset, alisei: Alisei) -> None:
    """Neither a terminal nor a runner of CI nor an eye is led astray by a name."""
    said = alisei("-C", dataset({f"{FOLDER}/{name}": stakeholder("alfa")}), "validate", "--no-cache", "--format", form).out
    assert unseen(said) == []
    lines = said.split("\n")
    check_obeyed("\n".join(line for line in lines if not line.startswith("::error file=registry/stakeholders/toscana/a")))
    if form == "json":
        assert json.loads(said)["diagnostics"][0]["path"] == f"{FOLDER}/{name}"
    if form == "junit":
        assert f"{FOLDER}/{name}".replace("\x1b", "\ufffd") in {
            case.get("name") for case in ElementTree.fromstring(said).iter("testcase")
        }


@pytest.mark.parametrize("text", ["a\x7f\x9b\u202e\U000e0041b", "\ud800", 'a\\"\u200b\\u200b', "è \U0001f9ec"])
def test_an_escaped_document_says_the_same(text: str) -> None:
    """JSON may spell any character; XML any that it allows."""
    document = escape_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(document) == [text]
    assert unseen(document) == []
    if "\ud800" not in text:
        element = ElementTree.Element("a", {"b": text})
        assert ElementTree.fromstring(escape_xml(ElementTree.tostring(element, encoding="unicode"))).get("b") == text


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "+39", "-", "'", "''", "a", "", "'a", "＝1", "\n=1", "'\t"])
def test_a_cell_that_was_disarmed_is_armed_again(text: str) -> None:
    """One sign more in the table, one sign less when it is read: a table that we wrote can be imported."""
    assert not escape_formula(text).startswith(("=", "+", "-", "@", "\n", "\t", "＝"))
    assert unescape_formula(escape_formula(text)) == text


def test_a_note_that_begins_with_blanks_is_no_code() -> None:
    """Markdown takes four blanks for a block of code."""
    table = Table("names", _("names"), (), (), (_("{note}", note="    <b>"),))
    said = "\n".join(TABLES.load("markdown").render(Answer("names", "1.0.0", None, False, None, "public", (table,)), Screen()))
    assert "\n\\<b\\>" in said


def test_a_label_wider_than_the_terminal_leaves_room_for_its_value() -> None:
    """A field with a very long name is shown, not a fault of ours."""
    assert "valore" in "\n".join(entry.show("a", "b", [Line("x" * 150, "valore " * 30, 1)], Screen(60, 24)))


def test_an_imported_table_may_come_from_us(tmp_path: Path) -> None:
    """The sign before a formula goes when a table is read."""
    from alisei_cli.importers._table import parse_table

    assert [row for _line, row in parse_table("name,comune\n'=Alfa,\"'+39\"\n'Beta,''=x\n").rows] == [
        {"name": "=Alfa", "municipality": "+39"},
        {"name": "'Beta", "municipality": "'=x"},
    ]
