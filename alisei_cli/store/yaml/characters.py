"""Bytes and characters: what a file has to be made of before anyone reads what it says."""

import re
from bisect import bisect_left
from dataclasses import replace

from alisei_cli.escape import UNSEEN, spell_character
from alisei_cli.language import _, _n
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import START, Span

STAND_IN = "\ue000"
"""Takes the place of a refused character in the text, so that columns stay; it never reaches the data."""
OTHER_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that the eye takes for one and YAML does not."""
MANY = 200
"""Maximum number of refused characters reported one by one in a file; the rest is counted."""
RULES = frozenset({"tab", "control-character", "invisible-character"})

_UNSEEN = re.compile(f"[{UNSEEN}]+")
_UNUSUAL = re.compile("[^\n -~\xa1-\xac\xae-\u017f\u2013\u2014\u2018-\u201d\u2026\u20ac]")
"""Anything but what nearly all texts are made of: looked for first, being ten times quicker to find."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_OTHER_END = re.compile("[\r\x85\u2028\u2029]")
_LINES = 3
"""Number of such characters from which they are line ends."""
_SAVE_AGAIN = _(
    'Save the file again with the encoding "UTF-8" (in Notepad: Save as, Encoding, UTF-8), then look at its accented letters.'
)
_MISPLACED = re.compile(rf"^ *(?:- ?|(?:- )?[A-Za-z_]\w{{0,40}}:)?({OTHER_BLANK.pattern}+)", re.MULTILINE)
"""A blank that is none where YAML wants one: at the beginning of a line, or behind its hyphen or the name of its field."""
_TABS = re.compile("\t+")
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_EMOJI_JOINT = re.compile(f"(?<=[{_PICTURE}])[\ufe0e\ufe0f]|(?<=[\ufe0f\U0001f000-\U0001faff])\u200d(?=[{_PICTURE}])")
"""The joints inside an emoji, which are seen as part of it."""


def report_too_large(limit: int) -> Finding:
    """A finding for a file of more than ``limit`` bytes."""
    return Finding(
        (),
        _("the file is larger than {limit} KiB, the most that is read", limit=limit // 1024),
        _("Keep one subject in one file, and put long texts on the web site that the entry links to."),
        span=START,
        rule="file-too-large",
    )


def decode(raw: bytes, findings: list[Finding]) -> str | None:
    """The text in ``raw`` with newlines; ``None`` if it is no text. Adds to ``findings``."""
    bom = raw.startswith(b"\xef\xbb\xbf")
    body = raw[3:] if bom else raw
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or 4 * raw.count(0) > len(raw):
        findings.append(_utf16())
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.append(_report_not_utf8(body, error))
        return None
    if "\n" not in text and (end := _OTHER_END.search(text)) and (end.group() == "\r" or text.count(end.group()) >= _LINES):
        return _other_ends(text, end.group(), findings)
    if bom or "\r\n" in text or (text and not text.endswith("\n")) or " \n" in text:
        findings.append(_report_untidy(text, bom))
    return text.replace("\r\n", "\n")


def _report_not_utf8(body: bytes, error: UnicodeDecodeError) -> Finding:
    before = body[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Finding(
        (),
        _("an accented letter or sign here is not saved as UTF-8 (byte {number} of the file)", number=error.start + 1),
        _SAVE_AGAIN,
        span=Span(line, column, line, column + 1),
        rule="not-utf8",
    )


def _utf16() -> Finding:
    return Finding((), _("the file is saved as UTF-16, not as UTF-8"), _SAVE_AGAIN, span=START, rule="not-utf8")


def _other_ends(text: str, end: str, findings: list[Finding]) -> str | None:
    """The lines that end in another sign than a newline, as on old Macs."""
    if end == "\r":
        findings.append(_report_untidy(text, is_marked=False))
        return text.replace(end, "\n")
    message = _(
        "the lines of the file end with an invisible character, {name}, instead of a line ending", name=spell_character(end)
    )
    help = _("Save the file with LF line endings, or press Enter in place of each of these characters.")
    findings.append(Finding((), message, help, span=START, rule=rule_of(end)))
    return None


def _report_untidy(text: str, is_marked: bool) -> Finding:
    lines = text.split("\n")
    if is_marked:
        what, line = _("the file begins with an invisible mark (BOM) that is not needed"), 1
    elif "\r\n" in text:
        what, line = _("the lines of the file end as on Windows (CRLF)"), 1
    elif "\n" not in text and "\r" in text:
        what, line = _("the lines of the file end as on old Macs (CR)"), 1
    elif not text.endswith("\n"):
        what, line = _("the last line of the file does not end with Enter"), len(lines)
    else:
        line = next(number for number, content in enumerate(lines, 1) if content.endswith(" "))
        what = _("line {line} ends in spaces", line=line)
    return Finding(
        (),
        what,
        _(
            "The entry is read all the same. To tidy it, save the file as UTF-8 with LF line endings, without spaces at the ends of lines."
        ),
        span=Span(line, 1, line, 1),
        rule="untidy-file",
    )


def refuse_unseen(text: str, findings: list[Finding]) -> str:
    """``text`` with every refused character replaced by a stand-in, each run of them reported."""
    if not may_hide(text) and not (_UNUSUAL.search(text) and _MISPLACED.search(text)):
        return text
    excused = {offset for found in _EMOJI_JOINT.finditer(text) for offset in range(*found.span())}
    clean = list(text)
    ends = [offset for offset, sign in enumerate(text) if sign == "\n"]
    for found in _UNSEEN.finditer(text):
        refused = [offset for offset in range(*found.span()) if offset not in excused]
        for offset in refused:
            clean[offset] = STAND_IN
        if len(findings) > MANY:
            findings += findings[-1:] * bool(refused)  # counted only
        elif refused:
            findings.append(_report_unseen([text[offset] for offset in refused], _spot(ends, refused[0], refused[-1] + 1)))
    for found in _MISPLACED.finditer(text):
        clean[found.start(1) : found.end(1)] = " " * len(found.group(1))
        findings.append(
            _report_other_space(found.group(1), _spot(ends, *found.span(1))) if len(findings) <= MANY else findings[-1]
        )
    for found in _TABS.finditer(text):
        clean[found.start() : found.end()] = " " * len(found.group())
        findings.append(_tab(_spot(ends, *found.span())) if len(findings) <= MANY else findings[-1])
    return "".join(clean)


def _spot(ends: list[int], start: int, end: int) -> Span:
    """The place of a run within one line, by the offsets of all line ends."""
    line = bisect_left(ends, start)
    begin = ends[line - 1] + 1 if line else 0
    return Span(line + 1, start - begin + 1, line + 1, end - begin + 1)


def _report_unseen(refused: list[str], span: Span) -> Finding:
    names = list(dict.fromkeys(spell_character(character) for character in refused))
    return Finding(
        (),
        _n(
            "there is an invisible character here, {names}",
            "there are invisible characters here, {names}",
            n=len(refused),
            names=names,
        ),
        _("Delete it: put the cursor directly after it and press Backspace, or type the line again instead of pasting it."),
        span=span,
        rule=min(rule_of(character) for character in refused),
    )


def _report_other_space(blanks: str, span: Span) -> Finding:
    return Finding(
        (),
        _("this looks like a space but is a different character ({name})", name=spell_character(blanks[0])),
        _("Delete it and type a normal space with the space bar, or type the line again instead of pasting it."),
        span=span,
        rule="invisible-character",
    )


def rule_of(character: str) -> str:
    """The rule that a refused character breaks."""
    if character == "\t":
        return "tab"
    return "control-character" if _CONTROLS.match(character) else "invisible-character"


def _tab(span: Span) -> Finding:
    return Finding(
        (),
        _("there is a tab here, made with the Tab key"),
        _("Delete it and type spaces with the space bar: two for each level."),
        span=span,
        rule="tab",
    )


def may_hide(value: str) -> bool:
    """Whether ``value`` may hold characters that are refused."""
    return bool(_UNUSUAL.search(value)) and ("\t" in value or bool(_UNSEEN.search(value)))


def drop_hidden(value: str, typed: int) -> tuple[list[str], str]:
    """The characters of ``value`` that are refused, and ``value`` without them (a tab becomes a space).

    ``typed`` stand-ins were typed as refused characters and are reported already: they are only taken out.
    """
    excused = {found.start() for found in _EMOJI_JOINT.finditer(value)}
    refused: list[str] = []
    kept: list[str] = []
    for offset, sign in enumerate(value):
        if sign == STAND_IN and typed:
            typed -= 1
        elif (sign == "\t" or _UNSEEN.match(sign)) and offset not in excused:
            refused.append(sign)
            kept += [" "] * (sign == "\t")
        else:
            kept.append(sign)
    return refused, "".join(kept)


def drop_invisible_fix(finding: Finding) -> Finding:
    """Drop a fix that would write a stand-in.

    The character that it replaces must go first.
    """
    holds = finding.fix is not None and any(STAND_IN in str(edit.value) for edit in finding.fix.edits)
    return replace(finding, fix=None) if holds else finding
