"""Did you mean: the nearest of some words to what somebody typed, by spelling."""

from collections.abc import Collection, Mapping

from alisei_cli.folding import fold

LIKENESS = 70
"""Least similarity, of 100, that makes a word worth suggesting."""


def nearest(typed: str, words: Collection[str], limit: int = 3) -> list[str]:
    """At most ``limit`` of ``words``, nearest to ``typed`` first; accents, case and punctuation do not count."""
    return nearest_by(typed, {word: (word,) for word in words}, limit)


def nearest_by(typed: str, spellings: Mapping[str, Collection[str]], limit: int = 3) -> list[str]:
    """At most ``limit`` keys of ``spellings``, nearest first, each as near as the nearest of its spellings."""
    from rapidfuzz import fuzz  # loaded only once somebody has mistyped something

    wanted = fold(typed[:100])
    if not wanted:
        return []
    scored = []
    for key, forms in spellings.items():
        best = max((fuzz.ratio(wanted, fold(form)) for form in forms), default=0)
        if best >= LIKENESS:
            scored.append((-best, key))
    return [key for _score, key in sorted(scored)[:limit]]
