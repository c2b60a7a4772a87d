"""Lists from a word processor: items that begin with another sign than the hyphen and the blank of YAML."""

import re
from typing import Any

from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Finding, Fix
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot, build_finding, explain_problem

_SIGN = r"""(?:[•·‣▪◦●–—−]|\*(?=[ ])|-(?=[^\W\d_]|[\[{"'])) *(?=\S)"""
_SIGNS = frozenset("•·‣▪◦●–—−*-")
_ITEM = re.compile(rf"( *)({_SIGN})")
_SUSPECT = re.compile(rf"^ *{_SIGN}", re.MULTILINE)


def suspect(text: str) -> bool:
    """Whether a line of ``text`` may be such an item; prose may begin so too."""
    return bool(_SUSPECT.search(text))


def begins(text: str, event: Any) -> bool:
    """Whether the name or value ``event`` begins so, and its line with it."""
    if getattr(event, "value", "")[:1] not in _SIGNS or not event.implicit[0]:
        return False
    start = event.start_mark.index
    line = text.rfind("\n", 0, start) + 1
    return not text[line:start].strip(" ") and bool(_ITEM.match(text, line))


def finding(text: str, event: Any) -> Finding:
    """What is told of an item that begins so."""
    spot = Spot(text.split("\n"), event.start_mark.line, event.start_mark.column)
    return build_finding(*(cause(spot) or (spot, explain_problem(""))))


def cause(spot: Spot) -> Cause | None:
    """The cause if the line is such an item, with the items around it."""
    found = _ITEM.match(spot.text)
    if found is None:
        return None
    first = last = spot.line
    while first and _is_like(spot.lines[first - 1], found.group(1)):
        first -= 1
    while last + 1 < len(spot.lines) and _is_like(spot.lines[last + 1], found.group(1)):
        last += 1
    spot = spot.at(first, found.end(1))
    edits = []
    for line in range(first, last + 1):
        here = _ITEM.match(spot.lines[line]) or found
        edits.append(spot.at(line, 0).put(here.end(1), here.end(), "- "))
    sign = spot.text[found.end(1)]
    item = spot.text[(_ITEM.match(spot.text) or found).end() :].strip()
    message = (
        _("a space is missing after this hyphen")
        if sign == "-"
        else _("this sign, {sign}, is not the hyphen of the keyboard, which begins an item of a list", sign=sign)
    )
    help = _n("Write {line}", "Write {line}, and so on for the {n} items", n=len(edits), line=f"- {item}")
    return spot, Meaning(message, help, Fix(_("write a hyphen and a space"), tuple(edits), safe=True))


def _is_like(line: str, lead: str) -> bool:
    found = _ITEM.match(line)
    return found is not None and found.group(1) == lead
