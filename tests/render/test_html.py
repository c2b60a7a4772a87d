"""The page for a browser: one file that asks nothing of anybody, in two languages, in which data are never markup."""

import base64
import hashlib
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.escape import escape_line
from alisei_cli.extras import install_command
from alisei_cli.language import Labels, _, current_language, use
from alisei_cli.model.table import Answer, Chart, Table
from alisei_cli.render.charts.map import region_map
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import html
from tests.render.answers import ENTRIES, LABEL, TERM, answer, drawn
from tests.render.hostile import HOSTILE

hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
OURS = {
    "html", "head", "meta", "title", "style", "body", "section", "fieldset", "legend", "span", "input", "label", "div", "header", "p",
    "h1", "h2", "h3", "dl", "dt", "dd", "nav", "ol", "ul", "li", "a", "main", "figure", "figcaption", "table", "thead", "tbody", "tr",
    "th", "td", "footer", "svg", "desc", "g", "path", "line", "text", "tspan",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "aria-label", "aria-labelledby", "type", "id", "checked", "for", "href",
    "role", "tabindex", "scope", "xmlns", "viewbox", "width", "height", "font-family", "transform", "d", "fill", "stroke",
    "stroke-width", "opacity", "x1", "x2", "y1", "y2", "text-anchor", "font-size", "x", "dy",
}  # fmt: skip


class Page(HTMLParser):
    """Elements, attributes and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def test_a_long_table_is_cut_and_says_so() -> None:
    """The first 500 rows, the number of the others, and how to get them."""
    table = Table("long", _("names"), (LABEL,), tuple((f"name {number}",) for number in range(2950)))
    page = Page(made(answer(table)))
    assert sum(word.startswith("name ") for word in page.words) == 2 * 500
    assert any(word.startswith("2,450 more rows are left out") and "FILE.xlsx" in word for word in page.words)
    assert any(word.startswith("Altre 2.450 righe") for word in page.words)


def made(of: Answer) -> str:
    """The whole page."""
    return "\n".join(html.render(of, Screen()))


@hostile
def test_data_are_never_markup(text: str) -> None:
    """Whatever a name says: only our elements and attributes, only links within the page, no comment, nothing unseen, no command of CI."""
    whole = made(drawn(text))
    page = Page(whole)
    assert {tag for tag, _given in page.tags} <= OURS
    assert {name for _tag, given in page.tags for name in given} <= ATTRIBUTES
    assert all((given.get("href") or "#").startswith("#") for _tag, given in page.tags)
    assert page.comments == []
    assert [line for line in whole.split("\n") if not line.isprintable()] == []
    assert not re.search(r"(?m)^\s*::|##\w*\[", whole)
    assert " ".join(escape_line(text).split()) in " ".join("".join(page.words).split())


@hostile
def test_data_change_no_element(text: str) -> None:
    """With any text in it the page has the very elements that it has with a harmless one."""
    if len(text) < 1000:
        outside = [tag for tag, _given in Page(made(drawn(text))).tags if tag not in ("tspan", "text", "g", "path", "line")]
        harmless = [tag for tag, _given in Page(made(drawn("Sanità"))).tags if tag not in ("tspan", "text", "g", "path", "line")]
        assert outside == harmless


def test_it_needs_nothing_from_anywhere() -> None:
    """No script, no style attribute, no address that is loaded; the policy allows the one style sheet and nothing else."""
    whole = made(drawn())
    page = Page(whole)
    style = re.search(r"<style>(.*?)</style>", whole, re.DOTALL)
    policy = next(given["content"] for tag, given in page.tags if given.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() if style else ""
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|<script|<link|<img|<iframe|\bsrc=|\bstyle=|\bon\w+=", whole)
    assert style
    assert len(style[1].encode()) < 20_000


def test_ids_are_unique_and_every_reference_finds_one() -> None:
    """Links of the contents, labels and descriptions lead somewhere, in each language to its own."""
    page = Page(made(drawn()))
    ids = [given["id"] for _tag, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    for _tag, given in page.tags:
        for name in ("aria-labelledby", "for"):
            assert set((given.get(name) or "").split()) <= set(ids)
        assert (given.get("href") or f"#{ids[0]}")[1:] in ids


def test_every_picture_is_told_in_words_and_stands_beside_its_numbers() -> None:
    """Title and description, and a table in the same section."""
    whole = made(drawn())
    sections = re.findall(r'<section class="part.*?</section>', whole, re.DOTALL)
    pictures = [section for section in sections if "<svg" in section]
    assert len(pictures) == 2 * 3
    for section in pictures:
        assert re.search(r'<svg [^>]*role="img" aria-labelledby="(\S+)-t \1-d"', section)
        assert re.search(r"<title [^>]*>\S.*</title><desc [^>]*>\S.*</desc>", section)
        assert "<tbody>" in section


def test_both_languages_that_of_the_moment_first() -> None:
    """A reader chooses without a script; the language of the tool is as before."""
    use("it")
    whole = made(drawn())
    assert current_language() == "it"
    assert whole.index('<div class="book it" lang="it">') < whole.index('<div class="book en" lang="en">')
    assert re.search(r'<input type="radio" name="language" id="show-it" checked><label for="show-it">Italiano</label>', whole)
    assert "schede" in whole
    assert "entries" in whole
    use("en")
    assert made(drawn()).startswith('<!DOCTYPE html>\n<html lang="en">')


def test_the_map_joins_trento_and_bolzano_and_states_its_classes() -> None:
    """Twenty shapes, each with its name and number; the legend has the class of each colour."""
    table = drawn().tables[3]
    found = region_map(table, Chart("map", "term", "entries"), "m")
    assert found
    assert found.picture.count("<path") == 20
    assert "<title>Trentino-South Tyrol: 7</title>" in found.picture
    assert "<title>Tuscany: 12</title>" in found.picture
    assert "<title>Lazio: 0</title>" in found.picture
    assert [(each.number, each.first, each.last) for each in found.classes] == [(0, 0, 0), (1, 7, 7), (5, 12, 12)]
    whole = made(drawn())
    assert "Boundaries and codes: ISTAT (CC BY), as prepared by openpolis" in whole
    assert "Confini e codici: ISTAT (CC BY), elaborazione openpolis" in whole


@pytest.mark.parametrize(
    "values", [[1], [1, 1, 1], [1, 2, 3, 4, 5, 6, 7], [0, 0, 5], list(range(1, 21)), [1, 1, 1, 1, 1, 1, 100]]
)
def test_classes_hold_every_value_once(values: list[int]) -> None:
    """At most five; they do not overlap, and begin and end at values that occur."""
    slugs = ["piemonte", "liguria", "lombardia", "veneto", "umbria", "marche", "lazio", "abruzzo", "molise", "campania", "puglia",
             "basilicata", "calabria", "sicilia", "sardegna", "toscana", "emilia-romagna", "friuli-venezia-giulia", "valle-d-aosta", "p-a-trento"]  # fmt: skip
    rows = tuple((slug, Labels(slug, slug), value) for slug, value in zip(slugs, values, strict=False))
    table = Table("t", Labels("t", "t"), (TERM, LABEL, ENTRIES), rows)
    found = region_map(table, Chart("map", "term", "entries"), "m")
    assert found
    steps = found.classes[1:]
    assert 1 <= len(steps) <= 5
    assert all(before.last < after.first for before, after in pairwise(steps))
    assert all(sum(step.first <= value <= step.last for step in steps) == 1 for value in values if value)


def test_tables_without_chapters_have_headings_of_the_second_level() -> None:
    """No level is left out."""
    table = Table("t", Labels("a", "b"), (LABEL,), (("x",),))
    assert re.findall(r"<h(\d)", made(answer(table)).partition('class="book it"')[0]) == ["1", "2", "2"]
    assert re.findall(r"<h(\d)", made(answer(replace(table, chapter=Labels("c", "c")))).partition('class="book it"')[0]) == [
        "1",
        "2",
        "2",
        "3",
    ]


def test_odd_tables_are_shown_too() -> None:
    """No rows, no numbers to draw, a chart that names no column, an area that is no region."""
    empty = Table("e", Labels("a", "b"), (LABEL, ENTRIES), (), (), Chart("bars", "label", "entries"))
    wrong = Table("w", Labels("a", "b"), (LABEL, ENTRIES), (("x", 1),), (), Chart("map", "label", "nothing"))
    abroad = Table("m", Labels("a", "b"), (LABEL, ENTRIES), (("estero", 1),), (), Chart("map", "label", "entries"))
    whole = made(answer(empty, wrong, abroad, commit=None))
    assert "<svg" not in whole
    assert "There is nothing to show." in whole
    assert made(answer())


def test_same_answer_same_bytes() -> None:
    """Whenever it is made."""
    assert made(drawn()) == made(drawn())


@pytest.mark.parametrize("library", ["jinja2", "vl_convert"])
def test_without_a_library_it_says_what_to_install(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The format is an extra."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(SurroundingsError) as error:
        made(drawn())
    assert str(error.value.help) == f"Install it: {install_command('report')}"
