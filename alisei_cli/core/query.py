"""The words of a search, with the terms and places that they name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from alisei_cli.core.select import Test, test
from alisei_cli.core.spellings import spell_values
from alisei_cli.folding import fold, strip_endings
from alisei_cli.language import Labels
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Context, Words
from alisei_cli.model.properties import BESIDES
from alisei_cli.model.territory import AREAS, WIDER_AREAS

SHORTEST = 3
"""Fewest letters of a word that may be the beginning of another."""
TELLING = 4
"""Fewest letters of another word for a term that is looked for in texts: acronyms of two or three letters mean anything."""
LONGEST = 8
"""Most words of a name of a term or place."""
ORDINARY = frozenset({"centro", "centre", "center", "central", "centrale", "insulare", "insular"})
"""Names of areas that are ordinary words of names and texts: in a search they are words, as a condition they are areas."""

SAINT = re.compile(r"\b[Ss]\.\s*(?=[^\W\d_]{3})")
"""``S. Raffaele``, ``S.Anna``."""
INSIDE = re.compile(r"(?<=\w)[.'’](?=\w)")
"""Dots and apostrophes that some write and some do not: ``S.p.A.``, ``D'Amor``."""
_SCHEME = re.compile(r"\bhttps?://", re.IGNORECASE)
_LEGAL_FORMS = frozenset({"spa", "srl", "srls", "scarl", "snc", "sas"})
_SMALL = """
the of in on at and for from with a an
e ed ad da su per con tra fra un una uno di
il lo la i gli le del dello della dell dei degli delle al allo alla ai agli alle dal dallo dalla dai dagli dalle
nel nello nella nei negli nelle sul sullo sulla sui sugli sulle
"""
_ASKING = """
quante quanti quanta quanto tutte tutti tutta tutto elenco elenca elencami lista quali quale sono ci c ce chi che cosa
dove ha hanno ogni mostra mostrami trova trovami cerca cerco dammi dimmi vorrei voglio esistono
how many all list which are is there what who where any every show find give me us tell do does have has
"""
ASKING = frozenset(_ASKING.split())
"""Words that people put around a question, folded."""
NEGATIONS = frozenset(
    {"senza", "without", "non", "not", "no", "tranne", "eccetto", "except", "escluso", "esclusi", "esclusa", "escluse"}
)
"""Words that would turn a question round, folded: a search knows none."""
NEEDLESS = _LEGAL_FORMS | frozenset(_SMALL.split()) | ASKING
"""What need not be found beside other words: legal forms, which few names in the registry bear, small words, and what only asks."""
_UNSAID = frozenset({"no", "none"})
"""Values of membership that alone mean anything."""
_JOINED = tuple(f"socio {other}{end}" for other in ("sanitari", "assistenzial") for end in ("a", "o", "e", "i"))
"""Words that begin like a word for a member, folded: ``socio-sanitaria``."""
_ELIDED = re.compile(r"(?:l|un|d|dell|nell|sull|all|dall)['’]", re.IGNORECASE)
"""What stands before a vowel in Italian: ``dell'Umbria``, ``sull'oncologia``."""
_bare = lru_cache(maxsize=20_000)(lambda name: strip_endings(fold(name)))
_ENDING = "(?:h?[ei]|[aeiouy]s?|ies|s)?"
"""What number and gender put behind the bare form of a word."""


@dataclass(frozen=True, slots=True)
class Value:
    """A place, or another value of a property, that a word names."""

    name: str
    """``area``, ``region``, ``province``, ``municipality`` or ``membership``."""
    value: str
    label: Words
    holds: Test
    """Whether an entry has its head office there, or has the value."""
    forms: tuple[str, ...]
    """Its names, folded, each of which may stand in a name or a text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing looked for: a word, or a phrase that names terms or a value."""

    typed: str
    forms: tuple[tuple[re.Pattern[str], ...], ...]
    """Ways to write it: all words of one of them have to be found."""
    called: frozenset[str] = frozenset()
    """The terms that are called so."""
    terms: frozenset[str] = frozenset()
    """The same, and all terms below them."""
    others: re.Pattern[str] | None = None
    """What else these terms are called."""
    values: tuple[Value, ...] = ()


def parse_query(text: str, context: Context) -> list[Wanted]:
    """The longest phrases in ``text`` that name terms or values, and single words."""
    called, values = _codes(context), _values(context)
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    chunks = SAINT.sub("San ", _SCHEME.sub("", text)).split()
    while chunks:
        length, phrase = _phrase(chunks, called, values)
        typed = " ".join(chunks[:length])
        parts = [[tuple(phrase.split())]] if phrase else _forms(typed)
        found += [(typed if len(parts) == 1 else forms[0][0], forms) for forms in parts]
        del chunks[:length]
    is_membership = any(
        name == "membership" for _typed, forms in found for form in forms for name, _ in values.get(" ".join(form), ())
    )
    needless = NEEDLESS | read_about(context.policy).owner_words if is_membership else NEEDLESS
    telling = [
        (typed, forms)
        for typed, forms in found
        if _is_acronym(typed, text) or not any(needless.issuperset(form) for form in forms)
    ]
    return [_make_wanted(typed, forms, called, values, context) for typed, forms in telling or found]


def _is_acronym(typed: str, text: str) -> bool:
    """Whether a word that would only ask is an acronym, such as WHO."""
    return typed.isupper() and not text.isupper() and fold(typed) in ASKING


def vocabulary(context: Context) -> Iterator[str]:
    """The words of terms and places."""
    for term in context.taxonomy.terms.values():
        yield from fold(" ".join((term.labels.it, term.labels.en, *term.synonyms))).split()
    for name in _values(context):
        yield from name.split()


def _phrase(chunks: list[str], called: Mapping[str, object], values: Mapping[str, object]) -> tuple[int, str]:
    """Number of first chunks that name something together, and the name; else 1 and none."""
    for length in range(min(len(chunks), LONGEST), 0, -1):
        typed = " ".join(chunks[:length])
        for words in dict.fromkeys((typed, _ELIDED.sub("", typed, count=1) if _ELIDED.match(typed) else typed)):
            phrase = fold(words)
            if (" " in phrase or words != typed) and (phrase in values or strip_endings(phrase) in called):
                return length, phrase
    return 1, ""


def _forms(chunk: str) -> list[list[tuple[str, ...]]]:
    forms = [form for form in dict.fromkeys((tuple(fold(chunk).split()), (fold(INSIDE.sub("", chunk)),))) if any(form)]
    if len(forms) > 1 and "." not in chunk and "'" not in chunk and "’" not in chunk:
        return [[(word,)] for word in forms[0]]
    return [forms] if forms else []


def _codes(context: Context) -> dict[str, set[str]]:
    """The terms by every name of theirs, in whatever number or gender."""
    called: dict[str, set[str]] = {}
    for code in context.taxonomy.terms:
        for name in names_of(code, context):
            called.setdefault(_bare(name), set()).add(code)
    return called


def _values(context: Context) -> dict[str, list[tuple[str, str]]]:
    """Property and value by every name of a place or of membership that people may type, folded.

    The name of a city is the city, not the province or region that is called so too.
    """
    territory = context.territory
    cities = {fold(capital) for province in territory.provinces.values() for capital in province.capitals}
    found: dict[str, list[tuple[str, str]]] = {}
    for name in ("area", "region", "province"):
        for value, names in spell_values(name, context).items():
            for each in dict.fromkeys(map(fold, names[1:] if name == "province" else names)):
                if each not in cities and each not in ORDINARY and (name != "province" or each not in found):
                    found.setdefault(each, []).append((name, value))
    for other, official in _other_names(context):
        found[fold(other)] = [("municipality", official)]
    for value, names in spell_values("membership", context).items():
        more = ("membership", "adesioni", *BESIDES["membership"](context).aliases) if value == "member" else ()
        found |= {each: [("membership", value)] for each in map(fold, (*names, *more)) if each not in _UNSAID}
    return found | {each: [] for each in _JOINED}


def _other_names(context: Context) -> Iterable[tuple[str, str]]:
    """Names of municipalities that are not ISTAT's, each with ISTAT's; and those that have such names."""
    yield from context.territory.foreign.items()
    for official, names in context.territory.other_names.get("municipality", {}).items():
        yield from ((name, official) for name in (official, *names))


def _value(name: str, value: str, context: Context) -> Value:
    territory = context.territory
    holds = test(name, value, context)
    if name == "membership":
        return Value(name, value, BESIDES[name](context).labels.get(value, Labels(value, value)), holds, ())
    if name == "area":
        label = AREAS[value] if value in AREAS else WIDER_AREAS[value][0]
        return Value(name, value, label, holds, ())
    if name == "region":
        names = spell_values(name, context)[value]
        region = territory.regions.get(value)
        return Value(name, value, region.name if region else Labels(value, value), holds, tuple(map(fold, names)))
    if name == "province":
        title = territory.provinces[value].name
        return Value(name, value, Labels(title, title), holds, ())
    names = (value, *territory.other_names.get(name, {}).get(value, ()))
    return Value(name, value, Labels(value, value), holds, tuple(map(fold, names)))


def _make_wanted(
    typed: str,
    forms: list[tuple[str, ...]],
    codes: Mapping[str, set[str]],
    values: Mapping[str, list[tuple[str, str]]],
    context: Context,
) -> Wanted:
    phrases = [" ".join(form) for form in forms]
    called = frozenset(chain.from_iterable(codes.get(strip_endings(phrase), ()) for phrase in phrases))
    named = tuple(_value(*value, context) for phrase in phrases for value in values.get(phrase, ()))
    # A term of which every entry has one or another, such as "company", is not looked for in texts: who has it, has it.
    optional = [code for code in called if not context.taxonomy.facets[context.taxonomy.terms[code].facet].min]
    names = {fold(name) for code in optional for name in names_of(code, context)}
    others = [" ".join(_match_inflected(word) for word in name.split()) for name in sorted(names) if len(name) >= TELLING]
    ways = dict.fromkeys((*forms, *(tuple(form.split()) for value in named for form in value.forms)))
    return Wanted(
        typed,
        tuple(tuple(map(_match_whole_word if named else _pattern, form)) for form in ways),
        called,
        context.taxonomy.below(called) if called else called,
        re.compile(f" ({'|'.join(others)}) ") if others else None,
        named,
    )


def _pattern(word: str) -> re.Pattern[str]:
    """A word that begins with ``word`` or is a form of it; a short one whole."""
    return re.compile(f" (?:{re.escape(word)}|{_match_inflected(word)} )" if len(word) >= SHORTEST else f" {re.escape(word)} ")


def _match_whole_word(word: str) -> re.Pattern[str]:
    """A whole word in the name of a place: Romagna is not Roma."""
    return re.compile(f" {re.escape(word)} ")


def _match_inflected(word: str) -> str:
    bare = strip_endings(word)
    return re.escape(bare) + (_ENDING if bare != word else "s?")


def names_of(code: str, context: Context) -> tuple[str, ...]:
    """Code, labels and synonyms of a term."""
    term = context.taxonomy.terms[code]
    return (term.code, term.labels.it, term.labels.en, *term.synonyms)
