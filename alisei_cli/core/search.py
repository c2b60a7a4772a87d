"""Entries found by words: accents and punctuation folded, both languages and the synonyms of terms, singular and plural."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from alisei_cli.folding import fold, uninflected
from alisei_cli.model.dataset import Dataset, Entry, Law
from alisei_cli.nearest import nearest

NAME, TERM, TEXT = 8, 4, 1
"""Weight of a word found in a name, in a term (label, code, synonym), anywhere else."""

SHORTEST = 3
"""Letters from which on a word may be the beginning of another."""
MANY = 8
"""Words from which on nobody has just mistyped one."""
TELLING = 4
"""Letters from which on another word for a term is looked for in texts: acronyms of two or three letters mean anything."""

_SAINT = re.compile(r"\b[Ss]\.\s*(?=[^\W\d_]{3})")
"""``S. Raffaele``, ``S.Anna``."""
_INSIDE = re.compile(r"(?<=\w)[.'’](?=\w)")
"""Dots and apostrophes that some write and some do not: ``S.p.A.``, ``D'Amor``."""
_LEGAL_FORMS = frozenset({"spa", "srl", "srls", "scarl", "snc", "sas"})
"""What need not be found beside other words: few names in the registry bear it."""
_ENDING = "(?:h?[ei]|[aeiouy]s?|ies|s)?"
"""What number and gender put behind the bare form of a word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that has all the words, with the terms through which it was found."""

    entry: Entry
    weight: int
    terms: tuple[str, ...]


def search(dataset: Dataset, text: str, entries: Sequence[Entry]) -> list[Hit]:
    """Those of ``entries`` in which every word of ``text`` is found, best first, ties by name.

    A word is found where a word of the entry begins with it, or is the same in another number or gender: in its names, in its
    description and place, or in the labels, codes and synonyms (both languages) of the terms it bears. A word or phrase that names a
    term is found too where a text uses another name of that term.
    """
    wanted = _wanted(text, dataset.law)
    if not wanted:
        return []
    hits = [hit for entry in entries if (hit := _hit(entry, wanted, dataset.law))]
    return sorted(hits, key=lambda hit: (-hit.weight, fold(hit.entry.name), hit.entry.id))


def meant(dataset: Dataset, text: str) -> str | None:
    """What was probably meant: ``text`` with the nearest known word for each that no entry has; ``None`` if that finds nothing."""
    words = fold(text).split()
    if len(words) > MANY:
        return None
    slips = [word for word in words if not search(dataset, word, dataset.entries)]
    known = sorted(set(_vocabulary(dataset))) if slips else []
    for slip in slips:
        trials = [[near if word == slip else word for word in words] for near in nearest(slip, known)]
        words = next((trial for trial in trials if search(dataset, " ".join(trial), dataset.entries)), (trials or [words])[0])
    mended = " ".join(words)
    return mended if slips and search(dataset, mended, dataset.entries) else None


def _vocabulary(dataset: Dataset) -> Iterator[str]:
    """The words of names, places and terms."""
    for entry in dataset.entries:
        named = [name.get("value") for _index, name in entry.items("names")]
        yield from fold(" ".join(map(str, [*named, entry.get("head_office", "municipality") or ""]))).split()
    for term in dataset.law.taxonomy.terms.values():
        yield from fold(" ".join((term.labels.it, term.labels.en, *term.synonyms))).split()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing looked for: a word, or a phrase that names terms."""

    forms: tuple[tuple[re.Pattern[str], ...], ...]
    """Ways to write it: all words of one of them have to be found."""
    terms: frozenset[str]
    others: re.Pattern[str] | None
    """What else these terms are called."""


def _wanted(text: str, law: Law) -> list[_Wanted]:
    called = _codes(law)
    if fold(text) and uninflected(fold(text)) in called:
        return [_sought([tuple(fold(text).split())], called, law)]
    found: list[list[tuple[str, ...]]] = []
    for chunk in _SAINT.sub("San ", text).split():
        forms = [form for form in dict.fromkeys((tuple(fold(chunk).split()), (fold(_INSIDE.sub("", chunk)),))) if any(form)]
        if len(forms) > 1 and "." not in chunk and "'" not in chunk and "’" not in chunk:
            found += [[(word,)] for word in forms[0]]
        elif forms:
            found.append(forms)
    telling = [forms for forms in found if not any(_LEGAL_FORMS.issuperset(form) for form in forms)]
    return [_sought(forms, called, law) for forms in telling or found]


def _codes(law: Law) -> dict[str, set[str]]:
    """The terms by every name of theirs, in whatever number or gender."""
    called: dict[str, set[str]] = {}
    for code in law.taxonomy.terms:
        for name in _names(code, law):
            called.setdefault(uninflected(fold(name)), set()).add(code)
    return called


def _sought(forms: list[tuple[str, ...]], codes: Mapping[str, set[str]], law: Law) -> _Wanted:
    called = frozenset(chain.from_iterable(codes.get(uninflected(" ".join(form)), ()) for form in forms))
    # A term of which every entry bears one or another, such as "company", is not looked for in texts: who has it, bears it.
    optional = [code for code in called if not law.taxonomy.facets[law.taxonomy.terms[code].facet].min]
    names = {fold(name) for code in optional for name in _names(code, law)}
    others = [" ".join(_inflected(word) for word in name.split()) for name in sorted(names) if len(name) >= TELLING]
    return _Wanted(
        tuple(tuple(map(_pattern, form)) for form in forms),
        law.taxonomy.below(called) if called else called,
        re.compile(f" (?:{'|'.join(others)}) ") if others else None,
    )


def _pattern(word: str) -> re.Pattern[str]:
    """A word that begins with ``word``, or is it in another form; one of a letter or two, as in CAR-T, has to be the whole."""
    return re.compile(f" (?:{re.escape(word)}|{_inflected(word)} )" if len(word) >= SHORTEST else f" {re.escape(word)} ")


def _inflected(word: str) -> str:
    bare = uninflected(word)
    return re.escape(bare) + (_ENDING if bare != word else "s?")


def _names(code: str, law: Law) -> tuple[str, ...]:
    term = law.taxonomy.terms[code]
    return (term.code, term.labels.it, term.labels.en, *term.synonyms)


def _hit(entry: Entry, wanted: list[_Wanted], law: Law) -> Hit | None:
    schema = law.schemas.get(entry.kind)
    facets = {facet for _route, facet in schema.facets} if schema else set()
    borne = frozenset(term for facet in facets for term in law.terms_of(entry, facet))
    names = _spelled(" ".join(str(name.get("value")) for _index, name in entry.items("names")))
    labels = (
        f" {fold(' '.join(f'{term} {law.taxonomy.label(term).it} {law.taxonomy.label(term).en}' for term in sorted(borne)))} "
    )
    texts = _spelled(" ".join(text for _pointer, text in entry.texts))
    weight = 0
    through: set[str] = set()
    for each in wanted:
        best = 0
        if _stands(each, names):
            best = NAME
        elif each.terms & borne:
            best = TERM
            through |= each.terms & borne
        elif _stands(each, labels):
            best = TERM
        elif _stands(each, texts) or (each.others and each.others.search(texts)):
            best = TEXT
        if not best:
            return None
        weight += best
    return Hit(entry, weight, tuple(sorted(through)))


def _spelled(text: str) -> str:
    """``text`` folded, as it is and as those write it who leave out dots and apostrophes."""
    spelled = _SAINT.sub("S San Sant Santa Santo ", text)
    joined = _INSIDE.sub("", text)
    return f" {fold(spelled)} {fold(joined)} " if joined != text else f" {fold(spelled)} "


def _stands(wanted: _Wanted, text: str) -> bool:
    return any(all(word.search(text) for word in form) for form in wanted.forms)
