"""Names of bodies compared word by word: in any order, abbreviated, mistyped, or in the other language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alisei_cli.folding import abbreviates
from alisei_cli.likeness.words import SHORTEST_SLIP, Places, Word, words_of

SAME_BUT_A_SLIP = 85
"""Likeness, of 100, of two words that are the same but for a slip."""
SHORTEST_ACRONYM = 3
"""Letters of the shortest acronym that says anything."""


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
    def front(self) -> str:
        """The first telling word, as it is compared."""
        return next((word.key for word in self.words if word.is_telling), "")

    @cached_property
    def said(self) -> str:
        """The words in alphabetical order, to the letter, those of the vocabulary in one language."""
        return " ".join(sorted({word.said for word in self.words}))

    def is_same(self, other: "Name") -> bool:
        """Whether both have the same letters, but for order, language and spaces."""
        return self.said == other.said or self.joined == other.joined

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
    """Telling words and numbers that only the first has."""
    right: tuple[str, ...] = ()
    """Telling words and numbers that only the second has."""
    is_in_front: bool = False
    """Whether both names begin with the same telling word."""
    is_elsewhere: bool = False
    """Whether each name has the name of a place that the other has not."""
    is_apart: bool = False
    """Whether the names bear different numbers."""

    @property
    def is_part(self) -> bool:
        """Whether one name has all telling words of the other, and something besides."""
        return bool(self.shared) and self.likeness < 1 and not (self.left and self.right)


def name_of(text: str, places: Places, is_acronym: bool = False) -> Name:
    """A folded name taken apart."""
    return Name(text, words_of(text, places), is_acronym)


def match(one: Name, other: Name) -> Match:
    """What two names have in common, the same whichever comes first."""
    if (one.text, one.key) > (other.text, other.key):
        turned = match(other, one)
        return replace(turned, left=turned.right, right=turned.left)
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return Match(0, is_apart=True)
    if not one.words or not other.words:
        return Match(0)
    if one.key == other.key or one.joined == other.joined:
        return Match(1, tuple(word.text for word in one.words if word.is_telling))
    ours, theirs = _find_unmet(one.words, other.words)
    unmet = sum(word.weight for word in ours) + sum(word.weight for word in theirs)
    left, right = (tuple(word.text for word in words if word.weight == 1) for words in (ours, theirs))
    met = [
        [word.text for word in name.words if word.is_telling and word not in rest]
        for name, rest in ((one, ours), (other, theirs))
    ]
    return Match(
        likeness=max(0.0, 1 - unmet / (one.weight + other.weight)),
        shared=tuple(met[0] if all(met) else ()),
        left=left,
        right=right,
        is_in_front=one.front == other.front,
        is_elsewhere=all(any(word.is_place for word in words) for words in (ours, theirs)),
    )


def _find_unmet(first: Sequence[Word], second: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of each name that the other has not: neither as they are, nor abbreviated or mistyped, nor in an acronym."""
    theirs = list(second)
    ours = [word for word in first if not _take_word(theirs, word.key)]
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


def _take_word(words: list[Word], key: str) -> bool:
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
