"""What the parser's complaints mean to a person who has never seen YAML.

Source: the messages of libyaml's ``scanner.c`` and ``parser.c``.
"""

from typing import Any

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Span

_MEANINGS: tuple[tuple[str, Text, Text], ...] = (
    (
        "mapping values are not allowed",
        _("a colon followed by a blank stands inside this text, so it reads like a second field"),
        _('Put the whole value between double quotes: name: "Alfa: beta". Or look whether the line above lacks its end.'),
    ),
    (
        "found character that cannot start any token",
        _("the value begins with a sign that has another meaning in YAML"),
        _('Put the whole value between double quotes: "@example", "%5".'),
    ),
    (
        "unexpected end of stream",
        _("a quotation mark opens here and is never closed"),
        _("Close the text with the same quotation mark, on the same line."),
    ),
    (
        "could not find expected ':'",
        _("this line has no colon, or the line before it is not finished"),
        _("Write one field a line: name of the field, colon, blank, value. For example: website: https://www.example.it"),
    ),
    (
        "did not find expected key",
        _("this line does not fit under the lines above it: its left edge or a quotation mark is out of place"),
        _("Let fields of one block begin in one column, two blanks further right than their heading; double a ' inside '...'."),
    ),
    (
        "did not find expected '-' indicator",
        _("this line stands in the column of the list above but does not begin with a dash"),
        _("Begin each item of the list with a dash and a blank, all in one column."),
    ),
    (
        "did not find expected ',' or",
        _("a comma or the closing bracket is missing"),
        _("Separate what stands between brackets by commas and close what you opened: [one, two] {it: uno, en: one}."),
    ),
    (
        "block sequence entries are not allowed",
        _("a dash begins a list item where no list can be"),
        _("Put the first item on a line of its own, under the name of the field."),
    ),
    (
        "did not find expected node content",
        _("a value is missing between brackets or commas"),
        _("Take the extra comma away, or write the value that belongs there."),
    ),
    (
        "while parsing a quoted scalar",
        _("the text between quotation marks is not closed"),
        _("Close the text with the same quotation mark, on the same line."),
    ),
    (
        "found unknown escape character",
        _("a backslash inside double quotes stands before a letter that has no meaning there"),
        _("Write \\\\ for a backslash, or use single quotes: 'C:\\data'."),
    ),
    (
        "found undefined alias",
        _("a value that begins with * points at something that is nowhere in the file"),
        _("If the * belongs to the text, put the value between double quotes."),
    ),
    (
        "did not find expected alphabetic or numeric character",
        _("a value that begins with * or & has another meaning in YAML"),
        _("If the sign belongs to the text, put the value between double quotes."),
    ),
    (
        "did not find expected <document start>",
        _("after the end of the entry more text follows that does not belong to it"),
        _("Let every field begin at the left edge, and look for a bracket or quotation mark that closes too early."),
    ),
    (
        "could not find expected directive name",
        _("a line that begins with % has another meaning in YAML"),
        _("Put the value between double quotes, or take the line away."),
    ),
)

_OTHERWISE = (
    _("from here on the file is not YAML"),
    _("Compare this line with the same line of another entry: name of the field, colon, blank, value; blocks two blanks to the right."),
)


def explain(error: Any, text: str) -> Finding:
    """A finding for the parser's ``error`` (a ``yaml.YAMLError``) at its place in ``text``."""
    problem = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    message, help = next(((said, todo) for sign, said, todo in _MEANINGS if sign in problem), _OTHERWISE)
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened is not None and "end of stream" in problem:
        mark = opened
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    last = text.count("\n") + (0 if text.endswith("\n") else 1)
    if line > max(last, 1):
        line, column = max(last, 1), 1
    return Finding((), message, help, span=Span(line, column, line, column + 1), rule="yaml-syntax")
