"""What a search looks through in an entry, folded."""

from functools import cached_property

from alisei_cli.core.query import INSIDE, SAINT, Wanted
from alisei_cli.folding import fold
from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Context, Entry, Words
from alisei_cli.model.schema import split_languages

APART = " q0z0q "
"""Stands between two texts, so that no phrase is found that begins in one and ends in the other."""
BY_CODE = frozenset({"kind", "lang"})
"""Keys whose values are codes of the schema that no one looks for."""
IDS = frozenset({"id", "target"})
"""Keys whose values are ids, which hold parts of names: no place for synonyms either."""


class Reading:
    """What of an entry is looked through, each part made when it is first needed."""

    def __init__(self, entry: Entry, context: Context) -> None:
        self.entry = entry
        self.context = context
        self.names = fold_spellings(" ".join(str(name.get("value")) for _index, name in entry.items("names")))

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
        """All texts but names, terms, ids and addresses."""
        return fold_spellings(APART.join(text for _field, text, is_address in self._texts if not is_address))

    @cached_property
    def everything(self) -> str:
        """Names, texts, ids and addresses: no place for synonyms."""
        return (
            self.names + self.prose + fold_spellings(APART.join(text for _field, text, is_address in self._texts if is_address))
        )

    @cached_property
    def _texts(self) -> list[tuple[str, str, bool]]:
        """Field, text, and whether it is an address or id; what stands below ``sources`` says nothing of the entry itself."""
        found = []
        for pointer, text in self.entry.texts:
            field = str(pointer[0])
            if field in ("sources", "names") or pointer[-1] in BY_CODE or text in self.borne:
                continue
            bare = text.partition("://")[2] or text
            is_host = bare != text and field != "identifiers"
            found.append((field, bare.split("/", 1)[0] if is_host else bare, bare != text or "@" in text or pointer[-1] in IDS))
        return found

    def fields(self, each: Wanted) -> list[Words]:
        """The fields in which what is wanted stands: whole, else by another name, else word by word."""
        whole: dict[str, Words] = {}
        other: dict[str, Words] = {}
        parts: dict[str, Words] = {"names": _("name")} if has_a_word(each, self.names) else {}
        for field, text, is_address in self._texts:
            folded, title = fold_spellings(text), self._title(field)
            if is_found(each, folded):
                whole[field] = title
            elif each.others and not is_address and (called := each.others.search(folded)):
                other.setdefault(field, _("{field} ({word})", field=title, word=called.group(1)))
            elif has_a_word(each, folded):
                parts[field] = title
        return list((whole or other or parts).values())

    def _title(self, field: str) -> Labels:
        schema = self.context.schemas.get(self.entry.kind)
        return split_languages(schema.at((field,)).get("title") or field) if schema else Labels(field, field)


def fold_spellings(text: str) -> str:
    """``text`` folded, as it is and as those write it who leave out dots and apostrophes."""
    whole = SAINT.sub("S San Sant Santa Santo ", text)
    joined = INSIDE.sub("", text)
    return f" {fold(whole)} {fold(joined)} " if joined != text else f" {fold(whole)} "


def is_found(wanted: Wanted, text: str) -> bool:
    """Whether all words of one form of what is wanted are in a folded text."""
    return any(all(word.search(text) for word in form) for form in wanted.forms)


def has_a_word(wanted: Wanted, text: str) -> bool:
    """Whether one word of any form is in a folded text."""
    return any(word.search(text) for form in wanted.forms for word in form)
