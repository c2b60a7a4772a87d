"""Names and words made comparable: accents, case, punctuation and legal forms folded away."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

RECENT = 512
"""Names that are remembered: several rules fold the same names one after the other."""
_NO_WORD = re.compile(r"[\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LEGAL_FORM = re.compile(
    r" (?:s r l(?: s)?|srls?|s p a|spa|s ?c ?a? ?r ?l|s n c|snc|s a p a|sapa|s a s|sas|(?<=srl |spa |r l |p a )s ?b|"
    r"soc(?:ieta)? coop(?:erativa)?(?: sociale)?(?: a ?r ?l)?|societa (?:benefit|per azioni|a responsabilita limitata|consortile(?: a r ?l| a responsabilita limitata| per azioni)?)|onlus|ets|ong|odv|"
    r"aps|(?:a |con )?(?:socio unico|unico socio)|unipersonale|inc|ltd|gmbh|plc)\Z"
)
MOST_FORMS = 6
"""Maximum number of legal forms that are removed from the end of a name."""
LONGEST_FORM = 60
"""Characters at the end of a name in which one legal form is looked for."""
_FORMS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"s r l s|srls", "srls"), (r"s r l|srl|societa a r", "srl"), (r"s p a|spa|societa per", "spa"),
        (r"s ?c ?a? ?r|societa consortile", "scarl"), (r"soc(?:ieta)? coop", "coop"), (r"onlus|ets|ong|odv|aps", "ets"), (r"s n c|snc", "snc"), (r"s a s|sas", "sas"), (r"s ?a ?p ?a", "sapa"),
        (r"inc", "inc"), (r"ltd", "ltd"), (r"gmbh", "gmbh"), (r"plc", "plc"),
    )
)  # fmt: skip
"""Patterns of legal forms, each with its kind.

Others, such as "unipersonale", have no kind.
"""
_FILLERS = frozenset({
    "di", "del", "della", "dell", "dei", "degli", "delle", "da", "dal", "dalla", "la", "il", "lo", "le", "gli", "i", "l",
    "per", "e", "ed", "and", "for", "of", "the", "a", "ad", "al", "alla", "in", "nel", "nella",
})  # fmt: skip
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?")
"""Letters separated by full stops, treated as one word: "A.B.C."."""
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])(?!['’])\.?")

_LETTERS = str.maketrans({"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"})
"""Letters that NFKD does not decompose."""
_TAIL = re.compile(r"(?:-(?:di|del|della|dell|degli|dei|delle|per|la|il|lo|e|a|in))+\Z")

_WORD = re.compile(r"\w{5,}")
"""A word long enough to be known without its end."""
_PLURAL = re.compile(r"ies\Z")
_ENDING = re.compile(r"(?:(?<=[cg])h[ei]|[aeiouy]s|[aeiouys])\Z")


@lru_cache(RECENT)
def fold(text: str) -> str:
    """``text`` in lower case without accents or punctuation, words apart by one space."""
    if text.isascii():
        return _NO_WORD.sub(" ", text.lower()).strip()
    plain = _NOT_ASCII.sub(_strip_accents, text)
    return _NO_WORD.sub(" ", plain.lower() if plain.isascii() else plain.casefold()).strip()


def _strip_accents(found: re.Match[str]) -> str:
    """The base letters of a run of letters that are not ASCII."""
    return _base_letters(found.group())


@lru_cache(RECENT)
def _base_letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(character for character in apart if not unicodedata.combining(character))


def strip_endings(folded: str) -> str:
    """Folded words without the endings that number and gender change, in Italian and English: "vaccini", "vaccines" are "vaccin"."""
    return _WORD.sub(lambda found: _ENDING.sub("", _PLURAL.sub("y", found.group())), folded)


@lru_cache(RECENT)
def fold_name(name: str) -> str:
    """Fold a name for comparison, without legal form and small words.

    The result is empty only if ``name`` is. Equal folded names are probably one body: "Axxam S.p.A." and "AXXAM", "Università
    degli Studi di Bari" and "Universita di Bari". Initials and the first word stay, because they distinguish bodies: "A.B.C.
    S.r.l." is not "B.C. S.p.A.".
    """
    words = strip_legal_form(name).replace(" degli studi ", " ").split()
    initials = {fold(found) for found in _LETTER.findall(name) if found.endswith(".") or not (found.islower() or name.isupper())}
    between = [word for word in words[1:-1] if word not in _FILLERS or word in initials]
    return " ".join([*words[:1], *between, *words[1:][-1:]])


def strip_legal_form(name: str) -> str:
    """Fold ``name`` and remove the legal forms at its end.

    "SPA Terme" and "ONG Medici" have none.
    """
    return _split_form(name)[0]


def cut_legal_form(name: str) -> str:
    """``name`` as written, without the legal forms at its end: "Axxam S.p.A." is "Axxam"."""
    rest, form = _split_form(name)
    words = name.split()
    cuts = (" ".join(words[:count]) for count in range(1, len(words))) if form else ()
    return next((cut.rstrip(" ,;-–(") for cut in cuts if _fold_whole(cut) == rest), name)


def legal_form(name: str) -> str:
    """Return the kind of the final legal form, or an empty string."""
    return next((form for pattern, form in _FORMS if pattern.match(_split_form(name)[1])), "")


def _split_form(name: str) -> tuple[str, str]:
    """Split a folded name into the name and its final legal forms."""
    folded = rest = _fold_whole(name)
    for _turn in range(MOST_FORMS):
        found = _LEGAL_FORM.search(rest, max(0, len(rest) - LONGEST_FORM))
        if not found:
            break
        rest = rest[: found.start()]
    return rest, folded[len(rest) + 1 :]


def _fold_whole(name: str) -> str:
    """Fold a name with its initials as one word each, and its plus signs as words."""
    return fold(_INITIALS.sub(_join_initials, name).replace("+", " plus "))


def _join_initials(found: re.Match[str]) -> str:
    """Join initials into one word.

    "A.B.C." is "ABC"; lower-case letters are not initials.
    """
    return found.group() if found.group().islower() else found.group().replace(".", "")


def is_filler(word: str) -> bool:
    """Whether a folded word is an article, a preposition or a conjunction."""
    return word in _FILLERS


def abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Whether folded ``letters`` are prefixes of all these words, in order.

    Small words may be skipped.
    """
    reached = {0}
    for word in words:
        ahead = set(reached) if is_filler(word) else set()
        for start in reached:
            lengths = range(1, min(len(word), len(letters) - start) + 1)
            ahead.update(start + length for length in lengths if letters.startswith(word[:length], start))
        reached = ahead
    return len(letters) in reached


def slug(name: str, limit: int = 64) -> str:
    """``name`` as an id: ASCII kebab-case, at most ``limit`` characters, cut between words; empty if nothing is left."""
    words = strip_legal_form(name).encode("ascii", "ignore").decode().split()
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > limit:
            break
        kept = longer
    if kept != "-".join(words):
        kept = _TAIL.sub("", kept)  # no id ends in "di" because the rest was cut
    return kept or "-".join(words)[:limit].strip("-")
