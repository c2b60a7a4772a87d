"""Similarity of two names of bodies.

Word order, spelling and abbreviations do not matter.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from alisei_cli.folding import abbreviates, is_filler, without_legal_form

ALIKE = 0.8
"""Similarity from which two names may belong to one body."""

GENERIC = frozenset({
    "agenzia", "associazione", "azienda", "biotech", "biotecnologie", "biotechnologies", "centro", "clinica", "consorzio",
    "diagnostics", "dipartimento", "distretto", "farmaceutica", "farmaceutici", "fondazione", "gruppo", "irccs", "istituti",
    "istituto", "italia", "italian", "italiana", "italiano", "italy", "laboratori", "laboratorio", "life", "locale",
    "medica", "medical", "medicale", "nazionale", "ospedale", "ospedaliera", "ospedaliero", "pharma", "pharmaceuticals",
    "policlinico", "presidio", "provinciale", "regionale", "research", "ricerca", "ricerche", "s", "salute", "sanitaria",
    "sanitario", "science", "sciences", "servizi", "servizio", "sistema", "sistemi", "societa", "socio", "therapeutics",
    "universita", "universitaria", "universitario", "unita",
})  # fmt: skip
"""Words that many names share, and that therefore distinguish little."""
LITTLE = 0.3
"""Weight of a generic word; any other word weighs 1."""
SHORTEST_SLIP = 5
SHORTEST_ACRONYM = 3
SAME_BUT_A_SLIP = 85
"""Minimum length and similarity (of 100) of words with a typo."""

_PART = re.compile(r"[^\W\d_]+|0*([0-9]+)")
_APART = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
"""Initials separated by spaces: "A. O. U."."""
_SAINTS = frozenset({"san", "santa", "santo", "sant", "santi"})
"""Words for "saint", usually abbreviated to "S."."""
_NUMBER_SIGNS = frozenset({"n", "nr", "num", "numero", "no"})


def likeness(one: str, other: str) -> float:
    """Compute the weighted share of common words, from 0 to 1.

    It is 0 if numbers differ.
    """
    first, second = words_of(one), words_of(other)
    numbers = numbers_of(one), numbers_of(other)
    if not first or not second or (all(numbers) and numbers[0] != numbers[1]):
        return 0.0
    if "".join(first) == "".join(second):
        return 1.0
    common = _match_words(first, second)
    whole = sum(map(_weight, first)) + sum(map(_weight, second))
    return sum(_weight(word) for words in common for word in words) / whole


@lru_cache(20_000)
def words_of(name: str) -> tuple[str, ...]:
    """List the significant words of a name, folded.

    Legal forms, small words and leading zeros are removed; numbers are separated.
    """
    joined = _APART.sub(lambda letters: letters.group().replace(" ", ""), without_legal_form(name))
    found = [match[1] or match[0] for match in _PART.finditer(joined)]
    parts = ["s" if part in _SAINTS else part for part in found]
    return tuple(part for part in parts if not is_filler(part) and part not in _NUMBER_SIGNS) or tuple(parts)


def numbers_of(name: str) -> frozenset[str]:
    """Collect the numbers in a name.

    Names with different numbers are never similar.
    """
    return frozenset(word for word in words_of(name) if word.isdigit())


@lru_cache(20_000)
def marks_of(name: str) -> frozenset[str]:
    """Collect index keys; similar names share at least one.

    A key is a significant word, the same with one letter removed, or the initials.
    """
    words = words_of(name)
    telling = [word for word in words if word not in GENERIC] or words
    slips = {
        f"{word[:at]}{word[at + 1 :]}~" for word in telling if len(word) >= SHORTEST_SLIP for at in range(len(word) + 1)
    }  # deletions of one letter: an extra, missing or wrong letter then yields a common key
    letters = [word for word in words if not word.isdigit()]
    return frozenset({*telling, "".join(word[0] for word in letters), "".join(letters)} | slips)


def _match_words(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """Match the words of two names.

    They match if they are equal, else abbreviated or mistyped, else part of an acronym.
    """
    ours, theirs = list(first), list(second)
    for is_same in (str.__eq__, _is_mistyped, _is_short_for):
        if is_same is _is_short_for and len(ours) == len(first):
            break  # "Sol" abbreviates too many words to count without other evidence
        for word in list(ours):
            found = next((each for each in theirs if is_same(word, each)), None)
            if found is not None:
                ours.remove(word)
                theirs.remove(found)
    _expand(ours, theirs)
    _expand(theirs, ours)
    return _without(first, ours), _without(second, theirs)


def _is_mistyped(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST_SLIP or one.isdigit() or other.isdigit():
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one, other) >= SAME_BUT_A_SLIP)


def _is_short_for(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return 2 <= len(shorter) < len(longer) >= SHORTEST_SLIP and longer.startswith(shorter) and not shorter.isdigit()


def _expand(acronyms: list[str], words: list[str]) -> None:
    """Remove each acronym together with the consecutive words it abbreviates."""
    for acronym in [each for each in acronyms if len(each) >= SHORTEST_ACRONYM]:
        spans = ((start, end) for start in range(len(words)) for end in range(start + 2, len(words) + 1))
        span = next(((start, end) for start, end in spans if abbreviates(acronym, words[start:end])), None)
        if span:
            acronyms.remove(acronym)
            del words[span[0] : span[1]]


def _without(words: Sequence[str], rest: Sequence[str]) -> list[str]:
    left = list(rest)
    kept = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            kept.append(word)
    return kept


def _weight(word: str) -> float:
    return LITTLE if word in GENERIC else 1.0
