"""Text from outside made safe to look at: what cannot be seen is spelled out, what is too long is cut, formulas and commands are disarmed."""

import re
from collections.abc import Callable

LIMIT = 200
"""Most characters of one piece of data that a message shows (security model, 4.1)."""

UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, tab and newline apart
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen and other fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero-width, line and paragraph separators, bidi controls
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # fillers, variation selectors, BOM, noncharacters
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))  # noncharacters
    + "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    + "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
)
"""Body of a character class: all that a reader of the text would not see, or would see as something else."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of what a spreadsheet takes for a formula (OWASP ASVS 1.2.10, CWE-1236)."""
FORMULA_STARTS = frozenset({*FORMULA, "'"})
"""First characters of a text that may be one; most texts are told by them."""

_UNSEEN = re.compile(f"[{UNSEEN}\t\n]")
_HIDDEN = re.compile(f"[{UNSEEN}]")
_UNUSUAL = re.compile("[^\n -~\xa1-\xac\xae-\u017f\u2013\u2014\u2018-\u201d\u2026\u20ac]")
"""Anything but what nearly all texts are made of: looked for first, being ten times quicker to find."""
_MONTHS = "gen|jan|feb|mar|apr|mag|may|giu|jun|lug|jul|ago|aug|set|sep|ott|oct|nov|dic|dec"
_TAKEN = re.compile(
    rf"(?=.*[0-9])[0-9.,:/ %€$+eEaApPmM-]+|[0-9]{{0,4}}[ ./-]?(?:{_MONTHS})[a-z]*[ ./-]?[0-9]{{1,4}}|[0-9]{{1,4}}[ ./-]?(?:{_MONTHS})[a-z]*",
    re.IGNORECASE | re.ASCII,
)
"""Texts that Excel takes for numbers, dates or times."""
_COMMAND = re.compile(r"##(?=\w*\[)")
"""How runners of CI begin a command anywhere in a line: ``##[error]``, ``##vso[...]`` (actions/runner, ``ActionCommand.cs``)."""


_MARKUP = re.compile("[<>&\u2028\u2029]")


def escape_text(value: object, limit: int = LIMIT) -> str:
    """The text of ``value`` with every unseen character spelled ``\\u202e``, at most ``limit`` characters long."""
    text = str(value)
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return _break_up(_UNSEEN.sub(lambda found: spell_character(found.group()), cut))


def escape_line(text: str) -> str:
    """``text`` whole, on one line: unseen characters spelled, no command of CI anywhere in it."""
    if "\n" not in text and not _UNUSUAL.search(text):
        return _break_up(text)
    return _break_up(_UNSEEN.sub(lambda found: " " if found.group() == "\n" else spell_character(found.group()), text))


def escape_command(line: str) -> str:
    """A line of output that no runner of CI takes for a command: ``::error::`` at its beginning, ``##[error]`` anywhere."""
    body = line.lstrip()
    return _break_up(f"{line[: len(line) - len(body)]}: {body[1:]}" if body.startswith("::") else line)


def _break_up(text: str) -> str:
    return _COMMAND.sub("## ", text) if "##" in text else text


def spell_character(character: str) -> str:
    """One character as an escape that can be read aloud: ``\\n``, ``\\x1b``, ``\\u202e``, ``\\U000e0041``."""
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def escape_json(document: str) -> str:
    """The same JSON document with every unseen character, and every command of CI, as an escape: safe to look at, in any encoding."""
    return _COMMAND.sub("#\\\\u0023", _escape_document(document, _json_escape))


def escape_script(document: str) -> str:
    """The same JSON document, such that no browser finds markup in it: for an element of data in a page."""
    return _MARKUP.sub(lambda found: _json_escape(found.group()), escape_json(document))


def escape_xml(document: str) -> str:
    """The same XML document with every unseen character, and every command of CI, as a reference."""
    return _COMMAND.sub("#&#35;", _escape_document(document, lambda character: f"&#{ord(character)};"))


def _escape_document(document: str, escape: Callable[[str], str]) -> str:
    if not _UNUSUAL.search(document):
        return document
    return _HIDDEN.sub(lambda found: escape(found.group()), document)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def escape_formula(text: str) -> str:
    """A cell that no spreadsheet executes: ``'`` stands before what it would take for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS and text.lstrip("'").startswith(FORMULA) else text


def escape_excel(text: str) -> str:
    """A cell of CSV that Excel keeps as text: ``00184`` is written ``="00184"``, for it would be read as a number."""
    return f'="{text}"' if _TAKEN.fullmatch(text) else text


def unescape_formula(cell: str) -> str:
    """The text that ``disarmed`` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell
