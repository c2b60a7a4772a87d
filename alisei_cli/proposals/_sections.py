"""The Markdown that GitHub makes of a filled-in issue form: a heading for each field, and below it what was typed."""

import re

from alisei_cli.language import _

_HEADING = re.compile(r"### +(\S.*?)[ #]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)\Z")
_BOX = re.compile(r"[-*] +\[([ xX])\] +(.*)\Z")
MOST_COMMAS = 4
"""In one term."""
_BULLET = re.compile(r"(?:[-*•·–]|\d{1,2}[.)])\s+")


def split_sections(body: str) -> list[tuple[str, str]]:
    """Heading and text of each section, in order; what stands before the first has an empty heading.

    A heading in a fence is text.

    Raises:
        ValueError: a fence has no end.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        mark = _FENCE.match(line)
        heading = None if fence else _HEADING.match(line)
        if heading:
            found.append((heading[1], []))
            continue
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        found[-1][1].append(line)
    if fence:
        raise ValueError(_("a line {line} opens a fence, and no line closes it", line=fence[:10]))
    return [(heading, "\n".join(lines).strip()) for heading, lines in found]


def drop_fences(text: str) -> str:
    """``text`` without the lines that open and close fences."""
    return "\n".join(line for line in text.split("\n") if not _FENCE.match(line)).strip()


def split_values(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The values in ``text``: a line each, or several with commas or semicolons between; a ``known`` one may hold commas."""
    found: list[str] = []
    for line in text.split("\n"):
        pieces = re.split(r"([,;])", _BULLET.sub("", line.strip(), count=1))
        start = 0
        while start < len(pieces):
            ends = range(min(len(pieces), start + 2 * MOST_COMMAS + 1), start, -2)
            end = next((end for end in ends if "".join(pieces[start:end]).strip().casefold() in known), start + 1)
            found.append("".join(pieces[start:end]).strip())
            start = end + 1
    return list(dict.fromkeys(filter(None, found)))


def read_boxes(text: str) -> list[tuple[bool, str]]:
    """Whether each box is ticked, with its words."""
    return [(box[1] != " ", box[2]) for line in text.split("\n") if (box := _BOX.match(line.strip()))]
