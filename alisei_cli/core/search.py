"""Entries found by words: accents and punctuation folded, both languages and the synonyms of terms, singular and plural."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from alisei_cli.core.query import INSIDE, NEEDLESS, NEGATIONS, SAINT, Wanted, vocabulary, wanted
from alisei_cli.folding import fold
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Context, Entry, Words
from alisei_cli.model.schema import both
from alisei_cli.model.view import View
from alisei_cli.nearest import nearest

KIND, NAME, TERM, PLACE, TEXT = 16, 8, 4, 4, 1
"""Weight of a word that is the type or membership of the body, or found in a name, in a term (label, code, synonym), in its place, elsewhere."""

MANY = 8
"""A text of more words is no slip of one word."""
APART = " q0z0q "
"""Stands between two texts, so that no phrase is found that begins in one and ends in the other."""
BY_CODE = frozenset({"kind", "lang"})
"""Keys whose values are codes of the schema that no one looks for."""

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
    asked = wanted(text, dataset.context)
    return found(asked, dataset, entries)


def found(asked: Sequence[Wanted], dataset: View, entries: Sequence[Entry]) -> list[Hit]:
    """The same, for what a text was understood to ask for."""
    if not asked:
        return []
    type_ = dataset.context.facet_called("type") or ""
    kinds = [frozenset(code for code in each.terms if dataset.context.taxonomy.terms[code].facet == type_) for each in asked]
    hits = [hit for entry in entries if (hit := _hit(_Reading(entry, dataset.context), asked, kinds))]
    return sorted(hits, key=lambda hit: (-hit.weight, fold(hit.entry.name), hit.entry.id))


def meant(dataset: View, text: str) -> str | None:
    """What was probably meant: ``text`` with the nearest known word for each that no entry has; ``None`` if that finds nothing."""
    words = fold(text).split()
    if len(words) > MANY or not NEGATIONS.isdisjoint(words):
        return None
    slips = [word for word in words if word not in NEEDLESS and not search(dataset, word, dataset.entries)]
    known = sorted(set(_vocabulary(dataset))) if slips else []
    for slip in slips:
        trials = [[near if word == slip else word for word in words] for near in nearest(slip, known)]
        words = next((trial for trial in trials if search(dataset, " ".join(trial), dataset.entries)), (trials or [words])[0])
    mended = " ".join(words)
    return mended if slips and search(dataset, mended, dataset.entries) else None


def _vocabulary(dataset: View) -> Iterator[str]:
    """The words of names, places and terms."""
    for entry in dataset.entries:
        named = [name.get("value") for _index, name in entry.items("names")]
        yield from fold(" ".join(map(str, [*named, entry.get("head_office", "municipality") or ""]))).split()
    yield from vocabulary(dataset.context)


class _Reading:
    """What of an entry is looked through, each part made when it is first needed."""

    def __init__(self, entry: Entry, context: Context) -> None:
        self.entry = entry
        self.context = context
        self.names = _spelled(" ".join(str(name.get("value")) for _index, name in entry.items("names")))

    @cached_property
    def borne(self) -> frozenset[str]:
        """The terms of the entry."""
        schema = self.context.schemas.get(self.entry.kind)
        return frozenset(term for _pointer, _facet, term in schema.terms(self.entry.data)) if schema else frozenset()

    @cached_property
    def labels(self) -> dict[str, str]:
        """Each term with its code and labels."""
        label = self.context.taxonomy.label
        return {term: f" {fold(f'{term} {label(term).it} {label(term).en}')} " for term in sorted(self.borne)}

    @cached_property
    def prose(self) -> str:
        """All texts but names, terms and addresses."""
        return _spelled(APART.join(text for _field, text, is_address in self._texts if not is_address))

    @cached_property
    def everything(self) -> str:
        """Names, texts and addresses: no place for synonyms."""
        return self.names + self.prose + _spelled(APART.join(text for _field, text, is_address in self._texts if is_address))

    @cached_property
    def _texts(self) -> list[tuple[str, str, bool]]:
        """Field, text, and whether it is an address; what stands below ``sources`` says nothing of the entry itself."""
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
        """The fields in which what is wanted stands: whole, else by another name, else word by word."""
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
        schema = self.context.schemas.get(self.entry.kind)
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
    """Weight and reasons of the best place in which an entry has what is wanted."""
    is_named = _stands(each, reading.names)
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
