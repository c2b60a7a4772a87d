"""Hostile text in a table: every format shows it as text, and obeys nothing that it says."""

import csv
import io
import json
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alisei_cli.escape import escape_command, escape_line, escape_text
from alisei_cli.language import Labels, _
from alisei_cli.model.table import Answer, Column, Table
from alisei_cli.render._paint import cells
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import FORMATS
from alisei_cli.render.tables._cells import show_cell
from alisei_cli.render.tables._folded import NARROWEST
from tests.render.hostile import HOSTILE

hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def answer_with(*cells: str | float | None) -> Answer:
    """One table with one column, one row for each cell, and a note that holds the first."""
    columns = (Column("name", "string", _("the name in words"), _("name")),)
    note = _("Only entries with {wheres}.", wheres=cells[0])
    table = Table("names", _('Entries with "{text}"', text=cells[0]), columns, tuple((cell,) for cell in cells), (note,))
    return Answer("names", "1.0.0", None, False, None, "public", (table,))


def render(form: str, answer: Answer, is_colour: bool = False) -> str:
    """The whole output."""
    return "\n".join(FORMATS.load(form).render(answer, Screen(is_colour=is_colour)))


@hostile
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_unseen_reaches_a_reader(form: str, text: str) -> None:
    """Every character of every line can be seen."""
    assert [line for line in render(form, answer_with(text)).split("\n") if not line.isprintable()] == []


@hostile
def test_a_table_for_people_is_as_wide_as_the_terminal(text: str) -> None:
    """Lines break at spaces; a word wider than the terminal stays whole."""
    drawn = render("text", answer_with(text))
    assert [line for line in drawn.split("\n") if len(line) > 80 and " " in line.strip()] == []
    body = "".join(line.strip() for line in drawn.split("\n"))
    assert "".join(escape_text(text).split()) in "".join(body.split())


WORD = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30).filter(lambda word: word == escape_text(word))
PHRASE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
CELL = st.none() | PHRASE | st.integers(-(10**9), 10**9) | st.floats(0, 1)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw up to a dozen columns of texts and numbers.

    Headings have several words.
    """
    columns = [
        Column(f"c{n}", draw(st.sampled_from(["string", "integer"])), _("x"), Labels("", draw(PHRASE)))
        for n in range(draw(st.integers(1, 12)))
    ]
    rows = draw(st.lists(st.tuples(*(CELL for _column in columns)), max_size=6))
    return Table("t", Labels("", draw(PHRASE)), tuple(columns), tuple(rows), (Labels("", draw(PHRASE)),))


@given(tables(), st.sampled_from([20, 40, 60, 80, 200]), st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_of_a_table_is_cropped_or_broken(table: Table, width: int, is_colour: bool) -> None:
    """Every letter of title, headings, cells and notes is shown, words of usual length in one piece.

    Only a single word makes a line too wide.
    """
    answer = Answer("t", "1", None, False, None, "public", (table,))
    drawn = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(FORMATS.load("text").render(answer, Screen(width, None, is_colour))))
    told = drawn.replace(":", " ").split()
    texts = [str(words) for words in (table.title, *table.notes)]
    if table.rows:
        texts += [str(column.title) for column in table.columns]
        texts += [show_cell(cell, column) for row in table.rows for cell, column in zip(row, table.columns, strict=True)]
    words = [word for text in texts for word in escape_command(text).replace(":", " ").split()]
    assert Counter(word for word in words if cells(word) <= NARROWEST) <= Counter(told)
    assert Counter("".join(words)) <= Counter("".join(told))
    assert not [line for line in drawn.split("\n") if cells(line) > width and len(line.replace(": ", "").split()) > 1]


@hostile
def test_colours_of_a_table_are_ours_alone(text: str) -> None:
    """With colour on, styles come from us, never from data."""
    drawn = render("text", answer_with(text), is_colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", drawn).replace("\n", "").isprintable()
    assert "\x1b[1;31m" not in drawn


@hostile
def test_no_spreadsheet_takes_a_cell_for_a_formula(text: str) -> None:
    """What would be executed is prefixed with an apostrophe, whatever blanks stand before it; one row stays one row."""
    found = list(csv.reader(io.StringIO(render("csv", answer_with(text)), newline="")))
    assert [found[0], len(found[1])] == [["name"], 1]
    cell = found[1][0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert cell.removeprefix("'").strip(" ") == escape_line(text.strip(" ")).strip(" ") or cell == escape_line(text.strip(" "))


def test_numbers_in_a_csv_stay_numbers() -> None:
    """A negative number is no formula, and nothing is nothing."""
    assert "name\r\n-1\r\n0.5\r\n\r\n".replace("\r\n", "\n").strip() in render("csv", answer_with(-1, 0.5, None)).strip()


@hostile
def test_markdown_shows_a_table_of_text(text: str) -> None:
    """One row, one cell, no markup, no link, no mention; read back, it is what was shown."""
    document = render("markdown", answer_with(text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document)
    assert sum(token.type == "tr_open" for token in tokens) == 2
    inline = [child for token in tokens for child in token.children or ()]
    assert {"text", "text_special"} >= {
        child.type for child in inline if (child.type, child.content) != ("html_inline", "<!-- -->")
    }
    row = [token for token in tokens if token.type == "inline"][2]
    shown = "".join(child.content for child in row.children or () if child.type != "html_inline")
    assert escape_text(text.strip(), 1000).split() == shown.split()
    assert re.findall(r"[@#](?!<!-- -->)\w", re.sub(r"^#+ ", "", document, flags=re.MULTILINE)) == []


@hostile
def test_json_gives_the_cell_back(text: str) -> None:
    """One document, the cell whole."""
    assert [[text]] == json.loads(render("json", answer_with(text)))["tables"][0]["rows"]
