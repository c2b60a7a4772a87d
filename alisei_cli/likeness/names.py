"""Names of bodies compared word by word: in any order, abbreviated, mistyped, or in the other language."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

from alisei_cli.folding import abbreviates, fold, is_filler
from alisei_cli.likeness.vocabulary import GENERIC, TRANSLATED
from alisei_cli.model.territory import Territory

LITTLE = 0.3
"""Weight of a word that many names share, or of the name of a place; any other counts 1."""
SHORTEST_TELLING = 3
"""Letters of a word that can tell a body from others."""
SHORTEST_SLIP = 5
SAME_BUT_A_SLIP = 85
"""Letters of the shortest word that may be mistyped, and likeness (of 100) of two words that are the same but for that."""
SHORTEST_ACRONYM = 3

_PART = re.compile(r"[^\W\d_]+|0*([0-9]+)")
_APART = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
"""Initials with spaces between: "a o u"."""
_UNSAID = frozenset(
    [
        "n",
        "nr",
        "num",
        "numero",
        "no",
        "sul",
        "sulla",
        "sulle",
        "sullo",
        "sui",
        "sugli",
        "on",
        "at",
        "with",
        "con",
        "by",
        "de",
        "des",
        "du",
        "d",
        "alle",
        "agli",
        "allo",
        "ai",
        "all",
        "von",
        "der",
        "die",
        "und",
        "fur",
    ]
)
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
_LEAST_STEM = 5

_FAINT = re.compile(r"(.)\1+|[aeiouhyj]")

Places = Mapping[str, str]
"""A word in the name of a place, in any language, to the word that stands for it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word that counts, as it is written and as it is compared."""

    text: str
    key: str
    weight: float

    is_telling: bool
    """Whether few names share it; a number does not tell, because many bear it."""
    is_place: bool
    may_slip: bool
    """Whether it is long enough to be known although it is mistyped."""


@dataclass(frozen=True)
class Name:
    """One name of a body, taken apart."""

    text: str
    """Folded, without legal form."""
    words: tuple[Word, ...]
    is_acronym: bool = False

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it: two names that bear different ones are never alike."""
        return frozenset(word.key for word in self.words if word.key.isdigit())

    @cached_property
    def weight(self) -> float:
        """The weights of all words."""
        return sum(word.weight for word in self.words)

    @cached_property
    def key(self) -> str:
        """The words in alphabetical order, as they are compared."""
        return " ".join(sorted({word.key for word in self.words}))

    @cached_property
    def initials(self) -> str:
        """The first letter of each word."""
        return "".join(word.text[0] for word in self.words if not word.key.isdigit())

    @cached_property
    def joined(self) -> str:
        """All words as one: "bio gen" and "biogen" are the same."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Match:
    """What two names have in common."""

    likeness: float
    """From 0 to 1: the share of words, by weight, that both have."""
    shared: tuple[str, ...] = ()
    """Telling words of both."""
    left: tuple[str, ...] = ()
    """Telling words that only the first has."""
    right: tuple[str, ...] = ()
    """Telling words that only the second has."""
    is_elsewhere: bool = False
    """Whether each name has the name of a place that the other has not."""
    is_apart: bool = False
    """Whether the names bear different numbers."""

    @property
    def is_part(self) -> bool:
        """Whether one name has all telling words of the other, and something besides."""
        return bool(self.shared) and self.likeness < 1 and not (self.left and self.right)


def look_of(text: str) -> int:
    """A number that folded names share which are the same but for order, language, vowels and double letters; rarely others too."""
    return crc32(" ".join(sorted({*map(_look_of_word, text.split())})).encode())


@lru_cache(20_000)
def _look_of_word(word: str) -> str:
    word = TRANSLATED.get(word, word)
    return _FAINT.sub(r"\1", word.replace("ph", "f")) or word


def name_of(text: str, places: Places, is_acronym: bool = False) -> Name:
    """A folded name taken apart: no small words, numbers without leading zeros, words of a known language under one."""
    joined = _APART.sub(lambda letters: letters.group().replace(" ", ""), text)
    parts = [_NUMERALS.get(match[0]) or match[1] or match[0] for match in _PART.finditer(joined)]
    kept = [part for part in parts if not is_filler(part) and part not in _UNSAID] or parts
    return Name(text, tuple(_word(part, places) for part in kept), is_acronym)


def _word(text: str, places: Places) -> Word:
    may_slip = len(text) >= SHORTEST_SLIP and text.isalpha()
    place = places.get(text) or places.get(cognate(text))
    if place:
        return Word(text, place, LITTLE, is_telling=False, is_place=True, may_slip=may_slip)
    key = TRANSLATED.get(text) or cognate(text)
    is_telling = key not in GENERIC and len(text) >= SHORTEST_TELLING and not text.isdigit()
    return Word(text, key, 1 if is_telling or text.isdigit() else LITTLE, is_telling, is_place=False, may_slip=may_slip)


@lru_cache(50_000)
def cognate(text: str) -> str:
    """What a word and its like in the other language have in common: "oceanografia" and "oceanography" are "oceanograf"."""
    if len(text) < _LEAST_STEM or not text.isalpha():
        return text
    if len(text) == _LEAST_STEM:
        return _DOUBLED.sub(r"\1", text)
    for written, same in _COGNATES:
        text = text.replace(written, same)
    text = _DOUBLED.sub(r"\1", text)
    found = _END.search(text, _LEAST_STEM)
    return text[: found.start()] if found else text


def match(one: Name, other: Name) -> Match:
    """What two names have in common, the same whichever comes first."""
    if (one.text, one.key) > (other.text, other.key):
        turned = match(other, one)
        return Match(turned.likeness, turned.shared, turned.right, turned.left, turned.is_apart)
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return Match(0, is_apart=True)
    if not one.words or not other.words:
        return Match(0)
    if one.key == other.key or one.joined == other.joined:
        return Match(1, tuple(word.text for word in one.words if word.is_telling))
    ours, theirs = _unmet(one.words, other.words)
    unmet = sum(word.weight for word in ours) + sum(word.weight for word in theirs)
    left, right = (tuple(word.text for word in words if word.is_telling) for words in (ours, theirs))
    met = [
        [word.text for word in name.words if word.is_telling and word not in rest]
        for name, rest in ((one, ours), (other, theirs))
    ]
    return Match(
        max(0.0, 1 - unmet / (one.weight + other.weight)),
        tuple(met[0] if all(met) else ()),
        left,
        right,
        all(any(word.is_place for word in words) for words in (ours, theirs)),
    )


def _unmet(first: Sequence[Word], second: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of each name that the other has not: neither as they are, nor abbreviated or mistyped, nor in an acronym."""
    theirs = list(second)
    ours = [word for word in first if not _took(theirs, word.key)]
    if ours and theirs:
        _take(ours, theirs, _is_mistyped)
    is_met = len(ours) < len(first)
    if ours and theirs and is_met:  # "Sol" is short for too much, where nothing else speaks for it
        _take(ours, theirs, _is_short_for)
    if ours and theirs:
        least = SHORTEST_ACRONYM if is_met else SHORTEST_ACRONYM + 1
        _expand(ours, theirs, least)
        _expand(theirs, ours, least)
    return ours, theirs


def _took(words: list[Word], key: str) -> bool:
    """Whether a word of that key was among ``words``; it is taken away."""
    for index, word in enumerate(words):
        if word.key == key:
            del words[index]
            return True
    return False


def _take(ours: list[Word], theirs: list[Word], is_met: Callable[[Word, Word], bool]) -> None:
    """Take away each word that meets one of the others, and that one."""
    for word in list(ours):
        for each in theirs:
            if is_met(word, each):
                ours.remove(word)
                theirs.remove(each)
                break


def _is_mistyped(one: Word, other: Word) -> bool:
    if not (one.may_slip and other.may_slip) or (one.text[0] != other.text[0] and one.text[1] != other.text[1]):
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one.text, other.text, score_cutoff=SAME_BUT_A_SLIP))


def _is_short_for(one: Word, other: Word) -> bool:
    if one.is_place or other.is_place:  # "Pisana" says more than "Pisa"
        return False
    shorter, longer = sorted((one.text, other.text), key=len)
    return 2 <= len(shorter) < len(longer) >= SHORTEST_SLIP and longer.startswith(shorter) and not shorter.isdigit()


def _expand(acronyms: list[Word], words: list[Word], least: int) -> None:
    """Take away each acronym of ``least`` letters, and the words in a row that it abbreviates."""
    if len(words) < 2:
        return
    texts = [word.text for word in words]
    for acronym in [each for each in acronyms if len(each.text) >= least]:
        spans = (
            (start, end)
            for start in range(len(texts))
            if texts[start][0] == acronym.text[0]
            for end in range(start + 2, len(texts) + 1)
        )
        span = next(((start, end) for start, end in spans if abbreviates(acronym.text, texts[start:end])), None)
        if span:
            acronyms.remove(acronym)
            del words[span[0] : span[1]]
            del texts[span[0] : span[1]]


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
