"""Words in names of bodies: as they are written, and what they share with their like in another order, form or language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from alisei_cli.folding import fold, is_filler
from alisei_cli.likeness.vocabulary import GENERIC, TRANSLATED
from alisei_cli.model.territory import Territory

LITTLE = 0.3
"""Weight of a word that many names share, or of the name of a place; any other counts 1."""
SHORTEST_TELLING = 3
"""Letters of a word that can tell a body from others."""
SHORTEST_SLIP = 5
"""Letters of the shortest word that may be mistyped."""

_PART = re.compile(r"[^\W\d_]+|0*([0-9]+)")
_APART = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
"""Initials with spaces between: "a o u"."""
_UNSAID = frozenset({
    "n", "nr", "num", "numero", "no", "sul", "sulla", "sulle", "sullo", "sui", "sugli", "alle", "agli", "allo", "ai", "all", "con", "d",
    "on", "at", "with", "by", "de", "des", "du", "von", "der", "die", "und", "fur",
})  # fmt: skip
"""Small words and number signs that names have besides the fillers of folding."""
_NUMERALS = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "due": "2", "tre": "3"}
_COGNATES = (
    ("ph", "f"), ("th", "t"), ("ch", "c"), ("rh", "r"), ("sc", "s"), ("oeh", "oe"), ("y", "i"), ("k", "c"), ("x", "s"), ("j", "i"), ("ae", "e"),
    ("zion", "tion"), ("ism", "ist"), ("v", "u"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")
_END = re.compile(
    r"(?:ical|ics|ic|ica|iche|ici|ico|istica|istico|it|ita|iti|ities|ative|ativo|ativa|ale|ali|al|ario|aria|arie|ari|er|ate|ato|ata|ati|ed|[aeious])+\Z"
)
_LEAST_STEM, _LONGEST_STEM = 5, 24
"""Letters of a word that has an ending; a longer one is no word, and costs time."""

_FAINT = re.compile(r"(.)\1+|[aeiouhyj]")

Places = Mapping[str, str]
"""A word in the name of a place, in any language, to the word that stands for it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word that counts, as it is written and as it is compared."""

    text: str
    key: str
    weight: float

    said: str
    """The word that stands for it in the vocabulary or among places, else the word itself, to the letter."""
    is_telling: bool
    """Whether few names share it; a number does not tell, because many bear it."""
    is_place: bool
    may_slip: bool
    """Whether it is long enough to be known although it is mistyped."""


def words_of(text: str, places: Places) -> tuple[Word, ...]:
    """The words of a folded name that count: no small ones, numbers without leading zeros, words of a known language under one key."""
    joined = _APART.sub(lambda letters: letters.group().replace(" ", ""), text)
    parts = [_NUMERALS.get(match[0]) or match[1] or match[0] for match in _PART.finditer(joined)]
    kept = [part for part in parts if not is_filler(part) and part not in _UNSAID] or parts
    return tuple(_word(part, places) for part in kept)


def _word(text: str, places: Places) -> Word:
    may_slip = len(text) >= SHORTEST_SLIP and text.isalpha()
    place = places.get(text) or places.get(cognate(text))
    if place:
        return Word(text, place, LITTLE, place if text in places else text, is_telling=False, is_place=True, may_slip=may_slip)
    key = TRANSLATED.get(text) or cognate(text)
    is_telling = key not in GENERIC and len(text) >= SHORTEST_TELLING and not text.isdigit()
    weight = 1 if is_telling or text.isdigit() else LITTLE
    return Word(text, key, weight, TRANSLATED.get(text, text), is_telling, is_place=False, may_slip=may_slip)


@lru_cache(50_000)
def cognate(text: str) -> str:
    """What a word and its like in the other language have in common: "oceanografia" and "oceanography" are "oceanograf"."""
    if not _LEAST_STEM <= len(text) <= _LONGEST_STEM or not text.isalpha():
        return text
    if len(text) == _LEAST_STEM:
        return _DOUBLED.sub(r"\1", text)
    for written, same in _COGNATES:
        text = text.replace(written, same)
    text = _DOUBLED.sub(r"\1", text)
    found = _END.search(text, _LEAST_STEM)
    return text[: found.start()] if found else text


def look_of(text: str) -> int:
    """A number that folded names share which are the same but for order, language, vowels and double letters; rarely others too."""
    return crc32(" ".join(sorted({*map(_look_of_word, text.split())})).encode())


@lru_cache(20_000)
def _look_of_word(word: str) -> str:
    word = TRANSLATED.get(word, word)
    return _FAINT.sub(r"\1", word.replace("ph", "f")) or word


def places_of(territory: Territory) -> Places:
    """The words in names of regions and provinces, in every language, each with the Italian one where that is one word."""
    units = {("region", slug): each.name.it for slug, each in territory.regions.items()} | {
        ("province", sigla): each.name for sigla, each in territory.provinces.items()
    }
    units |= {("municipality", each.name): each.name for each in territory.provinces.values()}
    found: dict[str, str] = {}
    for (unit, key), name in units.items():
        known = [name, *territory.other_names.get(unit, {}).get(key, ())]
        known += [territory.regions[key].name.en] if unit == "region" else []
        italian = [word for word in fold(name).split() if not is_filler(word)]
        for spelling in known:
            words = [word for word in fold(spelling).split() if not is_filler(word)]
            is_one = len(words) == len(italian) == 1
            for word in words:
                if word not in TRANSLATED and len(word) >= SHORTEST_TELLING:
                    found.setdefault(word, italian[0] if is_one else word)
                    if len(cognate(word)) >= _LEAST_STEM:  # "toscano", "lombardo"
                        found.setdefault(cognate(word), found[word])
    return found
