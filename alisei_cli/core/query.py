"""Parser of search texts.

A text consists of plain words, and of phrases that name terms or places.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from alisei_cli.core.select import Test, test
from alisei_cli.core.spellings import of_values
from alisei_cli.folding import fold, uninflected
from alisei_cli.language import Labels
from alisei_cli.model.dataset import Law
from alisei_cli.model.territory import AREAS, WIDER_AREAS

SHORTEST = 3
"""Minimum length of a word that is matched as a prefix."""
TELLING = 4
"""Minimum length of a synonym that is looked for in texts.

Shorter acronyms are ambiguous.
"""
LONGEST = 8
"""Maximum number of words in a name of a term or place."""
ORDINARY = frozenset({"centro", "centre", "center", "central", "centrale", "insulare", "insular"})
"""Names of areas that are also ordinary words.

In a search they are words, in a condition they are areas.
"""

SAINT = re.compile(r"\b[Ss]\.\s*(?=[^\W\d_]{3})")
"""``S. Raffaele``, ``S.Anna``."""
INSIDE = re.compile(r"(?<=\w)[.'’](?=\w)")
"""Dots and apostrophes that some write and some do not: ``S.p.A.``, ``D'Amor``."""
_SCHEME = re.compile(r"\bhttps?://", re.IGNORECASE)
_LEGAL_FORMS = frozenset({"spa", "srl", "srls", "scarl", "snc", "sas"})
_SMALL = frozenset(
    {
        "the",
        "of",
        "in",
        "on",
        "at",
        "and",
        "for",
        "from",
        "with",
        "a",
        "an",
        "e",
        "il",
        "lo",
        "la",
        "gli",
        "le",
        "da",
        "su",
        "per",
        "con",
    }
    | {"di", "del", "dello", "della", "dell", "dei", "degli", "delle", "al", "allo", "alla", "ai", "agli", "alle", "tra", "fra"}
    | {"nel", "nello", "nella", "nei", "negli", "nelle", "sul", "sullo", "sulla", "sui", "sugli", "sulle"}
)
_NEEDLESS = _LEGAL_FORMS | _SMALL
"""Words that may be absent beside other words.

They are legal forms, which few names have, and small words.
"""
_ELIDED = re.compile(r"(?:l|un|d|dell|nell|sull|all|dall)['’]", re.IGNORECASE)
"""Elided Italian articles and prepositions: ``dell'Umbria``, ``sull'oncologia``."""
_ENDING = "(?:h?[ei]|[aeiouy]s?|ies|s)?"
"""What number and gender put behind the bare form of a word."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a word names."""

    name: str
    """``area``, ``region``, ``province`` or ``municipality``."""
    value: str
    label: Labels
    holds: Test
    """Predicate: the entry has its head office there."""
    forms: tuple[str, ...]
    """Folded names to look for in names and texts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word, or a phrase that names terms or a place."""

    forms: tuple[tuple[re.Pattern[str], ...], ...]
    """Ways to write it: all words of one of them have to be found."""
    called: frozenset[str] = frozenset()
    """Terms with this name."""
    terms: frozenset[str] = frozenset()
    """Those terms and all terms below them."""
    others: re.Pattern[str] | None = None
    """What else these terms are called."""
    places: tuple[Place, ...] = ()


def wanted(text: str, law: Law) -> list[Wanted]:
    """Parse a search text into phrases and words.

    The longest phrases that name terms or places take precedence.
    """
    called, places = _codes(law), _places(law)
    found: list[list[tuple[str, ...]]] = []
    chunks = SAINT.sub("San ", _SCHEME.sub("", text)).split()
    while chunks:
        length, phrase = _find_phrase(chunks, called, places)
        if phrase:
            found.append([tuple(phrase.split())])
        else:
            found += _forms(chunks[0])
        del chunks[:length]
    telling = [forms for forms in found if not any(_NEEDLESS.issuperset(form) for form in forms)]
    return [_sought(forms, called, places, law) for forms in telling or found]


def vocabulary(law: Law) -> Iterator[str]:
    """List the words used in names of terms and places."""
    for term in law.taxonomy.terms.values():
        yield from fold(" ".join((term.labels.it, term.labels.en, *term.synonyms))).split()
    for name in _places(law):
        yield from name.split()


def _find_phrase(chunks: list[str], called: Mapping[str, object], places: Mapping[str, object]) -> tuple[int, str]:
    """Find the longest leading phrase that names something.

    Returns its number of chunks and the name; 1 and an empty name if there is none.
    """
    for length in range(min(len(chunks), LONGEST), 0, -1):
        typed = " ".join(chunks[:length])
        for words in dict.fromkeys((typed, _ELIDED.sub("", typed, count=1) if _ELIDED.match(typed) else typed)):
            phrase = fold(words)
            if (" " in phrase or words != typed) and (phrase in places or uninflected(phrase) in called):
                return length, phrase
    return 1, ""


def _forms(chunk: str) -> list[list[tuple[str, ...]]]:
    forms = [form for form in dict.fromkeys((tuple(fold(chunk).split()), (fold(INSIDE.sub("", chunk)),))) if any(form)]
    if len(forms) > 1 and "." not in chunk and "'" not in chunk and "’" not in chunk:
        return [[(word,)] for word in forms[0]]
    return [forms] if forms else []


def _codes(law: Law) -> dict[str, set[str]]:
    """The terms by every name of theirs, in whatever number or gender."""
    called: dict[str, set[str]] = {}
    for code in law.taxonomy.terms:
        for name in _names(code, law):
            called.setdefault(uninflected(fold(name)), set()).add(code)
    return called


def _places(law: Law) -> dict[str, list[tuple[str, str]]]:
    """Map every folded name of a place to its property and value.

    A city takes precedence over the province or region with the same name.
    """
    territory = law.territory
    cities = {fold(capital) for province in territory.provinces.values() for capital in province.capitals}
    found: dict[str, list[tuple[str, str]]] = {}
    for name in ("area", "region", "province"):
        for value, names in of_values(name, law).items():
            for each in dict.fromkeys(map(fold, names[1:] if name == "province" else names)):
                if each not in cities and each not in ORDINARY and (name != "province" or each not in found):
                    found.setdefault(each, []).append((name, value))
    for other, official in _pair_other_names(law):
        found[fold(other)] = [("municipality", official)]
    return found


def _pair_other_names(law: Law) -> Iterable[tuple[str, str]]:
    """Pair unofficial names of municipalities with ISTAT's, and the reverse."""
    yield from law.territory.foreign.items()
    for official, names in law.territory.other_names.get("municipality", {}).items():
        yield from ((name, official) for name in (official, *names))


def _place(name: str, value: str, law: Law) -> Place:
    territory = law.territory
    holds = test(name, value, law)
    if name == "area":
        label = AREAS[value] if value in AREAS else WIDER_AREAS[value][0]
        return Place(name, value, label, holds, ())
    if name == "region":
        names = of_values(name, law)[value]
        region = territory.regions.get(value)
        return Place(name, value, region.name if region else Labels(value, value), holds, tuple(map(fold, names)))
    if name == "province":
        title = territory.provinces[value].name
        return Place(name, value, Labels(title, title), holds, ())
    names = (value, *territory.other_names.get(name, {}).get(value, ()))
    return Place(name, value, Labels(value, value), holds, tuple(map(fold, names)))


def _sought(
    forms: list[tuple[str, ...]], codes: Mapping[str, set[str]], places: Mapping[str, list[tuple[str, str]]], law: Law
) -> Wanted:
    phrases = [" ".join(form) for form in forms]
    called = frozenset(chain.from_iterable(codes.get(uninflected(phrase), ()) for phrase in phrases))
    named = tuple(_place(*place, law) for phrase in phrases for place in places.get(phrase, ()))
    # A term of which every entry bears one or another, such as "company", is not looked for in texts: who has it, bears it.
    optional = [code for code in called if not law.taxonomy.facets[law.taxonomy.terms[code].facet].min]
    names = {fold(name) for code in optional for name in _names(code, law)}
    others = [" ".join(_inflected(word) for word in name.split()) for name in sorted(names) if len(name) >= TELLING]
    ways = dict.fromkeys((*forms, *(tuple(form.split()) for place in named for form in place.forms)))
    return Wanted(
        tuple(tuple(map(_whole if named else _pattern, form)) for form in ways),
        called,
        law.taxonomy.below(called) if called else called,
        re.compile(f" ({'|'.join(others)}) ") if others else None,
        named,
    )


def _pattern(word: str) -> re.Pattern[str]:
    """A word that begins with ``word``, or is it in another form; one of a letter or two, as in CAR-T, has to be the whole."""
    return re.compile(f" (?:{re.escape(word)}|{_inflected(word)} )" if len(word) >= SHORTEST else f" {re.escape(word)} ")


def _whole(word: str) -> re.Pattern[str]:
    """Match a whole word of a place name, not a prefix.

    Romagna is not Roma.
    """
    return re.compile(f" {re.escape(word)} ")


def _inflected(word: str) -> str:
    bare = uninflected(word)
    return re.escape(bare) + (_ENDING if bare != word else "s?")


def _names(code: str, law: Law) -> tuple[str, ...]:
    term = law.taxonomy.terms[code]
    return (term.code, term.labels.it, term.labels.en, *term.synonyms)
