"""Fuzz targets for the ways out: whatever data says, every format shows it as text and obeys nothing of it.

A target is given bytes: text between record separators (``0x1e``) becomes path, values, source and the rest, so that a fuzzer can play
with each of them; what is missing is filled with the first.
"""

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from alisei_cli.escape import escape_line, escape_text, unescape_formula
from alisei_cli.importers._table import parse_table
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.line import Line
from alisei_cli.model.source import json_pointer
from alisei_cli.render import entry, patch
from alisei_cli.render.markdown import escape
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables import FORMATS as TABLES
from alisei_cli.render.verdicts import FORMATS as VERDICTS
from alisei_cli.render.verdicts import github
from fuzz.answers import answer_of, parts, verdict_of

COMMENT = "<!-- -->"
"""What stands behind signs that GitHub looks for in the text (see ``render.markdown``)."""

_COLOURS = re.compile(r"\x1b\[(?:0|1|2|32|1;3[136])m")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_SEEN_FORMATS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f]")
"""Characters that Unicode calls controls of format, and that are seen."""
_UNSEEN_OTHERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that nobody sees although Unicode calls them letters or marks."""


def unseen(text: str) -> list[str]:
    """The characters of ``text`` that nobody sees, by Unicode's own tables; line ends apart."""
    return [
        sign
        for sign in text
        if not sign.isascii() or not sign.isprintable()
        if sign != "\n"
        if (unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and not _SEEN_FORMATS.match(sign))
        or _UNSEEN_OTHERS.match(sign)
        or (ord(sign) & 0xFFFE) == 0xFFFE
    ]


def check_obeyed(said: str) -> None:
    """No line holds what a runner of CI takes for a command."""
    for line in re.split(r"\r\n|\r|\n", said):
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line, line


def _verdict(form: str, raw: bytes, *, is_colour: bool = False) -> str:
    return "\n".join(VERDICTS.load(form).render(verdict_of(raw), Screen(is_colour=is_colour)))


def _table(form: str, raw: bytes, *, is_colour: bool = False) -> str:
    return "\n".join(TABLES.load(form).render(answer_of(raw), Screen(is_colour=is_colour)))


def check_text(raw: bytes) -> None:
    """At a terminal every character is seen, colours are ours alone, and no line of a verdict begins with data."""
    name, value = parts(raw, 2)
    pages = {
        "verdict": _verdict("text", raw),
        "table": _table("text", raw),
        "patch": "\n".join(patch.patch("registry/a.yaml", name, value, is_colour=False)),
        "entry": "\n".join(entry.show(name, value, [Line(name, value, 1), Line(value)], Screen())),
    }
    for page, said in pages.items():
        assert unseen(said) == [], page
        check_obeyed(said)
    assert unseen(_COLOURS.sub("", _verdict("text", raw, is_colour=True))) == []
    assert unseen(_COLOURS.sub("", _table("text", raw, is_colour=True))) == []
    assert "\x1b[1;31m" not in _table("text", raw, is_colour=True)
    assert max(map(len, pages["verdict"].split("\n"))) < 3000


def check_github(raw: bytes) -> None:
    """The runner obeys our annotations, one for each diagnostic that is kept, and nothing else."""
    verdict = verdict_of(raw)
    lines = re.split(r"\r\n|\r|\n", "\n".join(github.render(verdict, Screen())))
    commands = [line for line in lines if line.lstrip().startswith("::")]
    kept = sum(min(github.KEPT, verdict.count(severity)) for severity in Severity)
    assert len(commands) == kept
    assert not any("##[" in line for line in lines)
    assert unseen("".join(lines)) == []
    for command in commands:
        head, _sign, body = command[2:].partition("::")
        kind, _blank, properties = head.partition(" ")
        assert kind in github.KINDS.values()
        pairs = dict(each.split("=", 1) for each in properties.split(","))
        assert set(pairs) <= {"file", "line", "col", "endLine", "endColumn", "title"}
        assert _decoded(pairs["file"]) == escape_text(verdict.files[0], 4096).replace("##[", "## [")
        assert pairs["title"] == "ALI201 unknown-term"
        assert _decoded(body) == f"{verdict.diagnostics[0].message}. {verdict.diagnostics[0].help}".replace("##[", "## [")
    check_summary("\n".join(github.summary(verdict)), len(verdict.diagnostics))


def _decoded(text: str) -> str:
    for sign, code in ((",", "%2C"), (":", "%3A"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def check_summary(document: str, count: int) -> None:
    """A step summary is one table with one row a diagnostic, and no markup but ours."""
    for tokens in _parsed(document):
        assert sum(token.type == "tr_open" for token in tokens) == (count + 1 if count else 0)
        _check_tokens(tokens)
    assert unseen(document) == []


PARSERS = (
    MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    MarkdownIt("js-default", {"html": True, "linkify": False}),
    MarkdownIt("gfm-like", {"linkify": False}),
)


def _parsed(document: str) -> list[list[Any]]:
    return [parser.parse(document) for parser in PARSERS]


def _check_tokens(tokens: list[Any]) -> None:
    """No code, no HTML, no link, no image: only text, and the empty comments that keep GitHub from looking at it."""
    allowed = ("inline", "heading_", "paragraph_", "table_", "thead_", "tbody_", "tr_", "th_", "td_")
    for token in tokens:
        assert token.type.startswith(allowed), token.type
        for child in token.children or ():
            assert child.type in ("text", "text_special") or (child.type, child.content) == ("html_inline", COMMENT), child.type


def _shown(token: Any) -> str:
    return "".join(child.content for child in token.children or () if child.type != "html_inline")


def check_markdown(raw: bytes) -> None:
    """In a cell, a heading or a paragraph GitHub's Markdown shows exactly the visible text; no mention, no reference, no markup."""
    text = parts(raw, 1)[0]
    expected = escape_text(text, 1000)
    said = escape(text)
    for tokens in _parsed(f"## x{said}x\n\n| a |\n| --- |\n| x{said}x |\n\nx{said}x\n\n## {said}\n\n{said.strip(' ')}\n"):
        _check_tokens(tokens)
        inline = [_shown(token) for token in tokens if token.type == "inline"]
        assert inline[:4] == [f"x{expected}x", "a", f"x{expected}x", f"x{expected}x"]
        assert [each.strip() for each in inline[4:]] == [each for each in (expected.strip(),) * 2 if each] or not expected.strip()
    assert unseen(said) == []
    assert not re.search(r"[@#](?!<!-- -->)\w", said)
    assert not re.search(r"(?i)\bGH-\d", said)
    document = _table("markdown", raw)
    for tokens in _parsed(document):
        _check_tokens(tokens)
        assert sum(token.type == "tr_open" for token in tokens) == 2 * 5
    assert unseen(document) == []


def check_csv(raw: bytes) -> None:
    """No cell is a formula, one row stays one row, and reading the table again gives back what was written."""
    answer = answer_of(raw)
    said = "\n".join(TABLES.load("csv").render(answer, Screen())) + "\n"
    check_obeyed(said)
    found = list(csv.reader(io.StringIO(said, newline="")))
    half = 1 + len(answer.tables[0].rows)
    assert len(found) == 2 * half + 1
    for row, cells in zip(answer.tables[0].rows, found[1:half], strict=True):
        assert len(cells) == 2
        for value, cell in zip(row, cells, strict=True):
            if isinstance(value, (int, float)) or value is None:
                assert cell == ("" if value is None else str(value))
                continue
            assert not cell.startswith(_FORMULA)
            assert unseen(cell) == []
            assert unescape_formula(cell) == escape_line(str(value)).strip(" ")
    single = replace(answer, tables=answer.tables[:1])
    again = parse_table("\n".join(TABLES.load("csv").render(single, Screen())) + "\n")
    texts = [escape_line(str(row[0])).strip() for row in answer.tables[0].rows]
    # rows without any value are not read again
    assert [name for _line, row in again.rows if (name := row["name"].strip())] == [text for text in texts if text]


def check_junit(raw: bytes) -> None:
    """One XML document with our elements only; names and messages come back whole, but for what XML forbids."""
    verdict = verdict_of(raw)
    said = "\n".join(VERDICTS.load("junit").render(verdict, Screen()))
    check_obeyed(said)
    root = ElementTree.fromstring(said)
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    assert unseen(said.replace("\t", " ")) == []
    assert len(list(root.iter("testcase"))) == 1
    legal = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert next(root.iter("testcase")).get("name") == legal.sub("\ufffd", verdict.files[0])
    for failure in root.iter("failure"):
        assert failure.get("message") == legal.sub("\ufffd", str(verdict.diagnostics[0].message))


def check_json(raw: bytes) -> None:
    """One document that can be written in UTF-8 and shown at a terminal; every value comes back whole."""
    verdict = verdict_of(raw)
    said = "\n".join(VERDICTS.load("json").render(verdict, Screen()))
    check_obeyed(said)
    said.encode("utf-8")
    assert unseen(said) == []
    found = json.loads(said)["diagnostics"]
    assert len(found) == len(verdict.diagnostics)
    for diagnostic, each in zip(verdict.diagnostics, found, strict=True):
        assert diagnostic.fix is not None
        assert (each["path"], each["pointer"]) == (diagnostic.path, json_pointer(diagnostic.pointer))
        assert each["message"] == str(diagnostic.message)
        assert diagnostic.fix.edits[0].value in each["fix"]["edits"][0].values()
    table = _table("json", raw)
    table.encode("utf-8")
    assert unseen(table) == []
    cells = json.loads(table)["tables"][0]["rows"]
    assert [row[0] for row in cells[:2]] == [row[0] for row in answer_of(raw).tables[0].rows[:2]]


def check_sarif(raw: bytes) -> None:
    """One log; messages make no links, places lie in the file, and a fix replaces what it says."""
    verdict = verdict_of(raw)
    said = "\n".join(VERDICTS.load("sarif").render(verdict, Screen()))
    check_obeyed(said)
    said.encode("utf-8")
    assert unseen(said) == []
    run = json.loads(said)["runs"][0]
    assert len(run["results"]) == len(verdict.diagnostics)
    for diagnostic, result in zip(verdict.diagnostics, run["results"], strict=True):
        text = result["message"]["text"]
        assert "](" not in text
        assert text == f"{diagnostic.message}. {diagnostic.help}".replace("](", "] (")
        for place in [result["locations"][0], *result.get("relatedLocations", ())]:
            where = place["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", where["artifactLocation"]["uri"])
            assert all(number >= 1 for number in where["region"].values())


CHECKS = {
    "text": check_text,
    "github": check_github,
    "markdown": check_markdown,
    "csv": check_csv,
    "junit": check_junit,
    "json": check_json,
    "sarif": check_sarif,
}
"""Each format with its target."""
