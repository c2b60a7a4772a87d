"""Texts that need double quotes, and texts with wrong quotes."""

import re
from collections.abc import Iterator

from alisei_cli.escape import LIMIT
from alisei_cli.language import Text, _
from alisei_cli.model.diagnostic import Fix
from alisei_cli.store.yaml.explain.messages import Cause, Meaning, Spot
from alisei_cli.store.yaml.explain.outline import FIELD, LONGEST

SECOND_FIELD = _("there is a colon and a space inside this text, so that it looks like a second field")
WHOLE = _('Put the whole value in double quotes: "...". Double quotes within it are written \\".')
_FEW = 3
"""Number of words quoted from the beginning and the end of a long text."""
_FAR = 200
"""Number of lines above an error that are searched for an open quotation mark."""
_OPENING = re.compile(r"""(?:^\s*(?:- +)?|\w: +|([\[{,]) *)(['"])""")
_FIELD = re.compile(r"\s*(?:- +)?[A-Za-z_]\w*:(?: |$)|\s*- ")
_NAMED = re.compile(r"(?<!\w)[A-Za-z_]\w{0,40}: +")
_NAME = re.compile(_NAMED.pattern + r"\Z")
_BETWEEN = re.compile(r"[,{}\[\]]")
_COMMENT = re.compile(r"(?<=\s)#(?!\w)")
"""A comment, as people write them: ``#1`` is a part of a text that will stand between quotes."""
_CLOSED = {"'": re.compile(r"'(?:[^']|'')*'"), '"': re.compile(r'"(?:[^"\\]|\\.)*"')}


def escape_quotes(said: str) -> str:
    """``said`` as it is typed between double quotes, these included."""
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quote_it(lead: str, said: str) -> Text:
    """To write ``said`` between double quotes; ``lead`` is the name of its field, where it has one."""
    line = f"{lead}{escape_quotes(said)}"
    if len(line) <= LIMIT:
        return _("Put the whole text in double quotes: {line}", line=line)
    words = said.split()
    first, last = " ".join(words[:_FEW]), " ".join(words[-_FEW:])
    return _('Put the whole text in double quotes: type " before {first} and again after {last}', first=first, last=last)


def quote_between(spot: Spot, start: int, end: int, said: str = "") -> tuple[Text, Fix]:
    """Help and fix for some columns of a line that need double quotes."""
    said = said or spot.text[start:end]
    name = _NAME.search(spot.text[:start])
    fix = Fix(_("put the whole text in double quotes"), (spot.put(start, end, escape_quotes(said)),))
    return quote_it(name.group() if name else "", said), fix


def explain_unquoted(spot: Spot) -> Cause | None:
    """An unquoted text that cannot hold the sign at the place."""
    if len(spot.text) > LONGEST:
        return None
    names = list(_NAMED.finditer(spot.before))
    is_inside = bool(names and re.search(r"[{\[]", spot.text[: names[0].end() + 1]))
    if not names or _goes_on(spot, is_inside):
        return None
    start = names[-1 if is_inside else 0].end()
    stop = (_BETWEEN if is_inside else _COMMENT).search(spot.text, spot.column)
    end = len(spot.text[: stop.start() if stop else None].rstrip())
    if start >= end or spot.text[start] in "\"'[{":
        return None
    return spot, Meaning(SECOND_FIELD, *quote_between(spot, start, end))


def value(spot: Spot) -> tuple[Text, Fix] | None:
    """Suggest quotes for the text of a line that needs them anywhere."""
    found = FIELD.match(spot.text)
    if found is None or not (found.group(2) or found.group(3)) or len(spot.text) > LONGEST or _goes_on(spot, is_inside=False):
        return None
    start, end = found.end(), len(spot.text.rstrip())
    said = spot.text[start:end]
    if said[:1] in "\"'" and said[:1] == said[-1:] and len(said) > 1:
        said = said[1:-1]
    comment = _COMMENT.search(said) if said == spot.text[start:end] else None
    if comment:
        said = said[: comment.start()].rstrip()
        end = start + len(said)
    return quote_between(spot, start, end, said) if said else None


def _goes_on(spot: Spot, is_inside: bool) -> bool:
    """Whether the text may continue below, so that its end is unknown."""
    if is_inside or spot.line + 1 >= len(spot.lines):
        return False
    below = spot.at(spot.line + 1, 0)
    return bool(below.text.strip()) and below.edge > spot.edge and not _FIELD.match(below.text)


def explain_inner(spot: Spot) -> Cause | None:
    """A quoted text with the same quotation mark in it: 'L'Istituto', "detto "il Centro" da tutti"."""
    for start, end in _find_quoted(spot.text):
        mark = spot.text[start]
        if end < 0 or not re.match(r"\w", spot.text[end : end + 1]):
            continue
        close = re.compile(rf"{mark}(?=\s*(?:[,}}\]]|$|\s#))")
        last = close.search(spot.text, end)
        if last is None:
            continue
        here = spot.at(spot.line, end)
        message = _("more text follows after the closing quotation mark")
        if mark == "'":
            message = _("the apostrophe in this text closes its quotation mark")
        help, fix = quote_between(here, start, last.end(), spot.text[start + 1 : last.start()].replace("''", "'"))
        return here, Meaning(message, help, fix)
    return None


def explain_unclosed(spot: Spot) -> Cause | None:
    """A quotation mark, above or here, that its line does not close."""
    for line in range(max(spot.line - _FAR, 0), spot.line + 1):
        here = spot.at(line, 0)
        opened = next((start for start, end in _find_quoted(here.text) if end < 0), None)
        if opened is None:
            continue
        below = next((text for text in spot.lines[line + 1 :] if text.strip()), None)
        if below is not None and not _FIELD.match(below):
            continue
        is_inside = bool(re.search(r"[{\[]", here.text[:opened]))
        stop = _BETWEEN.search(here.text, opened) if is_inside else None
        end = len(here.text[: stop.start() if stop else None].rstrip())
        mark = here.text[opened]
        name = _NAME.search(here.text[:opened])
        said = f"{name.group() if name else ''}{here.text[opened:end]}{mark}"
        fix = Fix(_("close the quotation mark"), (here.put(end, end, mark),))
        return here.at(line, opened), Meaning(
            _("a quotation mark opens here and is never closed"),
            _("Close the text with the same quotation mark: {line}", line=said)
            if len(said) <= LIMIT
            else _("Close the text with the same quotation mark, on the same line."),
            fix,
        )
    return None


def _find_quoted(line: str) -> Iterator[tuple[int, int]]:
    """From where to where each quoted value of ``line`` reaches; -1 where it is not closed."""
    at = 0
    while (found := _OPENING.search(line, at)) and len(line) <= LONGEST:
        start, at = found.start(2), found.end()
        if found.group(1) == "," and not re.search(r"[\[{]", line[:start]):
            continue  # in the middle of a text
        closed = _CLOSED[line[start]].match(line, start)
        yield start, closed.end() if closed else -1
        if closed is None:
            return
        at = closed.end()
