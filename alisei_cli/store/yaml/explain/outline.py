"""Position of a line by indentation alone.

This works for files that do not parse.
"""

import re
from collections.abc import Sequence

from alisei_cli.model.source import Pointer

NAME = r"[A-Za-z_][\w-]{0,40}"
LONGEST = 1_000
"""Characters of a line that is looked at more closely."""
FIELD = re.compile(rf"( *)((?:- +)*)(?:[\"']?({NAME})[\"']?:(?=\s|\Z) *)?")
"""Start of a line: indentation, hyphens and field name."""
_FAR = 2_000
"""Maximum number of preceding lines that are searched."""


def route(lines: Sequence[str], number: int) -> Pointer:
    """Find the path of blocks to a line's field or item.

    The index of every item is 0.
    """
    parts: list[str | int] = []
    here = FIELD.match(lines[number])
    has_field = here is not None and bool(here.group(2) or here.group(3))
    column, is_item = len(lines[number]) + 1 if has_field else _edge(lines[number]), False
    for above in range(number, max(number - _FAR, -1), -1):
        found = FIELD.match(lines[above])
        if found is None or (not found.group(2) and not found.group(3) and above != number):
            continue
        begin, hyphens, name = len(found.group(1)), found.group(2), found.group(3)
        at = begin + len(hyphens)
        is_open = above == number or lines[above][found.end() :].partition(" #")[0].strip() in ("", "|", ">", "|-", ">-")
        if name and is_open and (at < column or (is_item and at == column)):
            parts.append(name)
            column, is_item = at, False
        if hyphens and begin < column:
            parts.append(0)
            column, is_item = begin, True
        if column == 0 and not is_item:
            break
    return tuple(reversed(parts))


def _edge(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
