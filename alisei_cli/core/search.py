"""Entries found by words: accents folded, both languages, synonyms of terms."""

from collections.abc import Sequence
from dataclasses import dataclass

from alisei_cli.folding import fold
from alisei_cli.model.dataset import Dataset, Entry, Law

NAME, TERM, TEXT = 8, 4, 1
"""Weight of a word found in a name, in a term (label, code, synonym), anywhere else."""

SHORTEST = 3
"""Letters from which on a word may be the beginning of another."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that has all the words, with the terms through which it was found."""

    entry: Entry
    weight: int
    terms: tuple[str, ...]


def search(dataset: Dataset, text: str, entries: Sequence[Entry]) -> list[Hit]:
    """Those of ``entries`` in which every word of ``text`` is found, best first, ties by name.

    A word is found where a word of the entry begins with it: in its names, in its description and place, or in the labels,
    codes and synonyms (both languages) of the terms it bears; a phrase that is a synonym of a term counts as one word.
    """
    wanted = _wanted(fold(text), dataset.law)
    if not wanted:
        return []
    hits = [hit for entry in entries if (hit := _hit(entry, wanted, dataset.law))]
    return sorted(hits, key=lambda hit: (-hit.weight, fold(hit.entry.name), hit.entry.id))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing looked for: a word, or a phrase that names terms."""

    words: tuple[str, ...]
    terms: frozenset[str]


def _wanted(folded: str, law: Law) -> list[_Wanted]:
    whole = _terms_called(folded, law)
    if whole:
        return [_Wanted(tuple(folded.split()), whole)]
    return [_Wanted((word,), _terms_called(word, law)) for word in folded.split()]


def _terms_called(folded: str, law: Law) -> frozenset[str]:
    """Terms of which ``folded`` is the code, a label or a synonym, with the terms below them."""
    called = {
        term.code
        for term in law.taxonomy.terms.values()
        if any(folded == fold(name) for name in (term.code, term.labels.it, term.labels.en, *term.synonyms))
    }
    return law.taxonomy.below(called) if called else frozenset()


def _hit(entry: Entry, wanted: list[_Wanted], law: Law) -> Hit | None:
    schema = law.schemas.get(entry.kind)
    facets = {facet for _route, facet in schema.facets} if schema else set()
    borne = frozenset(term for facet in facets for term in law.terms_of(entry, facet))
    names = f" {fold(' '.join(str(name.get('value')) for _index, name in entry.items('names')))} "
    labels = (
        f" {fold(' '.join(f'{term} {law.taxonomy.label(term).it} {law.taxonomy.label(term).en}' for term in sorted(borne)))} "
    )
    texts = f" {fold(' '.join(text for _pointer, text in entry.texts))} "
    weight = 0
    through: set[str] = set()
    for each in wanted:
        best = 0
        if all(_stands(word, names) for word in each.words):
            best = NAME
        elif each.terms & borne:
            best = TERM
            through |= each.terms & borne
        elif all(_stands(word, labels) for word in each.words):
            best = TERM
        elif all(_stands(word, texts) for word in each.words):
            best = TEXT
        if not best:
            return None
        weight += best
    return Hit(entry, weight, tuple(sorted(through)))


def _stands(word: str, text: str) -> bool:
    """Whether a word of ``text`` begins with ``word``; one of a letter or two, as in CAR-T, has to be the whole."""
    return (f" {word}" if len(word) >= SHORTEST else f" {word} ") in text
