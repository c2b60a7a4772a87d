"""Entries found by words: accents and punctuation folded, both languages and the synonyms of terms, singular and plural."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alisei_cli.core.query import NEEDLESS, NEGATIONS, Wanted, parse_query, vocabulary
from alisei_cli.core.reading import Reading, has_a_word, is_found
from alisei_cli.core.sieve import build_sieve
from alisei_cli.folding import fold
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry, Words
from alisei_cli.model.view import View
from alisei_cli.nearest import find_nearest

KIND, NAME, TERM, PLACE, TEXT = 16, 8, 4, 4, 1
"""Weight of a word that is the type or membership of the body, or found in a name, in a term (label, code, synonym), in its place, elsewhere."""

MANY = 8
"""A text of more words is no slip of one word."""
Reason = Words


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that has all the words, with where each was found."""

    entry: Entry
    weight: int
    reasons: tuple[Reason, ...] = ()


def search(dataset: View, text: str, entries: Sequence[Entry]) -> list[Hit]:
    """Those of ``entries`` in which every word of ``text`` is found, best first, ties by name.

    A word is found where a word of the entry begins with it, or is the same in another number or gender: in its names, in its
    texts and place, or in the labels, codes and synonyms (both languages) of the terms it has. A word or phrase that names a
    term is found too where a text uses another name of that term; one that names a place, in entries with their head office there.
    Addresses are compared with the words as they are typed; those of ``sources`` are not looked at.
    """
    asked = parse_query(text, dataset.context)
    return find_hits(asked, dataset, entries)


def find_hits(asked: Sequence[Wanted], dataset: View, entries: Sequence[Entry]) -> list[Hit]:
    """The same, for what a text was understood to ask for."""
    if not asked:
        return []
    type_ = dataset.context.facet_called("type") or ""
    kinds = [frozenset(code for code in each.terms if dataset.context.taxonomy.terms[code].facet == type_) for each in asked]
    likely = candidates(asked, dataset, entries)
    hits = [hit for entry in likely if (hit := _hit(Reading(entry, dataset.context), asked, kinds))]
    return sorted(hits, key=lambda hit: (-hit.weight, fold(hit.entry.name), hit.entry.id))


def candidates(asked: Sequence[Wanted], dataset: View, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those of ``entries`` that may have all that is asked, told by their words where these are known."""
    may_have = [build_sieve(each, dataset.context) for each in asked]
    known = [(entry, dataset.words.get(entry.path)) for entry in entries]
    return tuple(entry for entry, words in known if words is None or all(passes(words) for passes in may_have))


def suggest_query(dataset: View, text: str) -> str | None:
    """What was probably meant: ``text`` with the nearest known word for each that no entry has; ``None`` if that finds nothing."""
    words = fold(text).split()
    if len(words) > MANY or not NEGATIONS.isdisjoint(words):
        return None
    slips = [word for word in words if word not in NEEDLESS and not search(dataset, word, dataset.entries)]
    known = sorted(set(_vocabulary(dataset))) if slips else []
    for slip in slips:
        trials = [[near if word == slip else word for word in words] for near in find_nearest(slip, known)]
        words = next((trial for trial in trials if search(dataset, " ".join(trial), dataset.entries)), (trials or [words])[0])
    mended = " ".join(words)
    return mended if slips and search(dataset, mended, dataset.entries) else None


def _vocabulary(dataset: View) -> Iterator[str]:
    """The words of names, places and terms."""
    for entry in dataset.entries:
        named = [name.get("value") for _index, name in entry.items("names")]
        yield from fold(" ".join(map(str, [*named, entry.get("head_office", "municipality") or ""]))).split()
    yield from vocabulary(dataset.context)


def _hit(reading: Reading, asked: Sequence[Wanted], kinds: Sequence[frozenset[str]]) -> Hit | None:
    weight = 0
    reasons: list[Reason] = []
    for each, of_type in zip(asked, kinds, strict=True):
        found = _found(reading, each, of_type)
        if not found:
            return None
        weight += found[0]
        reasons += found[1]
    return Hit(reading.entry, weight, tuple(dict.fromkeys(reasons)))


def _found(reading: Reading, each: Wanted, of_type: frozenset[str]) -> tuple[int, list[Reason]] | None:
    """Weight and reasons of the best place in which an entry has what is wanted."""
    is_named = is_found(each, reading.names)
    label = reading.context.taxonomy.label
    if borne := of_type & reading.borne:
        return KIND + is_named * NAME, [*([_("name")] if is_named else []), *map(label, sorted(borne))]
    held = [value.label for value in each.values if value.holds(reading.entry)]
    if held and any(value.name == "membership" for value in each.values):
        return KIND + is_named * NAME, [*([_("name")] if is_named else []), *held]
    if is_named:
        return NAME, [_("name")]
    if borne := each.terms & reading.borne:
        return TERM, list(map(label, sorted(borne)))
    if held:
        return PLACE, list(held)
    if is_found(each, "".join(reading.labels.values())):
        return TERM, [label(term) for term, names in reading.labels.items() if has_a_word(each, names)]
    if (each.others and each.others.search(reading.prose)) or is_found(each, reading.everything):
        return TEXT, reading.fields(each)
    return None
