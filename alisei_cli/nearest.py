"""Did you mean: the nearest of some words to what someone typed, by spelling."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from alisei_cli.folding import fold
from alisei_cli.language import Text, _

LIKENESS = 70
"""Least similarity, of 100, that makes a word worth suggesting."""

_folded = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that may have been meant."""

    key: str
    spelling: str
    """Which of its spellings is the nearest."""
    likeness: float
    """Of 100."""
    is_exact: bool
    """Whether the spelling is what was typed, but for accents, case and punctuation."""


def find_nearest(typed: str, words: Collection[str], limit: int = 3) -> list[str]:
    """At most ``limit`` of ``words``, nearest to ``typed`` first; accents, case and punctuation do not count."""
    return find_nearest_by(typed, {word: (word,) for word in words}, limit)


def hint(typed: str, names: Collection[str]) -> Text:
    """What there is instead of ``typed``: the nearest of ``names``, else all of them."""
    near = find_nearest(typed, names, 1)
    return _("Did you mean {near}?", near=near[0]) if near else _("There are: {names}.", names=tuple(names))


def find_nearest_by(typed: str, spellings: Mapping[str, Collection[str]], limit: int = 3) -> list[str]:
    """At most ``limit`` keys of ``spellings``, nearest first, each as near as the nearest of its spellings."""
    return [match.key for match in matches(typed, spellings, limit)]


def matches(typed: str, spellings: Mapping[str, Collection[str]], limit: int = 3) -> list[Match]:
    """At most ``limit`` matches among ``spellings``, nearest first; of equally near spellings of one key the first is told."""
    wanted = fold(typed[:100])
    if not wanted:
        return []
    pairs = [(key, form) for key, forms in spellings.items() for form in forms]
    best: dict[str, Match] = {}
    for index, likeness in _rank_forms(wanted, [_folded(form) for _key, form in pairs]):
        key, form = pairs[index]
        if key not in best or likeness > best[key].likeness:
            best[key] = Match(key, form, likeness, wanted == _folded(form))
    return sorted(best.values(), key=lambda match: (not match.is_exact, -match.likeness, match.key))[:limit]


def _rank_forms(wanted: str, forms: Sequence[str]) -> list[tuple[int, float]]:
    """Compute index and similarity of each similar form.

    Compared are the letters, else the words, else whether one has all words of the other, or the same letters in another order.
    """
    from rapidfuzz import fuzz, process  # loaded only once someone has mistyped something

    first, words, letters = wanted.partition(" ")[0], set(wanted.split()), sorted(wanted)
    found = {
        index: float(LIKENESS)
        for index, form in enumerate(forms)
        if ((first in form or form.partition(" ")[0] in words) and _has_all_words(words, set(form.split())))
        or sorted(form) == letters
    }
    for scorer in (fuzz.token_sort_ratio, fuzz.ratio):
        near = process.extract(wanted, forms, scorer=scorer, score_cutoff=LIKENESS, limit=None)
        found |= {index: likeness for _form, likeness, index in near}
    return sorted(found.items())


def _has_all_words(some: set[str], others: set[str]) -> bool:
    """Whether one contains all words of the other, including a long one."""
    fewer, more = sorted((some, others), key=len)
    return fewer <= more and any(len(word) > 3 for word in fewer)
