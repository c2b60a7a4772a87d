"""Fixes as small edits of the text: one scalar, one key, one line."""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from alisei_cli.model.bare_text import is_taken
from alisei_cli.model.comment import collect_comments
from alisei_cli.model.diagnostic import Edit, Fix
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer, Source, Span

_PLAIN = re.compile(r"[^\W_](?:[^\n:#,\[\]{}\"'`]|:(?=\S)|(?<=\S)#)*\Z")
"""Text that needs no quotes anywhere: begins with a letter or digit, and holds no sign that YAML reads."""
_NOTHING = re.compile(r"(?:null|~)\Z")
"""What would not stay text anywhere."""
_HEADER = re.compile(r"[|>][-+0-9]{0,2} *\Z")
_NAMES = re.compile(r"\{(?:[^{}\[\]\"'#:]|:(?=[^\s,}]))*\}\Z")
"""Braces that hold names alone, without any value."""
_SHORT = 80
"""Characters of a text that may go on one line although it had lines of its own."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the characters from ``start`` to ``end`` (offsets in the text) by ``text``."""

    start: int
    end: int
    text: str


def plan_edits(source: Source, fixes: Iterable[Fix], schema: Schema) -> tuple[list[TextEdit], list[Fix]]:
    """Edits of ``source`` for all ``fixes`` that do not touch each other, and those.

    A fix goes in whole or not at all; one whose place cannot be spliced safely is left out.
    """
    taken: list[TextEdit] = []
    applied = []
    for fix in fixes:
        made = build_text_edits(source, fix, schema)
        if made is not None and not any(_touch(new, old) for new in made for old in taken):
            taken += made
            applied.append(fix)
    return taken, applied


def apply_text_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """``text`` with every change made."""
    for each in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: each.start] + each.text + text[each.end :]
    return text


def moved(raw: str, edits: Iterable[TextEdit]) -> list[TextEdit]:
    """The edits of a text for ``raw``: the same with byte-order mark and CRLF."""
    bom = raw.startswith("\ufeff")
    ends = [found.start() - bom - number for number, found in enumerate(re.finditer("\r\n", raw))]
    line_end = "\r\n" if ends and raw[: raw.index("\n")].endswith("\r") else "\n"
    return [
        TextEdit(
            each.start + bom + bisect_left(ends, each.start),
            each.end + bom + bisect_left(ends, each.end),
            each.text.replace("\n", line_end),
        )
        for each in edits
    ]


def build_text_edits(source: Source, fix: Fix, schema: Schema) -> list[TextEdit] | None:
    """The edits for one fix; ``None`` if it cannot be made safely."""
    made: list[TextEdit] = []
    for edit in fix.edits:
        if edit.op == "tidy":
            made += _tidy_text(source)
        elif edit.span:
            made.append(_replace_span(source, edit.span, str(edit.value)))
        elif found := build_text_edit(source, edit, schema):
            made.append(found)
        else:
            return None
    return made


def build_text_edit(source: Source, edit: Edit, schema: Schema) -> TextEdit | None:
    """The edit of the text that sets, renames or deletes one value; ``None`` if it cannot be made safely."""
    place = source.places.get(edit.pointer)
    if edit.op == "rename":
        return _replace_span(source, place.key, str(edit.value)) if place and place.key else None
    if edit.op == "delete":
        return _delete(source, edit.pointer) if place else None
    if place is None:
        return insert_value(source, edit.pointer, edit.value, schema)
    if place.value.line != place.value.end_line:
        return _unfold_text(source, place.value, edit, schema)
    if isinstance(edit.value, (dict, list)):
        return _block(source, place.value, edit, schema)
    said = _quote_like(source, place.value, edit.value, schema.admits_bare(edit.pointer))
    if place.value.column != place.value.end_column:
        return _replace_span(source, place.value, said)
    sign = source.before(place.value)[-1:]
    return _replace_span(source, place.value, f" {said}") if sign in (":", "-") else None  # nothing stood there


def _unfold_text(source: Source, span: Span, edit: Edit, schema: Schema) -> TextEdit | None:
    """A short text of one line in the place of one below ``|`` or ``>``."""
    if not _HEADER.match(source.said(span)) or not isinstance(edit.value, str) or "\n" in edit.value or len(edit.value) > _SHORT:
        return None
    said = scalar(edit.value, schema.admits_bare(edit.pointer))
    return _replace_span(source, span, said + "\n" * (span.end_column == 1))


def _block(source: Source, span: Span, edit: Edit, schema: Schema) -> TextEdit | None:
    """Replace a value by a list or block, preferably just adding brackets."""
    before = source.said(span)
    inner = edit.value[0] if isinstance(edit.value, list) and len(edit.value) == 1 else None
    if before[:1] == "{" and isinstance(inner, dict) and not source.before(span).strip():
        return _replace_span(source, span, f"- {before}")  # on a line of its own
    if (before[:1] == "{" and isinstance(inner, dict)) or (before[:1] in ('"', "'") and isinstance(inner, str)):
        return _replace_span(source, span, f"[{before}]")
    inner = list(edit.value.values()) if isinstance(edit.value, dict) else edit.value
    is_list_of_one_line = before[:1] == "[" and not any(isinstance(item, (dict, list)) for item in inner)
    if before[:1] in ("[", "{") and not is_list_of_one_line and not _NAMES.match(before):
        return None
    return _replace_span(source, span, flow(edit.value, schema.admits_bare, edit.pointer))


def _tidy_text(source: Source) -> list[TextEdit]:
    """Delete blanks at the ends of lines, except in block texts; close the last."""
    kept: set[int] = set()
    for place in source.places.values():
        span = place.value
        if source.sign(span) in ("|", ">"):
            kept.update(range(span.line, span.end_line + 1))
    made = []
    offset = 0
    for number, line in enumerate(source.lines, 1):
        bare = line.rstrip(" ")
        if bare != line and number not in kept:
            made.append(TextEdit(offset + len(bare), offset + len(line), ""))
        offset += len(line) + 1
    if source.lines[-1].strip(" ") or (source.lines[-1] and len(source.lines) in kept):
        made.append(TextEdit(len(source.text), len(source.text), "\n"))
    return made


def span_of(source: Source, splice: TextEdit) -> Span:
    """The place in ``source`` that ``splice`` replaces."""
    line, column = _place(source.text, splice.start)
    end_line, end_column = _place(source.text, splice.end)
    return Span(line, column, end_line, end_column)


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _replace_span(source: Source, span: Span, text: str) -> TextEdit:
    return TextEdit(source.offset(span.line, span.column), source.offset(span.end_line, span.end_column), text)


def _quote_like(source: Source, span: Span, value: Any, is_bare: bool) -> str:
    """``value`` in the quotes that its predecessor had."""
    before = source.said(span)
    if isinstance(value, str) and before[:1] == '"':
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and before[:1] == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return scalar(value, is_bare)


def scalar(value: Any, is_bare: bool = False) -> str:
    """A scalar as YAML, quoted if needed; ``is_bare`` where dates and codes go without quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    stays_text = not _NOTHING.match(value) and (is_bare or not is_taken(value))
    if _PLAIN.match(value) and not value.endswith(" ") and stays_text:
        return value
    return "'" + value.replace("'", "''") + "'" if value.isprintable() else json.dumps(value, ensure_ascii=False)


def flow(value: Any, admits_bare: Callable[[Pointer], bool], route: Pointer = ()) -> str:
    """``value`` as YAML on one line; ``admits_bare`` tells where dates and codes go without quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner, admits_bare, (*route, key))}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, admits_bare, (*route, index)) for index, item in enumerate(value)) + "]"
    return scalar(value, admits_bare(route))


Layout = Callable[[Pointer, Any, Schema], str]
"""The lines of a value with its key, or with the dash of an item, at the left margin."""


def _lay_on_one_line(pointer: Pointer, value: Any, schema: Schema) -> str:
    content = flow(value, schema.admits_bare, pointer)
    return f"- {content}" if isinstance(pointer[-1], int) else f"{pointer[-1]}: {content}"


def insert_value(source: Source, pointer: Pointer, value: Any, schema: Schema, lay: Layout = _lay_on_one_line) -> TextEdit | None:
    """The edit that adds a value where there is none, in the order of the schema; ``None`` if that is not safe.

    The block or list above ``pointer`` has to be there; between brackets everything goes on one line.
    """
    block, key = pointer[:-1], pointer[-1]
    above = source.places.get(block)
    if above is None:
        return None
    children = source.children(block)
    if source.sign(above.value) in ("{", "["):
        end = source.offset(above.value.end_line, above.value.end_column) - 1
        said = _lay_on_one_line(pointer, value, schema).removeprefix("- " if isinstance(key, int) else "")
        return TextEdit(end, end, f", {said}" if children else said)
    if not children:
        return None
    earlier = schema.fields_before(pointer)
    before = [child for child in children if isinstance(key, int) or child[-1] in earlier]
    indent = " " * (_column(source, children[0]) - 1)
    line = max((source.last_line(child) for child in before), default=source.places[children[0]].first.line - 1)
    start = source.offset(line + 1, 1)
    missing = "" if start == 0 or source.text[start - 1] == "\n" else "\n"
    lines = lay(pointer, value, schema).removesuffix("\n").split("\n")
    return TextEdit(start, start, missing + "".join(f"{indent}{each}".rstrip() + "\n" for each in lines))


def _delete(source: Source, pointer: Pointer) -> TextEdit | None:
    place = source.places[pointer]
    above = source.places[pointer[:-1]]
    first = place.first
    start = source.offset(first.line, first.column)
    end = source.offset(place.value.end_line, place.value.end_column)
    opening = source.sign(above.value)
    if opening in ("{", "["):
        after = re.compile(r"\s*,\s*").match(source.text, end)
        if after:
            return TextEdit(start, after.end(), "")
        before = re.search(r"\s*,\s*\Z", source.text[:start])
        return TextEdit(before.start() if before else start, end, "")
    if isinstance(pointer[-1], int) and above.key and len(source.children(pointer[:-1])) == 1:
        behind = source.offset(above.key.end_line, above.key.end_column)
        is_bare = re.fullmatch(r":\s*-\s*", source.text[behind:start])
        last = source.last_line(pointer)
        said = ": []\n" + _copy_comments(source, first.line, last)  # without its only item the list is empty
        return TextEdit(behind, source.offset(last + 1, 1), said) if is_bare else None
    lead = source.before(first)
    if lead.strip() not in ("", "-") or (lead.strip() == "-" and isinstance(pointer[-1], str)):
        return None
    last = source.last_line(pointer)
    return TextEdit(source.offset(first.line, 1), source.offset(last + 1, 1), _copy_comments(source, first.line, last))


def _copy_comments(source: Source, first: int, last: int) -> str:
    """Copy the comments of some lines, which outlive the values beside them."""
    text = source.lines[first - 1]
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return "".join(f"{indent}{said}\n" for line, said in sorted(collect_comments(source).items()) if first <= line <= last)


def _column(source: Source, pointer: Pointer) -> int:
    place = source.places[pointer]
    return place.key.column if place.key else source.lines[place.value.line - 1].find("-") + 1


def _touch(one: TextEdit, other: TextEdit) -> bool:
    return one.start <= other.end and other.start <= one.end
