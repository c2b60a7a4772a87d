"""Did you mean: the nearest of some words to what somebody typed, by spelling."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from alisei_cli.folding import fold

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


def nearest(typed: str, words: Collection[str], limit: int = 3) -> list[str]:
    """At most ``limit`` of ``words``, nearest to ``typed`` first; accents, case and punctuation do not count."""
    return nearest_by(typed, {word: (word,) for word in words}, limit)


def nearest_by(typed: str, spellings: Mapping[str, Collection[str]], limit: int = 3) -> list[str]:
    """At most ``limit`` keys of ``spellings``, nearest first, each as near as the nearest of its spellings."""
    return [match.key for match in matches(typed, spellings, limit)]


def matches(typed: str, spellings: Mapping[str, Collection[str]], limit: int = 3) -> list[Match]:
    """At most ``limit`` matches among ``spellings``, nearest first; of equally near spellings of one key the first is told."""
    wanted = fold(typed[:100])
    if not wanted:
        return []
    found = [match for key, forms in spellings.items() if (match := _best(wanted, key, forms))]
    return sorted(found, key=lambda match: (not match.is_exact, -match.likeness, match.key))[:limit]


def _best(wanted: str, key: str, forms: Collection[str]) -> Match | None:
    best, spelling = 0.0, ""
    for form in forms:
        likeness = _likeness(wanted, _folded(form))
        if likeness > best:
            best, spelling = likeness, form
    return Match(key, spelling, best, wanted == _folded(spelling)) if best >= LIKENESS else None


def _likeness(wanted: str, form: str) -> float:
    from rapidfuzz import fuzz  # loaded only once somebody has mistyped something

    whole: float = fuzz.ratio(wanted, form)
    if whole >= LIKENESS or " " not in wanted + form:
        return whole
    turned: float = fuzz.token_sort_ratio(wanted, form)
    if turned >= LIKENESS:
        return turned
    fewer, more = sorted((set(wanted.split()), set(form.split())), key=len)
    return LIKENESS if fewer <= more and any(len(word) > 3 for word in fewer) else whole
