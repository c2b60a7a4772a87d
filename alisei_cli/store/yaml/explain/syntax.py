"""Causes of the parser's complaints, found in the line, for people new to YAML."""

import re
from typing import Any

from alisei_cli.escape import spell_character
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Finding, Fix
from alisei_cli.store.yaml.characters import RULES
from alisei_cli.store.yaml.explain import bullets, colons, flow, hyphens, indentation, other_formats, prose, quotes
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, build_finding, explain_problem
from alisei_cli.store.yaml.explain.outline import FIELD, route
from alisei_cli.store.yaml.plain import Admits, is_strict

_GLUED = re.compile(r" *(?:- +)?[A-Za-z_]\w*:?[ ]*(?<!: )[\[{]")
"""A bracket right after a field name without colon or space."""
_OTHER_BLANK = re.compile("(?:^ {0,40}|[:,\\[{-])([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")

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
    return build_finding(*_cause(problem, _spot(text, mark), opened, admits_text))


def _cause(problem: str, spot: Spot, opened: Any, admits_text: Admits) -> Cause:
    return (
        _conflict(spot)
        or _explain_other_space(spot)
        or other_formats.cause(spot, admits_text)
        or bullets.cause(spot)
        or hyphens.cause(spot, admits_text)
        or quotes.explain_inner(spot)
        or quotes.explain_unclosed(spot)
        or _explain_brackets(spot, opened, admits_text)
        or _explain_by_line(problem, spot, admits_text)
        or _explain_by_bracket(problem, spot, opened, admits_text)
        or _explain_odd_sign(problem, spot, admits_text)
        or (spot, explain_problem(problem))
    )


def _explain_odd_sign(problem: str, spot: Spot, admits_text: Admits) -> Cause | None:
    """Explain a text that starts with a YAML indicator.

    Show the repaired line.
    """
    meaning = explain_problem(problem)
    found = FIELD.match(spot.text)
    if found is None or not (found.group(3) and found.end() <= spot.column) or "escape" in problem or "hexdecimal" in problem:
        return None
    pointer = route(spot.lines, spot.line)
    if "while scanning a block scalar" in problem:
        blanks = found.start(3) + 2
        sign = spot.text[found.end() :].split()[0]
        head = f"{found.group(3)}: {sign[:1]}-"
        fix = Fix(_("put the text on the line below"), (spot.put(found.end(), spot.column, f"{sign[:1]}-\n{' ' * blanks}"),))
        return spot, meaning._replace(help=prose.suggest_lines_below(head, blanks), fix=fix)
    if "block sequence entries" in problem and not admits_text(pointer):
        end = len(spot.text[: found.end()].rstrip())
        fix = Fix(_("put the item on a line of its own"), (spot.put(end, spot.column, "\n" + " " * (found.start(3) + 2)),))
        help = _("Put the item on a line of its own, below the name of the field: {line}", line=spot.text[spot.column :].strip())
        return spot, meaning._replace(help=help, fix=fix)
    if is_strict(admits_text, ()) and admits_text(pointer) is False:
        return None
    quoted = quotes.value(spot) if meaning.is_of_value or "block sequence entries" in problem else None
    return (spot, Meaning(meaning.message, *quoted)) if quoted else None


def drop_if_told(finding: Finding, before: list[Finding]) -> list[Finding]:
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
                _("Keep the right lines, and delete the others and the lines that begin with <<<<<<<, ======= and >>>>>>>."),
            )
            return spot.at(line, 0), meaning
    return None


def _explain_other_space(spot: Spot) -> Cause | None:
    """A character like a space where YAML needs one, here or one line above."""
    for line in (spot.line, spot.line - 1):
        found = _OTHER_BLANK.search(spot.lines[line]) if line >= 0 else None
        if found:
            meaning = Meaning(
                _("this looks like a space but is a different character ({name})", name=spell_character(found.group(1))),
                _("Delete it and type a normal space with the space bar, or type the line again instead of pasting it."),
            )
            return spot.at(line, found.start(1)), meaning
    return None


def _explain_by_line(problem: str, spot: Spot, admits_text: Admits) -> Cause | None:
    """Complaints whose cause only the line tells."""
    if "mapping values are not allowed" in problem:
        return colons.find_misplaced_colon(spot, admits_text)
    if "could not find expected ':'" in problem:
        return (
            prose.comment(spot)
            or colons.find_missing_blank(spot)
            or colons.find_missing_colon(spot, admits_text)
            or prose.text(spot, admits_text)
            or hyphens.remark(spot)
        )
    if "did not find expected key" in problem:
        return _key(spot, admits_text)
    if "did not find expected '-' indicator" in problem:
        return indentation.explain_nearest(spot, explain_problem(problem))
    return None


def _explain_brackets(spot: Spot, opened: Any, admits_text: Admits) -> Cause | None:
    """Explain a flow-style line that can be repaired.

    It is the line of the opening bracket, or the current one.
    """
    for line in dict.fromkeys([spot.line if opened is None else min(opened.line, len(spot.lines) - 1), spot.line]):
        here = spot.at(line, 0)
        if _GLUED.match(here.text) and (found := colons.find_missing_blank(here) or colons.find_missing_colon(here, admits_text)):
            return found
        if found := flow.cause(spot, line, admits_text):
            return found
    return None


def _explain_by_bracket(problem: str, spot: Spot, opened: Any, admits_text: Admits) -> Cause | None:
    """A bracket or brace that is not closed where it should be."""
    if opened is None or "did not find expected ',' or" not in problem:
        return None
    opening = spot.at(opened.line, opened.column)
    if spot.text[spot.column : spot.column + 1] == ":" and "'}'" in problem:
        colon = hyphens.explain_no_comma(spot, opening, admits_text) or quotes.explain_unquoted(spot)
        if colon:
            return colon
    is_over = spot.line > opened.line and (spot.column == 0 or ":" in spot.text)  # the next field has begun meanwhile
    if is_over or (spot.line, spot.column) <= (opened.line, opened.column) or spot.line + 1 == len(spot.lines):
        spot = opening
    if "']'" in problem:
        return spot, Meaning(
            _("the list that opens with [ on line {line} is not closed, or lacks a comma", line=opened.line + 1),
            _(
                "Separate the items with commas and close the list: [one, two]. An item with a bracket or a colon in it goes in double quotes."
            ),
        )
    return spot, Meaning(
        _("the braces that open on line {line} are not closed, or a comma is missing", line=opened.line + 1),
        _(
            "Separate the fields with commas and close the braces: {{it: uno, en: one}}. A value with a brace or a colon in it goes in double quotes."
        ),
    )


def _key(spot: Spot, admits_text: Admits) -> Cause:
    """A line that does not continue its block: extra text, or a wrong left edge."""
    quote = spot.before.rstrip()[-1:]
    if spot.before.strip():
        message = _("more text follows where the value has already ended")
        if quote and quote in "\"'":
            message = _("more text follows after the closing quotation mark")
        return spot, Meaning(message, *(quotes.value(spot) or (quotes.WHOLE, None)))
    if spot.text[spot.column : spot.column + 2] == "- ":
        hyphen = indentation.find_extra_hyphen(spot, admits_text)
        if hyphen:
            return hyphen
        otherwise = Meaning(
            _("there is a list item here, where the name of a field belongs"),
            _("Delete the hyphen, or put the line under the field whose list it belongs to, indented by two more spaces."),
        )
    else:
        otherwise = Meaning(
            _("this line does not begin in the same column as the other fields of its block"),
            _("Begin the fields of a block in one column, indented by two spaces below the name of the block."),
        )
    return indentation.explain_nearest(spot, otherwise) or (spot, otherwise)
