"""Names and words made comparable: accents, case, punctuation and legal forms folded away."""

import re
import unicodedata
from functools import lru_cache

RECENT = 512
"""Names that are remembered: several rules fold the same names one after the other."""
_NO_WORD = re.compile(r"[\W_]+")
_LEGAL_FORMS = re.compile(
    r"\b(?:s r l(?: s)?|srls?|s p a|spa|s c a r l|s c ?a ?r ?l|scarl|scrl|s c r l|s n c|snc|s a s|sas|s s|soc coop|societa cooperativa|"
    r"societa benefit|societa per azioni|societa a responsabilita limitata|societa consortile|sb|sgr|onlus|ets|ong|odv|aps|"
    r"a socio unico|socio unico|unipersonale|italy|italia|inc|ltd|gmbh|ag|se|nv|bv|plc)\b"
)
_FILLERS = re.compile(r"\b(?:degli studi|the|of|di|del|della|dell|dei|degli|delle|la|il|lo|le|gli|i|l|per|e|and|for|a|ad|in)\b")

_LETTERS = str.maketrans({"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"})
"""Letters that Unicode does not take apart."""
_TAIL = re.compile(r"(?:-(?:di|del|della|dell|degli|dei|delle|per|la|il|lo|e|a|in))+\Z")

_WORD = re.compile(r"\w{5,}")
"""A word long enough to be known without its end."""
_PLURAL = re.compile(r"ies\Z")
_ENDING = re.compile(r"(?:(?<=[cg])h[ei]|[aeiouy]s|[aeiouys])\Z")


@lru_cache(RECENT)
def fold(text: str) -> str:
    """``text`` in lower case without accents or punctuation, words apart by one blank."""
    if text.isascii():
        return _NO_WORD.sub(" ", text.lower()).strip()
    stripped = "".join(
        character for character in unicodedata.normalize("NFKD", text.translate(_LETTERS)) if not unicodedata.combining(character)
    )
    return _NO_WORD.sub(" ", stripped.casefold()).strip()


def uninflected(folded: str) -> str:
    """Folded words without the endings that number and gender change, in Italian and English: "vaccini", "vaccines" are "vaccin"."""
    return _WORD.sub(lambda found: _ENDING.sub("", _PLURAL.sub("y", found.group())), folded)


@lru_cache(RECENT)
def fold_name(name: str) -> str:
    """``name`` of a body folded for comparison: legal form and small words gone; never empty where ``name`` is not.

    Two bodies whose folded names are equal are probably one: "Axxam S.p.A." and "AXXAM", "Università degli Studi di Bari" and
    "Universita di Bari".
    """
    folded = fold(name)
    short = " ".join(_FILLERS.sub(" ", _LEGAL_FORMS.sub(" ", folded)).split())
    return short or folded


def slug(name: str, limit: int = 64) -> str:
    """``name`` as an id: ASCII kebab-case, at most ``limit`` characters, cut between words; empty if nothing is left."""
    ascii_only = fold(name).encode("ascii", "ignore").decode()
    words = " ".join(_LEGAL_FORMS.sub(" ", ascii_only).split()).split() or ascii_only.split()
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > limit:
            break
        kept = longer
    kept = _TAIL.sub("", kept)  # no id ends in "di" because the rest was cut
    return kept or "-".join(words)[:limit].strip("-")
