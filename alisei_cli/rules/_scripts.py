"""Alphabets: which one a letter belongs to, and which letter it only looks like.

Source: Unicode Technical Standard 39, "Unicode Security Mechanisms", narrowed to the alphabets whose letters pass for Latin ones.
"""

import re
import unicodedata

from alisei_cli.language import Text, _

_NAMES = {
    "LATIN": _("Latin"),
    "GREEK": _("Greek"),
    "CYRILLIC": _("Cyrillic"),
    "ARMENIAN": _("Armenian"),
    "CHEROKEE": _("Cherokee"),
    "COPTIC": _("Coptic"),
    "GEORGIAN": _("Georgian"),
    "LISU": _("Lisu"),
    "DESERET": _("Deseret"),
    "FULLWIDTH": _("full-width"),
    "MATHEMATICAL": _("mathematical"),
}

_LOOK = "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχϲ"
_LIKE = "ABESIJKMHOPCTYXaesijopcyxdhqwABEZHIKMNOPTYXayiknopuxc"
_LATIN = dict(zip(_LOOK, _LIKE, strict=True))

_BEYOND_LATIN = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2c60-\U0010ffff]")
"""Anything outside the blocks in which the letters of European names stand; a text without it is of one alphabet."""


def find_beyond_latin(text: str) -> object:
    """Whether ``text`` holds anything outside those blocks; most texts hold nothing but the first of them, and that is found at once."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return _BEYOND_LATIN.search(text)
    return None


def alphabet(character: str) -> str:
    """The alphabet of a letter as its Unicode name begins; empty for anything that mixes with every alphabet, or looks like none."""
    word = unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
    return word if word in _NAMES else ""


def name_of(script: str) -> Text:
    """The word for an alphabet that people read."""
    return _NAMES[script]


def replace_lookalikes(text: str) -> str:
    """``text`` with each letter that only looks like a Latin one replaced by the Latin one."""
    return "".join(_LATIN.get(character, unicodedata.normalize("NFKC", character)) for character in text)


def is_lookalike(character: str) -> bool:
    """Whether a letter of another alphabet passes for a Latin one."""
    return character in _LATIN or alphabet(character) in ("FULLWIDTH", "MATHEMATICAL")
