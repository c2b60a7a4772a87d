"""Duplicate fields: one of two values must go, two lists are merged."""

import re

from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Related
from alisei_cli.model.source import Pointer, Span

_BRACKETS = re.compile(r"(?P<head>[^\[#]*\[)(?P<items>[^\[\]{}#]*)\](?P<note>\s+#.*)?\s*\Z")
"""A list on one line."""
_BARE = re.compile(r"[^:#]*:\s*(?:#.*)?\Z")
"""A field name with its value on the lines below."""

_NAMES = re.compile(r"[{,]\s*([a-z_]{1,40}):")


def report_twice(lines: list[str], first: Pointer, key: Span, here: Span, shape: str) -> Finding:
    """Report a duplicate field at ``here``; the first is at ``key``.

    Both have this ``shape``: list, block, or else a value.
    """
    name = str(first[-1])
    help, fix = _remedy(lines, name, key, here, shape)
    return Finding(
        first,
        _("the field {key} is given twice; the first time on line {line}", key=name, line=key.line),
        help,
        fix,
        related=(Related("", first, _("here is the first one"), at="key"),),
        span=here,
        rule="duplicate-key",
    )


def _remedy(lines: list[str], name: str, key: Span, here: Span, shape: str) -> tuple[Text, Fix | None]:
    one, other = lines[key.line - 1], lines[here.line - 1]
    title = _("join the two lists")
    is_whole = shape == "value" or (shape == "block" and one.rstrip().endswith("}"))
    if one.strip() == other.strip() and is_whole and key.line != here.line:
        return _("Delete this line: it says the same as line {line}.", line=key.line), Fix(
            _("delete the line"), (_delete_line(here.line),), safe=True
        )
    if shape == "block" and one.rstrip().endswith("}") and _NAMES.findall(one) == _NAMES.findall(other):
        return _("Keep one of the two lines and delete the other."), None
    if shape == "block":
        return _(
            "Move the fields that are here under the first {key}, on line {line}, and delete this one.", key=name, line=key.line
        ), None
    if shape != "list":
        return _("Keep one of the two lines and delete the other."), None
    found, more = _BRACKETS.match(one), _BRACKETS.match(other)
    if found and more and key.line != here.line:
        items = dict.fromkeys(item.strip() for item in f"{found['items']},{more['items']}".split(",") if item.strip())
        note = (found["note"] or "") + (more["note"] or "")
        line = f"{found['head']}{', '.join(items)}]{note}"
        edit = Edit((), line, "text", Span(key.line, 1, key.line, len(one) + 1))
        help = _("Write {line} on line {number}, and delete this line.", line=line.strip(), number=key.line)
        return help, Fix(title, (edit, _delete_line(here.line)))
    help = _("Move the items that are here under the first {key}, on line {line}, and delete this line.", key=name, line=key.line)
    return help, Fix(title, tuple(edits)) if (edits := _move_items(lines, key, here)) else None


def _move_items(lines: list[str], key: Span, here: Span) -> list[Edit]:
    """Move the items of the second list below the first.

    Both must be in block style.
    """
    if not (_BARE.match(lines[key.line - 1]) and re.fullmatch(r" *[\w\"'-]+:\s*", lines[here.line - 1])):
        return []
    one, other = _find_below(lines, key), _find_below(lines, here)
    if not one or not other:
        return []
    shift = _edge(lines[one.start]) - _edge(lines[other.start])
    if any(lines[number].strip() and _edge(lines[number]) + shift < 0 for number in other):
        return []
    moved = "".join(
        f"{' ' * (_edge(line) + shift)}{line.strip()}\n" if (line := lines[number]).strip() else "\n" for number in other
    )
    gone = Edit((), "", "text", Span(here.line, 1, other.stop + 1, 1))
    return [Edit((), moved, "text", Span(one.stop + 1, 1, one.stop + 1, 1)), gone]


def _find_below(lines: list[str], key: Span) -> range:
    """Line indices of a list, without trailing spaces and comments."""
    edge, end = key.column - 1, key.line
    for number in range(key.line, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _edge(line) < edge or (_edge(line) == edge and not line.startswith("-", edge)):
            break
        end = number + 1
    return range(key.line, end)


def _edge(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _delete_line(line: int) -> Edit:
    return Edit((), "", "text", Span(line, 1, line + 1, 1))
