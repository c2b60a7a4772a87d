"""What the parser's complaints mean to a person who has never seen YAML.

Source: the messages of libyaml's ``scanner.c`` and ``parser.c``. Where one complaint has several usual causes, the line tells them apart.
"""

import re
from dataclasses import dataclass
from typing import Any

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Span
from alisei_cli.store._characters import RULES
from alisei_cli.visible import spell

Meaning = tuple[Text, Text]
"""What is wrong, and what to write instead."""

_NO_BLANK_AFTER_COLON = re.compile(r"\s*(?:- )?[\"']?[A-Za-z_]\w*[\"']?:[^\s:/]")
_NO_BLANK_AFTER_HYPHEN = re.compile(r"\s*-(?=[\[{\"'A-Za-z])")
_OTHER_BLANK = re.compile("(?:^ {0,40}|[:,\\[{-])([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")

_QUOTE_IT = _('Put the whole value between double quotes: name: "Alfa: beta"')
_ONE_FIELD = _(
    "Write one field a line: its name, a colon, a blank, the value. For example: website: https://www.istitutorossi.it"
)

_MEANINGS: tuple[tuple[str, Text, Text], ...] = (
    (
        "found character that cannot start any token",
        _("a value cannot begin with this sign unless it stands between quotation marks"),
        _('Put the whole value between double quotes: "@alfa", "%5".'),
    ),
    (
        "unexpected end of stream",
        _("a quotation mark opens here and is never closed"),
        _("Close the text with the same quotation mark, on the same line."),
    ),
    (
        "found unexpected document indicator",
        _("a quotation mark opens here and is never closed"),
        _("Close the text with the same quotation mark, on the same line."),
    ),
    (
        "could not find expected ':'",
        _("this line has no colon after the name of a field, or the line above it is not finished"),
        _ONE_FIELD,
    ),
    (
        "did not find expected '-' indicator",
        _("this line fits neither the list item above it nor a new one"),
        _(
            "Begin a new item with a hyphen right below the other hyphens, and a further field of the same item right below its first field."
        ),
    ),
    (
        "block sequence entries are not allowed",
        _("a list item cannot begin here, behind the name of a field"),
        _("Put the hyphen on a line of its own under the name of the field, or write the list between brackets: [one, two]"),
    ),
    (
        "while parsing a flow node",
        _("a value is missing here, between brackets or commas"),
        _("Take away what is too much (a comma, a closing bracket), or write the value that belongs here."),
    ),
    (
        "while parsing a block node",
        _("a closing bracket or a comma stands here, where a value belongs"),
        _("Delete it; or put the whole value between double quotes if the sign belongs to it."),
    ),
    (
        "found unknown escape character",
        _("a backslash inside double quotes stands before a character that has no meaning there"),
        _("Write two backslashes for one, or put the text between single quotes instead."),
    ),
    (
        "found invalid Unicode character escape code",
        _("a backslash inside double quotes names a character that does not exist"),
        _("Type the character itself in place of the backslash and its number."),
    ),
    (
        "did not find expected hexdecimal number",
        _("a backslash inside double quotes is not followed by the number of a character"),
        _("Write two backslashes for one, or put the text between single quotes instead."),
    ),
    (
        "did not find expected alphabetic or numeric character",
        _("a value cannot begin with * or & unless it stands between quotation marks"),
        _('Put the whole value between double quotes: "*omics".'),
    ),
    (
        "while scanning a tag",
        _("a value cannot begin with ! unless it stands between quotation marks"),
        _('Put the whole value between double quotes: "!alfa".'),
    ),
    (
        "while parsing a tag",
        _("a value cannot begin with ! unless it stands between quotation marks"),
        _('Put the whole value between double quotes: "!alfa".'),
    ),
    (
        "found undefined tag handle",
        _("a value cannot begin with ! unless it stands between quotation marks"),
        _('Put the whole value between double quotes: "!alfa".'),
    ),
    (
        "while scanning a block scalar",
        _("after | or > the text begins on the next line, not on this one"),
        _("Put the text on the lines below, each two blanks further right than the name of the field; or delete the sign."),
    ),
    (
        "mapping keys are not allowed",
        _("a value cannot begin with a question mark and a blank unless it stands between quotation marks"),
        _('Put the whole value between double quotes: "? alfa".'),
    ),
    (
        "did not find expected <document start>",
        _("the entry has ended above this line, but more text follows"),
        _("Let every field begin at the left edge, and look above for a bracket or quotation mark that closes too early."),
    ),
    (
        "directive",
        _("a line cannot begin with % here"),
        _("Put the value between double quotes, or delete the line."),
    ),
)

_OTHERWISE: Meaning = (
    _("from here on the file cannot be understood"),
    _(
        "Compare this line with the same line of another entry: name of the field, colon, blank, value; what belongs to a field two blanks further right."
    ),
)

_BLOCKING = 2
"""How many lines above an error of syntax a refused character may stand and still be its cause."""
_SEEN_TOO_LATE = ("end of stream", "document indicator", "could not find expected ':'")
"""Complaints that the parser makes only further down: the place is where it began to read."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser gave up: line and column from 0, in these lines."""

    lines: list[str]
    line: int
    column: int

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.lines[self.line][: self.column]

    def at(self, line: int, column: int) -> "_Spot":
        """Another place in the same text."""
        return _Spot(self.lines, line, column)


def explain(error: Any, text: str) -> Finding:
    """A finding for the parser's ``error`` (a ``yaml.YAMLError``) at its place in ``text``."""
    problem = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened is not None and any(sign in problem for sign in _SEEN_TOO_LATE):
        mark = opened
    spot = _spot(text, mark)
    spot, (message, help) = (
        _conflict(spot)
        or _other_blank(spot)
        or _by_line(problem, spot)
        or _by_bracket(problem, spot, opened)
        or (spot, _by_problem(problem))
    )
    line, column = spot.line + 1, spot.column + 1
    return Finding((), message, help, span=Span(line, column, line, column + 1), rule="yaml-syntax")


def unless_told(finding: Finding, before: list[Finding]) -> list[Finding]:
    """``finding``, unless a refused character, told ``before``, is its likely cause."""
    line = finding.span.line if finding.span else 1
    refused = {found.span.line for found in before if found.span and found.rule in RULES}
    return [finding] if refused.isdisjoint(range(line - _BLOCKING, line + 1)) else []


def _spot(text: str, mark: Any) -> _Spot:
    lines = text.split("\n")
    last = max(len(lines) - (2 if len(lines) > 1 and not lines[-1] else 1), 0)
    if mark is None or mark.line > last:
        return _Spot(lines, last if mark else 0, 0)
    return _Spot(lines, mark.line, mark.column)


def _by_problem(problem: str) -> Meaning:
    return next(((said, todo) for sign, said, todo in _MEANINGS if sign in problem), _OTHERWISE)


def _conflict(spot: _Spot) -> tuple[_Spot, Meaning] | None:
    """Git's marks around two versions of the same lines."""
    for line, text in enumerate(spot.lines):
        if text.startswith("<<<<<<< "):
            meaning = (
                _("two versions of the lines below have not been joined: git has left its marks here"),
                _(
                    "Keep the lines that are right, and delete the others and the lines that begin with <<<<<<<, ======= and >>>>>>>."
                ),
            )
            return spot.at(line, 0), meaning
    return None


def _other_blank(spot: _Spot) -> tuple[_Spot, Meaning] | None:
    """A blank that is none, which the eye cannot tell from one, where YAML needs one: on the line or the one above."""
    for line in (spot.line, spot.line - 1):
        found = _OTHER_BLANK.search(spot.lines[line]) if line >= 0 else None
        if found:
            meaning = (
                _("a special blank, {name}, stands here; it looks like a blank but is none", name=spell(found.group(1))),
                _("Delete it and type a plain blank with the space bar, or type the line again instead of pasting it."),
            )
            return spot.at(line, found.start(1)), meaning
    return None


def _by_line(problem: str, spot: _Spot) -> tuple[_Spot, Meaning] | None:
    """Complaints whose cause only the line tells."""
    if "mapping values are not allowed" in problem:
        return _colon(spot)
    if "could not find expected ':'" in problem and _NO_BLANK_AFTER_COLON.match(spot.lines[spot.line]):
        return spot.at(spot.line, spot.lines[spot.line].index(":")), _blank_after_colon()
    if "did not find expected key" in problem:
        return spot, _key(spot)
    return None


def _by_bracket(problem: str, spot: _Spot, opened: Any) -> tuple[_Spot, Meaning] | None:
    """A bracket or brace that is not closed where it should be."""
    if opened is None or "did not find expected ',' or" not in problem:
        return None
    is_over = spot.line > opened.line and (spot.column == 0 or ":" in spot.lines[spot.line])  # the next field has begun meanwhile
    if is_over or (spot.line, spot.column) <= (opened.line, opened.column):
        spot = spot.at(opened.line, opened.column)
    if "']'" in problem:
        return spot, (
            _("the list that opens with [ on line {line} is not closed, or lacks a comma", line=opened.line + 1),
            _(
                "Separate the items by commas and close the list: [one, two]. An item with a bracket or a colon in it goes between double quotes."
            ),
        )
    return spot, (
        _("the braces that open on line {line} are not closed, or a comma is missing", line=opened.line + 1),
        _(
            "Separate the fields by commas and close the braces: {{it: uno, en: one}}. A value with a brace or a colon in it goes between double quotes."
        ),
    )


def _colon(spot: _Spot) -> tuple[_Spot, Meaning]:
    """A colon where no field can begin: inside a text, after a line without its blank, or on a line too far right."""
    if ": " in spot.before and not _NO_BLANK_AFTER_HYPHEN.match(spot.lines[spot.line]):
        return spot, (_("a colon and a blank stand inside this text, so that it reads like a second field"), _QUOTE_IT)
    tight = _NO_BLANK_AFTER_HYPHEN.match(spot.lines[spot.line])
    if tight:
        return spot.at(spot.line, tight.end() - 1), (
            _("a blank is missing after this hyphen"),
            _("For example: - {{value: Alfa, kind: display}}"),
        )
    above = spot.line - 1
    while above >= 0 and not spot.lines[above].strip():
        above -= 1
    if above >= 0 and _NO_BLANK_AFTER_COLON.match(spot.lines[above]):
        return spot.at(above, spot.lines[above].index(":")), _blank_after_colon()
    if above >= 0 and ":" not in spot.lines[above]:
        begin = len(spot.lines[above]) - len(spot.lines[above].lstrip())
        return spot.at(above, begin), (_("this line has no colon after the name of a field"), _ONE_FIELD)
    begin = len(spot.before) - len(spot.before.lstrip())
    return spot.at(spot.line, begin), (
        _("this line begins further right than the line above allows"),
        _(
            "Let it begin in the same column as the other fields of its block. If the line above is to hold a block, delete its value."
        ),
    )


def _blank_after_colon() -> Meaning:
    return _("a blank is missing after this colon"), _ONE_FIELD


def _key(spot: _Spot) -> Meaning:
    """A line that does not continue its block: text after a closing quotation mark, or a wrong left edge."""
    quote = spot.before.rstrip()[-1:]
    if quote and quote in "\"'":
        return (
            _("more text follows after the closing quotation mark"),
            _('Put the whole text between double quotes: "L\'istituto". Double quotes within it are written \\".'),
        )
    if spot.before.strip():
        return (
            _("more text follows where the value has already ended"),
            _('Put the whole value between double quotes: "[alfa] beta".'),
        )
    if spot.lines[spot.line][spot.column : spot.column + 2] == "- ":
        return (
            _("a list item stands here, where the name of a field belongs"),
            _("Delete the hyphen, or put the line under the field whose list it belongs to, two blanks further right."),
        )
    return (
        _("this line does not begin in the same column as the other fields of its block"),
        _("Let the fields of one block begin in one column, two blanks further right than their heading."),
    )
