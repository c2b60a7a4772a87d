"""Hostile text in a verdict: every format shows it as text, and obeys nothing that it says."""

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from alisei_cli.escape import escape_text
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Diagnostic, Edit, Fix, Location, Severity
from alisei_cli.model.source import Source, Span
from alisei_cli.model.verdict import RuleInfo, Silenced, Verdict
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts import FORMATS, github
from tests.render.hostile import HOSTILE

OUR_COLOURS = re.compile(r"\x1b\[(?:0|1|2|32|1;3[136])m")
PATH = "registry/stakeholders/toscana/alfa.yaml"

hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def verdict_with(text: str, path: str = PATH) -> Verdict:
    """One error whose message, help, fix, related place and source line hold ``text``."""
    span = Span(2, 7, 2, 7 + len(text))
    diagnostic = Diagnostic(
        "ALI201",
        "unknown-term",
        Severity.ERROR,
        path,
        span,
        ("type", text),
        _("{value} is not a term of {facet}", value=text, facet=text),
        _("Write {value}.", value=text),
        Fix(_("write {value}", value=text), (Edit(("type",), text),)),
        ((Location(path, span), _("here is the first")),),
    )
    source = Source(path, f"id: alfa\ntype: {text}\n", {"id": "alfa", "type": text})
    return Verdict(
        (diagnostic,),
        (path,),
        (Silenced(diagnostic, text),),
        {path: source},
        {"unknown-term": RuleInfo("ALI201", "unknown-term", Severity.ERROR, "A sentence.")},
    )


def lines(form: str, verdict: Verdict, is_colour: bool = False) -> list[str]:
    """The lines that a terminal or a log would see."""
    return "\n".join(FORMATS.load(form).render(verdict, Screen(is_colour=is_colour))).split("\n")


def said(verdict: Verdict) -> str:
    """The message as a person sees it."""
    return str(verdict.diagnostics[0].message)


@hostile
@pytest.mark.parametrize("form", ["text", "github"])
def test_nothing_unseen_reaches_a_terminal_or_a_log(form: str, text: str) -> None:
    """Every character of every line can be seen; what could not is spelled out."""
    assert [line for line in lines(form, verdict_with(text)) if not line.isprintable()] == []


@hostile
def test_colours_are_ours_alone(text: str) -> None:
    """With colour on, nothing but our own few sequences is in the output."""
    assert [
        line for line in lines("text", verdict_with(text), is_colour=True) if not OUR_COLOURS.sub("", line).isprintable()
    ] == []


@hostile
def test_text_is_cut(text: str) -> None:
    """No piece of data fills the screen."""
    assert max(map(len, lines("text", verdict_with(text)))) < 2000


@hostile
def test_a_log_obeys_our_commands_alone(text: str) -> None:
    """One annotation for one diagnostic; no other line begins with ``::`` after blanks, none holds ``##[``."""
    made = lines("github", verdict_with(text))
    commands = [line for line in made if line.lstrip().startswith("::")]
    assert len(commands) == 1
    assert commands[0].startswith(f"::error file={PATH},line=2,col=7,")
    assert [line for line in made if "##[" in line] == []


@hostile
def test_an_annotation_keeps_its_message_whole(text: str) -> None:
    """What the runner decodes is what we said, and our properties are not stretched by data."""
    command = next(line for line in lines("github", verdict_with(text)) if line.startswith("::"))
    head, _sign, body = command[2:].partition("::")
    assert {"file", "line", "col", "endColumn", "title"} >= {pair.partition("=")[0] for pair in head.partition(" ")[2].split(",")}
    decoded = body.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    assert decoded.startswith(said(verdict_with(text)).replace("##[", "## ["))


def test_a_path_cannot_stretch_an_annotation() -> None:
    """Colons, commas and percent signs of a path stay in the path."""
    path = "registry/stakeholders/toscana/a,line=9::b%.yaml"
    command = next(line for line in lines("github", verdict_with("x", path)) if line.startswith("::"))
    assert command.startswith("::error file=registry/stakeholders/toscana/a%2Cline=9%3A%3Ab%25.yaml,line=2,")


@hostile
def test_a_summary_shows_markdown_as_text(text: str) -> None:
    """The summary table has one row per diagnostic, without active markup.

    Cells contain no markup, links or mentions.
    """
    document = "\n".join(github.summary(verdict_with(text)))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(document)
    assert sum(token.type == "tr_open" for token in tokens) == 4
    inline = [child for token in tokens for child in token.children or ()]
    assert {"text", "text_special"} >= {
        child.type for child in inline if (child.type, child.content) != ("html_inline", "<!-- -->")
    }
    cells = [
        "".join(child.content for child in token.children or () if child.type != "html_inline")
        for token in tokens
        if token.type == "inline"
    ]
    assert f"{escape_text(said(verdict_with(text)), 1000)} (ALI201)".split() in [cell.split() for cell in cells]
    assert re.findall(r"[@#](?!<!-- -->)\w", re.sub(r"^#+ ", "", document, flags=re.MULTILINE)) == []


@hostile
def test_json_says_what_was_said(text: str) -> None:
    """The document is one, its keys are ours, and message and pointer come back whole."""
    found: dict[str, Any] = json.loads("\n".join(lines("json", verdict_with(text))))["diagnostics"][0]
    assert said(verdict_with(text)) == found["message"]
    assert text == found["fix"]["edits"][0]["value"]
    assert "/type/" + text.replace("~", "~0").replace("/", "~1") == found["pointer"]
    assert all(line.replace("\u2028", "").isascii() or "\x1b" not in line for line in lines("json", verdict_with(text)))


@hostile
def test_sarif_is_one_document_without_links(text: str) -> None:
    """Viewers make links of ``[words](target)`` in a message (SARIF 2.1.0, 3.11.6): data never does."""
    result: dict[str, Any] = json.loads("\n".join(lines("sarif", verdict_with(text))))["runs"][0]["results"][0]
    message = result["message"]["text"]
    assert "](" not in message
    assert message.startswith(said(verdict_with(text)).replace("](", "] ("))


@hostile
def test_junit_is_xml_that_can_be_read(text: str) -> None:
    """One case, one failure, no element that data made."""
    root = ElementTree.fromstring("\n".join(lines("junit", verdict_with(text))))
    assert [element.tag for element in root.iter()] == [
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out",
    ]  # fmt: skip
    failure = next(root.iter("failure"))
    assert said(verdict_with(text)) == failure.get("message")


def test_junit_leaves_out_what_xml_forbids() -> None:
    """A file name may hold what no XML document may."""
    path = "registry/stakeholders/toscana/a\ufffe\x01.yaml"
    root = ElementTree.fromstring("\n".join(lines("junit", verdict_with("x", path))))
    assert next(root.iter("testcase")).get("name") == path.replace("\ufffe", "\ufffd").replace("\x01", "\ufffd")


@hostile
@pytest.mark.parametrize("form", FORMATS.names)
def test_every_format_can_be_written_as_utf8(form: str, text: str) -> None:
    """A lone surrogate from a strange file name stops no output."""
    assert "\n".join(lines(form, verdict_with(text))).encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("columns", [20, 60, 80, 100, 200])
@pytest.mark.parametrize(
    ("before", "bad", "after"), [("", "x" * 9, ""), ("a" * 150, "bad", "c" * 90), ("", "x" * 300, ""), ("a" * 40, "x" * 90, "c")]
)
def test_the_mark_stands_below_its_place_on_any_terminal(columns: int, before: str, bad: str, after: str) -> None:
    """A line that is too long is cut around the place, so that the terminal does not fold it away from its mark."""
    verdict = verdict_with(bad)
    line = f"type: {before}{bad}{after}"
    span = Span(2, 7 + len(before), 2, 7 + len(before) + len(bad))
    shown = Verdict(
        (replace(verdict.diagnostics[0], span=span, related=()),),
        (PATH,),
        (),
        {PATH: Source(PATH, f"id: alfa\n{line}\n", {})},
        verdict.rules,
    )
    _head, text, mark, *_rest = FORMATS.load("text").render(shown, Screen(columns, 24))
    assert max(len(text), len(mark)) <= max(columns, 51)
    start, end = mark.index("^"), len(mark)
    assert text[start:end] == bad[: end - start]
    assert end - start == len(bad) or text.endswith("…")
