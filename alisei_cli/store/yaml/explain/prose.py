"""Lines that are not fields.

They are text indented too little, and comments in the syntax of other languages.
"""

import re
from typing import Any

from alisei_cli.language import Text, _, _n
from alisei_cli.model.diagnostic import Edit, Finding, Fix
from alisei_cli.model.source import Pointer, Span
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, build_finding, explain_problem, write
from alisei_cli.store.yaml.explain.outline import FIELD, route
from alisei_cli.store.yaml.plain import Admits, is_strict

COMMENT = re.compile(r" *(//+|/\*+|<!--|;+(?= ))\s*")
"""Start of a comment in other languages."""
_COMMENT_ENDS = re.compile(r"\s*(?:\*/|-->)\s*\Z")
_NEEDS_A_BLOCK = re.compile(r":\s|:\Z|\s#|\A[-\[\]{}&*!|>'\"%@`#?,:]|\A\Z")
"""Patterns that an unquoted text must not match."""
_HEADER = re.compile(r"[|>][-+0-9]{0,2}\s*(?:#.*)?\Z")
_MOST = 40
"""Maximum number of lines of a text that are searched."""


def is_comment(name: str) -> bool:
    """Whether a field name starts like a comment in other languages."""
    return name[:1] in "/<;" and bool(COMMENT.match(name))


def finding(lines: list[str], event: Any) -> Finding:
    """Report a field name that starts like a comment."""
    spot = Spot(lines, event.start_mark.line, event.start_mark.column)
    return build_finding(*(comment(spot) or (spot, explain_problem(""))))


def comment(spot: Spot) -> Cause | None:
    """Detect a comment in the syntax of other languages: ``// nota``."""
    found = COMMENT.match(spot.text)
    if found is None:
        return None
    line = f"# {_COMMENT_ENDS.sub('', spot.text[found.end() :])}"
    fix = Fix(_("begin the comment with #"), (spot.put(found.start(1), len(spot.text), line),), safe=True)
    message = _("a comment begins with #, not with {sign}", sign=found.group(1))
    return spot.at(spot.line, found.start(1)), Meaning(
        message, write(line, _("Type # and a space instead of {sign}.", sign=found.group(1))), fix
    )


def text(spot: Spot, admits_text: Admits) -> Cause | None:
    """Detect a continuation line that is not indented."""
    owner = _find_owner(spot, admits_text)
    field = FIELD.match(spot.lines[owner]) if owner is not None else None
    if owner is None or field is None:
        return None
    value = spot.lines[owner][field.end() :].strip()
    last = _find_last(spot, route(spot.lines, owner)[:-1], admits_text)
    message = _("this line continues the text of the field {key}, but begins too far left", key=field.group(3))
    here = spot.at(spot.line, spot.edge)
    below = [line.strip() for line in spot.lines[owner + 1 : last + 1]]
    if any(_NEEDS_A_BLOCK.search(line) for line in below) and not _HEADER.match(value):
        return here, fold_text(spot.at(owner, 0), field, last, message)
    blanks = max(field.start(3) + 2, spot.at(owner + 1, 0).edge if _HEADER.match(value) else 0)
    made = [spot.lines[owner], *(" " * blanks + line if line else "" for line in below)]
    help = _n(
        "Indent the line by {blanks} spaces: {line}",
        "Indent this line and those below it that belong to the text, {n} in all, by {blanks} spaces: {line}",
        n=last - spot.line + 1,
        blanks=blanks,
        line=spot.text.strip(),
    )
    return here, Meaning(message, help, _rewrite_lines(spot.lines, owner, last, made))


def explain_continuation(spot: Spot, message: Text) -> Cause | None:
    """Explain a text whose continuation is invalid; suggest ``>-``."""
    field = FIELD.match(spot.text)
    value = spot.text[field.end() :] if field else ""
    if field is None or not field.group(3) or value[:1] in ("", "[", "{", "|", ">", '"', "'"):
        return None
    last = spot.line
    while last + 1 < len(spot.lines) and spot.lines[last + 1].strip() and spot.at(last + 1, 0).edge > field.start(3):
        last += 1
    return (spot, fold_text(spot, field, last, message)) if last > spot.line else None


def fold_text(spot: Spot, field: re.Match[str], last: int, message: Text) -> Meaning:
    """Suggest moving a multi-line text below ``>-``, where any character is allowed."""
    blanks = field.start(3) + 2
    texts = [spot.text[field.end() :].strip(), *(line.strip() for line in spot.lines[spot.line + 1 : last + 1])]
    made = [f"{spot.text[: field.end()]}>-", *(" " * blanks + line if line else "" for line in texts)]
    return Meaning(
        message, suggest_lines_below(f"{field.group(3)}: >-", blanks), _rewrite_lines(spot.lines, spot.line, last, made)
    )


def _rewrite_lines(lines: list[str], first: int, last: int, made: list[str]) -> Fix:
    edit = Edit((), "\n".join(made), "text", Span(first + 1, 1, last + 1, len(lines[last]) + 1))
    return Fix(_("indent the text more than its field"), (edit,))


def suggest_lines_below(head: str, blanks: int) -> Text:
    """Suggest writing ``head``, and the text below it."""
    return _(
        "Write {head} on a line of its own, and the whole text on the lines below it, each indented by {blanks} spaces.",
        head=head,
        blanks=blanks,
    )


def _find_owner(spot: Spot, admits_text: Admits) -> int | None:
    """Find the line of the field whose text the line continues."""
    for above in range(spot.line - 1, max(spot.line - _MOST, -1), -1):
        line = spot.lines[above]
        found = FIELD.match(line)
        if found and found.group(3):
            value = line[found.end() :].strip()
            is_text = value and (_HEADER.match(value) or not _NEEDS_A_BLOCK.search(value))
            pointer = route(spot.lines, above)
            may = admits_text(pointer) or not is_strict(admits_text, ())
            return above if is_text and may and found.start(3) >= spot.edge else None
        if found and found.group(2):
            return None
    return None


def _find_last(spot: Spot, block: Pointer, admits_text: Admits) -> int:
    """Find the last line before the next field, item or comment."""
    last = spot.line
    for number in range(spot.line + 1, min(spot.line + _MOST, len(spot.lines))):
        line = spot.lines[number]
        found = FIELD.match(line)
        name = found.group(3) if found else None
        is_field = name and any(admits_text((*block[:depth], name)) is not None for depth in range(len(block) + 1))
        if is_field or not line.strip() or line.lstrip().startswith("#") or (found and found.group(2)):
            break
        last = number
    return last
