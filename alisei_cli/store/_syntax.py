"""What the parser's complaints mean to a person who has never seen YAML: where one has several usual causes, the line tells them apart."""

import re
from typing import Any

from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Finding, Fix
from alisei_cli.store import _bullets, _quoting
from alisei_cli.store._characters import RULES
from alisei_cli.store._meanings import ONE_FIELD, Cause, Meaning, Spot, by_problem, told
from alisei_cli.store._straight import Admits
from alisei_cli.visible import spell

_NO_BLANK_AFTER_COLON = re.compile(r"\s*(?:- )?[\"']?[A-Za-z_]\w*[\"']?:[^\s:/]")
_NO_BLANK_AFTER_HYPHEN = re.compile(r"\s*-(?=[\[{\"'A-Za-z])")
_NO_COLON = re.compile(r"\s*(?:- )?([a-z_]{2,40})(?: +(?=\S)|\s*\Z)")
_OTHER_BLANK = re.compile("(?:^ {0,40}|[:,\\[{-])([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")

_QUOTE_IT = _('Put the whole value between double quotes: name: "Alfa: beta"')
_SECOND_FIELD = _("a colon and a blank stand inside this text, so that it reads like a second field")
_BEGINNING = re.compile(r"( *)(- +)?(?:(?=([A-Za-z_]\w{0,40}:(?: |$)))|(?<=- ))")
"""How a line begins that holds a field or an item, up to the name of the field."""
_WORDS = 2
"""Words of a line inside a block that is most likely a field whose colon is missing; one with more may be prose."""
_BLOCKING = 2
"""How many lines above an error of syntax a refused character may stand and still be its cause."""
_SEEN_TOO_LATE = ("end of stream", "document indicator", "could not find expected ':'")
"""Complaints that the parser makes only further down: the place is where it began to read."""


def explain(error: Any, text: str, admits_text: Admits) -> Finding:
    """A finding for the parser's ``error`` (a ``yaml.YAMLError``) at its place in ``text``; ``admits_text`` knows the fields."""
    problem = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened is not None and any(sign in problem for sign in _SEEN_TOO_LATE):
        mark = opened
    return told(*_cause(problem, _spot(text, mark), opened, admits_text))


def _cause(problem: str, spot: Spot, opened: Any, admits_text: Admits) -> Cause:
    return (
        _conflict(spot)
        or _other_blank(spot)
        or _bullets.cause(spot)
        or _quoting.inner(spot)
        or _quoting.unclosed(spot)
        or _by_line(problem, spot, admits_text)
        or _by_bracket(problem, spot, opened)
        or (spot, by_problem(problem))
    )


def unless_told(finding: Finding, before: list[Finding]) -> list[Finding]:
    """``finding``, unless a refused character, told ``before``, is its likely cause."""
    line = finding.span.line if finding.span else 1
    refused = {found.span.line for found in before if found.span and found.rule in RULES}
    return [finding] if refused.isdisjoint(range(line - _BLOCKING, line + 1)) else []


def _spot(text: str, mark: Any) -> Spot:
    lines = text.split("\n")
    last = max(len(lines) - (2 if len(lines) > 1 and not lines[-1] else 1), 0)
    if mark is None or mark.line > last:
        return Spot(lines, last if mark else 0, 0)
    return Spot(lines, mark.line, mark.column)


def _conflict(spot: Spot) -> Cause | None:
    """Git's marks around two versions of the same lines."""
    for line, text in enumerate(spot.lines):
        if text.startswith("<<<<<<< "):
            meaning = Meaning(
                _("two versions of the lines below have not been joined: git has left its marks here"),
                _(
                    "Keep the lines that are right, and delete the others and the lines that begin with <<<<<<<, ======= and >>>>>>>."
                ),
            )
            return spot.at(line, 0), meaning
    return None


def _other_blank(spot: Spot) -> Cause | None:
    """A blank that is none, which the eye cannot tell from one, where YAML needs one: on the line or the one above."""
    for line in (spot.line, spot.line - 1):
        found = _OTHER_BLANK.search(spot.lines[line]) if line >= 0 else None
        if found:
            meaning = Meaning(
                _("a special blank, {name}, stands here; it looks like a blank but is none", name=spell(found.group(1))),
                _("Delete it and type a plain blank with the space bar, or type the line again instead of pasting it."),
            )
            return spot.at(line, found.start(1)), meaning
    return None


def _by_line(problem: str, spot: Spot, admits_text: Admits) -> Cause | None:
    """Complaints whose cause only the line tells."""
    if "mapping values are not allowed" in problem:
        return _colon(spot, admits_text)
    if "could not find expected ':'" in problem:
        return _blank_after_colon(spot) or _no_colon(spot, admits_text)
    if "did not find expected key" in problem:
        return _key(spot)
    if "did not find expected '-' indicator" in problem:
        return _edge(spot, by_problem(problem))
    return None


def _by_bracket(problem: str, spot: Spot, opened: Any) -> Cause | None:
    """A bracket or brace that is not closed where it should be."""
    if opened is None or "did not find expected ',' or" not in problem:
        return None
    opening = spot.at(opened.line, opened.column)
    if spot.text[spot.column : spot.column + 1] == ":" and "'}'" in problem:
        colon = _quoting.unquoted(spot, _SECOND_FIELD)
        if colon:
            return colon
    is_over = spot.line > opened.line and (spot.column == 0 or ":" in spot.text)  # the next field has begun meanwhile
    if is_over or (spot.line, spot.column) <= (opened.line, opened.column) or spot.line + 1 == len(spot.lines):
        spot = opening
        comment = _quoting.comment(opening)
        if comment:
            return comment
    if "']'" in problem:
        return spot, Meaning(
            _("the list that opens with [ on line {line} is not closed, or lacks a comma", line=opened.line + 1),
            _(
                "Separate the items by commas and close the list: [one, two]. An item with a bracket or a colon in it goes between double quotes."
            ),
        )
    return spot, Meaning(
        _("the braces that open on line {line} are not closed, or a comma is missing", line=opened.line + 1),
        _(
            "Separate the fields by commas and close the braces: {{it: uno, en: one}}. A value with a brace or a colon in it goes between double quotes."
        ),
    )


def _colon(spot: Spot, admits_text: Admits) -> Cause:
    """A colon where no field can begin: inside a text, after a line without its blank, or on a line too far right."""
    tight = _NO_BLANK_AFTER_HYPHEN.match(spot.text)
    if ": " in spot.before and not tight:
        return _quoting.unquoted(spot, _SECOND_FIELD) or (spot, Meaning(_SECOND_FIELD, _QUOTE_IT))
    above = spot.line - 1
    while above >= 0 and not spot.lines[above].strip():
        above -= 1
    if above >= 0:
        line = spot.at(above, 0)
        is_without = ": " not in f"{line.text} "
        missing = _blank_after_colon(line) or (_no_colon(line, admits_text) if is_without else None)
        if missing:
            return missing
        if is_without:
            return spot.at(above, line.edge), Meaning(_("this line has no colon after the name of a field"), ONE_FIELD)
    otherwise = Meaning(
        _("this line begins further right than the line above allows"),
        _(
            "Let it begin in the same column as the other fields of its block. If the line above is to hold a block, delete its value."
        ),
    )
    spot = spot.at(spot.line, spot.edge)
    return _edge(spot, otherwise, is_below_a_value=True) or (spot, otherwise)


def _blank_after_colon(spot: Spot) -> Cause | None:
    if not _NO_BLANK_AFTER_COLON.match(spot.text):
        return None
    colon = spot.text.index(":")
    line = f"{spot.text[: colon + 1]} {spot.text[colon + 1 :]}".strip()
    fix = Fix(_("put a blank after the colon"), (spot.put(colon + 1, colon + 1, " "),), safe=True)
    return spot.at(spot.line, colon), Meaning(_("a blank is missing after this colon"), _("Write {line}", line=line), fix)


def _no_colon(spot: Spot, admits_text: Admits) -> Cause | None:
    """The name of a field, known where it stands at the left edge, and a value without a colon between them."""
    found = _NO_COLON.match(spot.text)
    if found is None:
        return None
    is_known = admits_text((found.group(1),)) is not None if found.start(1) == 0 else len(spot.text.split()) <= _WORDS
    if not is_known:
        return None
    line = f"{spot.text[: found.end(1)]}:{spot.text[found.end(1) :]}".strip()
    fix = Fix(_("put a colon after the name of the field"), (spot.put(found.end(1), found.end(1), ":"),))
    meaning = Meaning(_("this line has no colon after the name of a field"), _("Write {line}", line=line), fix)
    return spot.at(spot.line, found.start(1)), meaning


def _key(spot: Spot) -> Cause:
    """A line that does not continue its block: text after a closing quotation mark, or a wrong left edge."""
    quote = spot.before.rstrip()[-1:]
    if quote and quote in "\"'":
        return spot, Meaning(
            _("more text follows after the closing quotation mark"),
            _('Put the whole text between double quotes: "L\'istituto". Double quotes within it are written \\".'),
        )
    if spot.before.strip():
        return spot, Meaning(
            _("more text follows where the value has already ended"),
            _('Put the whole value between double quotes: "[alfa] beta".'),
        )
    if spot.text[spot.column : spot.column + 2] == "- ":
        otherwise = Meaning(
            _("a list item stands here, where the name of a field belongs"),
            _("Delete the hyphen, or put the line under the field whose list it belongs to, two blanks further right."),
        )
    else:
        otherwise = Meaning(
            _("this line does not begin in the same column as the other fields of its block"),
            _("Let the fields of one block begin in one column, two blanks further right than their heading."),
        )
    return _edge(spot, otherwise) or (spot, otherwise)


def _edge(spot: Spot, otherwise: Meaning, *, is_below_a_value: bool = False) -> Cause | None:
    """A line that begins in no column where one like it above begins: how far it is from the nearest of them."""
    is_item = spot.text[spot.edge :].startswith("- ")
    edges, low = [], len(spot.text)
    for line in reversed(spot.lines[: spot.line]):
        found = _BEGINNING.match(line)
        if found is None or len(found.group(1)) >= low:
            continue
        low = len(found.group(1))
        if is_item and line[low] == "-":
            edges.append(low)
        elif not is_item and found.group(3):
            edges.append(found.end())
        if low == 0:
            break
    target = min(edges, key=lambda edge: (abs(edge - spot.edge), -edge), default=spot.edge)
    if target == spot.edge:
        return None
    n = abs(target - spot.edge)
    if target > spot.edge:
        help = _n("Put {n} more blank at the beginning of the line.", "Put {n} more blanks at the beginning of the line.", n=n)
    elif is_below_a_value:
        help = _n(
            "Delete {n} blank at the beginning of the line; or, if the line above is to hold a block, delete its value.",
            "Delete {n} blanks at the beginning of the line; or, if the line above is to hold a block, delete its value.",
            n=n,
        )
    else:
        help = _n("Delete {n} blank at the beginning of the line.", "Delete {n} blanks at the beginning of the line.", n=n)
    fix = Fix(_("let the line begin where the others begin"), (spot.put(0, spot.edge, " " * target),))
    message = _("this item does not begin in the same column as the others of its list") if is_item else otherwise.message
    return spot, Meaning(message, help, fix)
