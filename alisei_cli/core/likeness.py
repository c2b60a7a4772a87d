"""How alike two names of bodies are, whatever the order, the spelling and the abbreviation of their words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from alisei_cli.folding import abbreviates, is_filler, without_legal_form

ALIKE = 0.8
"""Likeness from which two names may be those of one body."""

GENERIC = frozenset({
    "agenzia", "associazione", "azienda", "biomedica", "biomedical", "biomedicals", "biotech", "biotechnologies",
    "biotecnologie", "center", "centre", "centro", "clinica", "company", "consorzio", "device", "devices", "diagnostics",
    "dipartimento", "distretto", "farmaceutica", "farmaceutiche", "farmaceutici", "fondazione", "foundation", "group",
    "gruppo", "holding", "hospital", "industria", "industriale", "industrie", "industries", "innovation", "innovazione",
    "institute", "international", "irccs", "istituti", "istituto", "italia", "italian", "italiana", "italiano", "italy",
    "laboratori", "laboratorio", "labs", "life", "line", "locale", "medica", "medical", "medicale", "nazionale", "oncologia",
    "oncologico", "oncology", "ospedale", "ospedaliera", "ospedaliero", "pharma", "pharmaceuticals", "policlinici",
    "policlinico", "presidio", "products", "provinciale", "regionale", "research", "ricerca", "ricerche", "riunite",
    "riuniti", "s", "salute", "sanitaria", "sanitario", "science", "sciences", "servizi", "servizio", "sistema", "sistemi",
    "societa", "socio", "solutions", "technologies", "technology", "tecnologie", "telemedicina", "telemedicine",
    "therapeutics", "unita", "universita", "universitaria", "universitario", "university",
})  # fmt: skip
"""Words that many names share, and that therefore say little."""
LITTLE = 0.3
"""Weight of such a word; any other counts 1."""
SHORTEST_SLIP = 5
SHORTEST_ACRONYM = 3
SAME_BUT_A_SLIP = 85
"""Letters of the shortest word that may be mistyped, and likeness (of 100) of two words that are the same but for that."""

_PART = re.compile(r"[^\W\d_]+|0*([0-9]+)")
_APART = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
"""Initials with spaces between: "A. O. U."."""
_SAINTS = frozenset({"san", "santa", "santo", "sant", "santi"})
"""Mostly written "S."."""
_NUMBER_SIGNS = frozenset({"n", "nr", "num", "numero", "no"})


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of words, by weight, that both names have; 0 where they bear different numbers."""
    first, second = words_of(one), words_of(other)
    numbers = numbers_of(one), numbers_of(other)
    if not first or not second or (all(numbers) and numbers[0] != numbers[1]):
        return 0.0
    if "".join(first) == "".join(second):
        return 1.0
    met = _met(first, second)
    whole = sum(map(_weight, first)) + sum(map(_weight, second))
    return sum(_weight(word) for words in met for word in words) / whole


@lru_cache(20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that count, folded: no legal form, no small words, numbers apart and without leading zeros."""
    joined = _APART.sub(lambda letters: letters.group().replace(" ", ""), without_legal_form(name))
    found = [match[1] or match[0] for match in _PART.finditer(joined)]
    parts = ["s" if part in _SAINTS else part for part in found]
    return tuple(part for part in parts if not is_filler(part) and part not in _NUMBER_SIGNS) or tuple(parts)


def numbers_of(name: str) -> frozenset[str]:
    """The numbers in a name: two names that bear different ones are never alike."""
    return frozenset(word for word in words_of(name) if word.isdigit())


@lru_cache(20_000)
def marks_of(name: str) -> frozenset[str]:
    """What names that are alike share at least one of: a telling word, one with a letter left out, or the initials."""
    words = words_of(name)
    telling = [word for word in words if word not in GENERIC] or words
    slips = {
        f"{word[:at]}{word[at + 1 :]}~" for word in telling if len(word) >= SHORTEST_SLIP for at in range(len(word) + 1)
    }  # a word and what is left of it: one letter too many, missing or wrong is then the same
    letters = [word for word in words if not word.isdigit()]
    return frozenset({*telling, "".join(word[0] for word in letters), "".join(letters)} | slips)


def shared_telling(one: str, other: str) -> frozenset[str]:
    """The telling words of one name, if the other has them all and no other number; else none."""
    numbers = numbers_of(one), numbers_of(other)
    if all(numbers) and numbers[0] != numbers[1]:
        return frozenset()
    fewer, more = sorted((frozenset(words_of(name)) - GENERIC for name in (one, other)), key=len)
    return fewer if fewer <= more else frozenset()


def _met(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of each name that the other has too: as they are, else abbreviated or mistyped, else in an acronym."""
    ours, theirs = list(first), list(second)
    for is_same in (str.__eq__, _is_mistyped, _is_short_for):
        if is_same is _is_short_for and len(ours) == len(first):
            break  # "Sol" is short for too much, where nothing else speaks for it
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
    """Take away each acronym, and the words in a row that it abbreviates."""
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
