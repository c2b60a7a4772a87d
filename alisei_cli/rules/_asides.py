"""Comments that YAML reads as part of a value."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from alisei_cli.escape import LIMIT
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix
from alisei_cli.model.source import Pointer, Span
from alisei_cli.rules._fields import admits, key_of

_ASIDE = re.compile(r"(?P<value>[^#]*?\S)(?P<blanks>\s*)(?P<sign>#|(?<!:)//+|/\*+)\s*(?P<note>\S.*?)(?:\s*\*/)?\Z")
_LONGEST = 1_000
_CLOSE = re.compile(r"[\s\]}]*\Z")


def split_comment(value: object) -> re.Match[str] | None:
    """Split a text into ``value``, ``sign`` and ``note``.

    The text before the sign decides whether it does.
    """
    return _ASIDE.match(value[:_LONGEST]) if isinstance(value, str) and ("#" in value or "/" in value) else None


def find_comment(entry: Entry, pointer: Pointer, value: object, meant: Callable[[str], str | None]) -> Finding | None:
    """Find a comment in ``value``.

    ``meant`` returns the value without it, if allowed.
    """
    found = split_comment(value)
    right = meant(found["value"]) if found else None
    if found is None or right is None:
        return None
    if found["sign"] == "#":
        message = _("a space is missing before this #, which begins a comment")
    else:
        message = _("a comment begins with #, not with {sign}", sign=found["sign"])
    note = f" # {found['note']}"
    lead = f"{key_of(pointer)}: " if pointer and not isinstance(pointer[-1], int) else ""
    span = entry.source.span(pointer)
    text = entry.source.lines[span.line - 1]
    rest = text[span.end_column - 1 :]
    if span.line != span.end_line or text[span.column - 1 : span.end_column - 1] != value or not _CLOSE.match(rest):
        help = _("Write {line}, and the comment at the end of the line, after a space and #.", line=lead + right)
        return Finding(pointer, message, help)
    end = Span(span.line, len(text.rstrip()) + 1, span.line, len(text) + 1)
    fix = Fix(_("make it a comment"), (Edit(pointer, right), Edit((), note, "text", end)))
    at = span.column + found.start("sign")
    here = Span(span.line, at, span.line, at + len(found["sign"]))
    whole = f"{text[: span.column - 1]}{right}{rest.rstrip()}{note}".strip()
    line = whole if len(whole) <= LIMIT else f"{lead}{right}{note}"
    return Finding(pointer, message, _("Write {line}", line=line), fix, span=here)


def keep_if_allowed(node: Mapping[str, Any], text: str) -> str | None:
    """Keep ``text`` if the schema ``node``, which requires a form, allows it."""
    return text if ("pattern" in node or "enum" in node or "const" in node) and admits(node, text) else None
