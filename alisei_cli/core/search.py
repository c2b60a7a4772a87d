"""Entries found by words: accents and punctuation folded, both languages and the synonyms of terms, singular and plural."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from alisei_cli.core.query import INSIDE, SAINT, Wanted, vocabulary, wanted
from alisei_cli.folding import fold
from alisei_cli.language import Labels, Text, _
from alisei_cli.model.dataset import Dataset, Entry, Law
from alisei_cli.model.schema import both
from alisei_cli.nearest import nearest

KIND, NAME, TERM, PLACE, TEXT = 16, 8, 4, 4, 1
"""Weight of a word by where it is found.

Places are the body type, a name, a term (label, code, synonym), the location, and elsewhere.
"""

MANY = 8
"""Maximum number of words in a text compared as one mistyped word."""
APART = " q0z0q "
"""Separator between texts, so that no phrase matches across two of them."""
BY_CODE = frozenset({"kind", "lang"})
"""Keys whose values are schema codes that are not searched."""

Reason = Text | Labels


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that matches all words, with the reasons."""

    entry: Entry
    weight: int
    reasons: tuple[Reason, ...] = ()


def search(dataset: Dataset, text: str, entries: Sequence[Entry]) -> list[Hit]:
    """Find the entries that match every word, best first, ties by name.

    A word matches as a prefix or in another number or gender: in names, texts, the place, or the labels, codes and synonyms (both
    languages) of the entry's terms. A phrase that names a term also matches texts that use a synonym; one that names a place
    matches entries with their head office there. Addresses are matched literally; those of ``sources`` are ignored.
    """
    asked = wanted(text, dataset.law)
    return found(asked, dataset, entries)


def found(asked: Sequence[Wanted], dataset: Dataset, entries: Sequence[Entry]) -> list[Hit]:
    """Find the entries that match a parsed query."""
    if not asked:
        return []
    type_ = dataset.law.facet_called("type") or ""
    kinds = [frozenset(code for code in each.terms if dataset.law.taxonomy.terms[code].facet == type_) for each in asked]
    hits = [hit for entry in entries if (hit := _hit(_Reading(entry, dataset.law), asked, kinds))]
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
    yield from vocabulary(dataset.law)


class _Reading:
    """Searchable parts of an entry, each computed on first use."""

    def __init__(self, entry: Entry, law: Law) -> None:
        self.entry = entry
        self.law = law
        self.names = _spelled(" ".join(str(name.get("value")) for _index, name in entry.items("names")))

    @cached_property
    def borne(self) -> frozenset[str]:
        """Terms of the entry."""
        schema = self.law.schemas.get(self.entry.kind)
        facets = {facet for _route, facet in schema.facets} if schema else set()
        return frozenset(term for facet in facets for term in self.law.terms_of(self.entry, facet))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code and labels of each term."""
        label = self.law.taxonomy.label
        return {term: f" {fold(f'{term} {label(term).it} {label(term).en}')} " for term in sorted(self.borne)}

    @cached_property
    def prose(self) -> str:
        """All texts except names, terms and addresses."""
        return _spelled(APART.join(text for _field, text, is_address in self._texts if not is_address))

    @cached_property
    def everything(self) -> str:
        """Names, texts and addresses; synonyms are not matched here."""
        return self.names + self.prose + _spelled(APART.join(text for _field, text, is_address in self._texts if is_address))

    @cached_property
    def _texts(self) -> list[tuple[str, str, bool]]:
        """List field, text and whether it is an address, without ``sources``."""
        found = []
        for pointer, text in self.entry.texts:
            field = str(pointer[0])
            if field in ("sources", "names") or pointer[-1] in BY_CODE or text in self.borne:
                continue
            bare = text.partition("://")[2] or text
            is_host = bare != text and field != "identifiers"
            found.append((field, bare.split("/", 1)[0] if is_host else bare, bare != text or "@" in text))
        return found

    def fields(self, each: Wanted) -> list[Reason]:
        """List the fields that match the phrase.

        A whole match is preferred to a synonym, and that to single words.
        """
        whole: dict[str, Reason] = {}
        other: dict[str, Reason] = {}
        parts: dict[str, Reason] = {"names": _("name")} if _has_a_word(each, self.names) else {}
        for field, text, is_address in self._texts:
            spelled, title = _spelled(text), self._title(field)
            if _stands(each, spelled):
                whole[field] = title
            elif each.others and not is_address and (called := each.others.search(spelled)):
                other.setdefault(field, _("{field} ({word})", field=title, word=called.group(1)))
            elif _has_a_word(each, spelled):
                parts[field] = title
        return list((whole or other or parts).values())

    def _title(self, field: str) -> Labels:
        schema = self.law.schemas.get(self.entry.kind)
        return both(schema.at((field,)).get("title") or field) if schema else Labels(field, field)


def _hit(reading: _Reading, asked: Sequence[Wanted], kinds: Sequence[frozenset[str]]) -> Hit | None:
    weight = 0
    reasons: list[Reason] = []
    for each, of_type in zip(asked, kinds, strict=True):
        found = _found(reading, each, of_type)
        if not found:
            return None
        weight += found[0]
        reasons += found[1]
    return Hit(reading.entry, weight, tuple(dict.fromkeys(reasons)))


def _found(reading: _Reading, each: Wanted, of_type: frozenset[str]) -> tuple[int, list[Reason]] | None:
    """Find the weight and reasons of the best match."""
    is_named = _stands(each, reading.names)
    label = reading.law.taxonomy.label
    if borne := of_type & reading.borne:
        return KIND + is_named * NAME, [*([_("name")] if is_named else []), *map(label, sorted(borne))]
    if is_named:
        return NAME, [_("name")]
    if borne := each.terms & reading.borne:
        return TERM, list(map(label, sorted(borne)))
    places = [place.label for place in each.places if place.holds(reading.entry)]
    if places:
        return PLACE, list(places)
    if _stands(each, "".join(reading.labels.values())):
        return TERM, [label(term) for term, names in reading.labels.items() if _has_a_word(each, names)]
    if (each.others and each.others.search(reading.prose)) or _stands(each, reading.everything):
        return TEXT, reading.fields(each)
    return None


def _spelled(text: str) -> str:
    """``text`` folded, as it is and as those write it who leave out dots and apostrophes."""
    spelled = SAINT.sub("S San Sant Santa Santo ", text)
    joined = INSIDE.sub("", text)
    return f" {fold(spelled)} {fold(joined)} " if joined != text else f" {fold(spelled)} "


def _stands(wanted: Wanted, text: str) -> bool:
    return any(all(word.search(text) for word in form) for form in wanted.forms)


def _has_a_word(wanted: Wanted, text: str) -> bool:
    return any(word.search(text) for form in wanted.forms for word in form)
