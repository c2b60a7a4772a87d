"""Meanings of the parser's complaints, and the parts of a cause.

Source: the messages of libyaml's ``scanner.c`` and ``parser.c``.
"""

from dataclasses import dataclass
from typing import NamedTuple

from alisei_cli.escape import LIMIT
from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Edit, Finding, Fix
from alisei_cli.model.source import Span


class Meaning(NamedTuple):
    """A message, its help, and the fix if there is a plain one."""

    message: Text
    help: Text
    fix: Fix | None = None
    is_of_value: bool = False
    """Whether the remedy is to put the whole value in double quotes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in some lines: line and column from 0."""

    lines: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        """The line."""
        return self.lines[self.line]

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.text[: self.column]

    @property
    def edge(self) -> int:
        """Blanks at the beginning of the line."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def above(self) -> int:
        """The nearest line above that is not empty; -1 without one."""
        return next((line for line in range(self.line - 1, -1, -1) if self.lines[line].strip()), -1)

    def at(self, line: int, column: int) -> "Spot":
        """Another place in the same text."""
        return Spot(self.lines, line, column)

    def put(self, start: int, end: int, text: str) -> Edit:
        """The edit that puts ``text`` in place of some columns."""
        return Edit((), text, "text", Span(self.line + 1, start + 1, self.line + 1, end + 1))


Cause = tuple[Spot, Meaning]

ONE_FIELD = _("Write one field per line: its name, a colon, a space, the value.")
_QUOTES = _('Put the whole value in double quotes: "...".')

_MEANINGS: tuple[tuple[tuple[str, ...], Text, Text], ...] = (
    (
        ("found character that cannot start any token",),
        _("a value cannot begin with this sign unless it is in quotation marks"),
        _QUOTES,
    ),
    (
        ("unexpected end of stream", "found unexpected document indicator"),
        _("a quotation mark opens here and is never closed"),
        _("Close the text with the same quotation mark, on the same line."),
    ),
    (
        ("could not find expected ':'",),
        _("this line has no colon after the name of a field, or the line above it is not finished"),
        ONE_FIELD,
    ),
    (
        ("did not find expected '-' indicator",),
        _("this line fits neither the list item above it nor a new one"),
        _(
            "Begin a new item with a hyphen directly below the other hyphens, and a further field of the same item directly below its first field."
        ),
    ),
    (
        ("block sequence entries are not allowed",),
        _("a list item cannot begin here, after the name of a field"),
        _("Put the hyphen on a line of its own under the name of the field, or write the list in brackets: [one, two]"),
    ),
    (
        ("while parsing a flow node",),
        _("a value is missing here, between brackets or commas"),
        _("Delete what is too much (a comma, a closing bracket), or write the value that belongs here."),
    ),
    (
        ("while parsing a block node",),
        _("there is a closing bracket or a comma here, where a value belongs"),
        _("Delete it; or, if the character belongs to the value, put the whole value in double quotes."),
    ),
    (
        ("found unknown escape character",),
        _("in double quotes, a backslash is before a character that has no meaning there"),
        _("Write two backslashes instead of one, or put the text in single quotes instead."),
    ),
    (
        ("found invalid Unicode character escape code",),
        _("in double quotes, a backslash names a character that does not exist"),
        _("Type the character itself in place of the backslash and its number."),
    ),
    (
        ("did not find expected hexdecimal number",),
        _("in double quotes, a backslash is not followed by the number of a character"),
        _("Write two backslashes instead of one, or put the text in single quotes instead."),
    ),
    (
        ("did not find expected alphabetic or numeric character",),
        _("a value cannot begin with * or & unless it is in quotation marks"),
        _QUOTES,
    ),
    (
        ("while scanning a tag", "while parsing a tag", "found undefined tag handle"),
        _("a value cannot begin with ! unless it is in quotation marks"),
        _QUOTES,
    ),
    (
        ("while scanning a block scalar",),
        _("after | or > the text begins on the next line, not on this one"),
        _("Put the text on the lines below, each indented by two more spaces than the name of the field; or delete the sign."),
    ),
    (
        ("mapping keys are not allowed",),
        _("a value cannot begin with a question mark and a space unless it is in quotation marks"),
        _QUOTES,
    ),
    (
        ("did not find expected <document start>",),
        _("the entry has ended above this line, but more text follows"),
        _("Begin every field at the left edge, and look above for a bracket or quotation mark that closes too early."),
    ),
    (
        ("directive",),
        _("a line cannot begin with % here"),
        _("Put the value in double quotes, or delete the line."),
    ),
)

_OTHERWISE = Meaning(
    _("from here on the file cannot be read"),
    _(
        "Compare this line with the same line of another entry: name of the field, colon, space, value; what belongs to a field is indented by two more spaces."
    ),
)


def write(line: str, otherwise: Text) -> Text:
    """Suggest writing ``line``, or ``otherwise`` if it is too long."""
    return _("Write {line}", line=line) if len(line) <= LIMIT else otherwise


def explain_problem(problem: str) -> Meaning:
    """The meaning of the parser's own words."""
    return next(
        (
            Meaning(said, todo, is_of_value=todo is _QUOTES)
            for signs, said, todo in _MEANINGS
            if any(sign in problem for sign in signs)
        ),
        _OTHERWISE,
    )


def build_finding(spot: Spot, meaning: Meaning) -> Finding:
    """The finding at a place."""
    line, column = spot.line + 1, spot.column + 1
    span = Span(line, column, line, column + 1)
    return Finding((), meaning.message, meaning.help, meaning.fix, span=span, rule="yaml-syntax")
