"""Lines as other languages write them: Markdown, JSON, and the colon of a Chinese keyboard."""

import json
import re

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Fix
from alisei_cli.model.source import Span
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, write
from alisei_cli.store.yaml.explain.outline import FIELD, LONGEST, NAME, route
from alisei_cli.store.yaml.plain import Admits, is_strict

_FAR = 20
"""Lines looked at above one for a quotation mark that opens before a name."""
_FENCE = re.compile(r"(?:`{3,}|~{3,})[A-Za-z]{0,12} *\Z")
_LINK = re.compile(r"((?:: +|[-{,] *))\[([^\[\]]+)\]\(([a-z]+://[^\s()]+)\)(?= *(?:[,}]|\Z))")
_JSON = re.compile(rf"""( *(?:- +)?)["']?({NAME})["']? *: *("(?:[^"\\]|\\.)*") *[,;] *\Z""")
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#,\[\]{}\"'`]|:(?=\S)|(?<=\S)#)*\Z")
"""A text that needs no quotes, and is no number."""
_WORDS = ("true", "false", "null")
_OPEN = re.compile(rf"""( *(?:- +)?)(["'])({NAME}): """)
_WIDE = re.compile(rf"""( *(?:- +)?({NAME}))\s*[：﹕︰]\s*""")


def cause(spot: Spot, admits_text: Admits) -> Cause | None:
    """The cause, if the line is in another format."""
    if len(spot.text) > LONGEST:
        return None
    return _fences(spot) or _wide_colon(spot, admits_text) or _link(spot) or _json(spot) or _open_name(spot, admits_text)


def _fences(spot: Spot) -> Cause | None:
    """The marks of a block of code: ```` ```yaml ````."""
    fences = [number for number, line in enumerate(spot.lines) if _FENCE.match(line)]
    if spot.line not in fences:
        return None
    edits = tuple(_delete_line(spot.lines, number) for number in fences)
    first = spot.at(fences[0], 0)
    message = _("this line marks a block of code on web pages, and is not part of an entry")
    help = _("Delete this line, and the other one that begins with {sign}, if there is one.", sign=first.text[:3])
    return first, Meaning(message, help, Fix(_("delete the marks of the block of code"), edits))


def _delete_line(lines: list[str], number: int) -> Edit:
    is_last = number + 1 == len(lines)
    end = Span(number + 1, 1, number + 1, len(lines[number]) + 1) if is_last else Span(number + 1, 1, number + 2, 1)
    return Edit((), "", "text", end)


def _wide_colon(spot: Spot, admits_text: Admits) -> Cause | None:
    found = _WIDE.match(spot.text)
    if found is None or not is_strict(admits_text, ()):
        return None
    line = f"{found.group(1)}: {spot.text[found.end() :]}".rstrip()
    if admits_text(route([*spot.lines[: spot.line], line], spot.line)) is None:
        return None
    fix = Fix(_("type the colon of the keyboard"), (spot.put(0, len(spot.text), line),), safe=True)
    message = _("this colon is a full-width one, as used in Chinese and Japanese")
    help = write(line.strip(), _("Type the colon on the keyboard, and a space after it."))
    return spot.at(spot.line, found.end(1)), Meaning(message, help, fix)


def _link(spot: Spot) -> Cause | None:
    """A Markdown link in place of an address."""
    found = _LINK.search(spot.text)
    if found is None:
        return None
    lead, label, address = found.groups()
    line = f"{spot.text[: found.start()]}{lead}{address}{spot.text[found.end() :]}"
    is_same = label.strip().rpartition("//")[2].rstrip("/").removeprefix("www.") in address
    fix = Fix(_("write the address alone"), (spot.put(0, len(spot.text), line),)) if is_same else None
    message = _("this is a link as Markdown writes it; the address alone belongs here")
    return spot.at(spot.line, found.start(2) - 1), Meaning(message, write(line.strip(), _("Write the address alone.")), fix)


def _json(spot: Spot) -> Cause | None:
    """Consecutive lines of JSON, with quotation marks and a comma at the end."""
    if not _JSON.match(spot.text):
        return None
    last = spot.line
    while last + 1 < len(spot.lines) and _JSON.match(spot.lines[last + 1][:LONGEST]):
        last += 1
    edits = tuple(
        spot.at(number, 0).put(0, len(spot.lines[number]), _strip_line(spot.lines[number]))
        for number in range(spot.line, last + 1)
    )
    comma = len(spot.text.rstrip(" ,;"))
    message = _("this line is written as in JSON: here no line ends with a comma")
    help = write(_strip_line(spot.text).strip(), _("Delete the comma at the end of the line."))
    return spot.at(spot.line, comma), Meaning(message, help, Fix(_("write the lines without commas"), edits))


def _strip_line(line: str) -> str:
    found = _JSON.match(line)
    if found is None:
        return line
    lead, name, value = found.groups()
    try:
        said = str(json.loads(value))
    except ValueError:
        said = ""
    is_plain = _PLAIN.match(said) and said == said.strip() and said not in _WORDS
    return f"{lead}{name}: {said if is_plain else value}"


def _open_name(spot: Spot, admits_text: Admits) -> Cause | None:
    """A quotation mark before the name of a field that nothing closes behind the name."""
    for number in range(spot.line, max(spot.line - _FAR, -1), -1):
        found = _OPEN.match(spot.lines[number][:LONGEST])
        if found is None or not is_strict(admits_text, ()):
            continue
        lead, mark, _name = found.groups()
        rest = spot.lines[number][found.end(2) :]
        line = lead + (rest.rstrip().removesuffix(mark) if rest.count(mark) == 1 else rest)
        if rest.count(mark) > 1 or not FIELD.match(line):
            continue
        if admits_text(route([*spot.lines[:number], line], number)) is None:
            continue
        here = spot.at(number, found.start(2))
        fix = Fix(_("delete the quotation mark"), (here.put(0, len(here.text), line),))
        message = _("a quotation mark opens before the name of the field, and does not close after it")
        return here, Meaning(message, write(line.strip(), _("Delete the quotation mark.")), fix)
    return None
