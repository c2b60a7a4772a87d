"""Facets and their terms: the skeleton on which every subject is placed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Labels
from alisei_cli.model.source import Pointer

HIGHEST = 10
"""Maximum number of levels above a term; the rules allow three."""

_folded = lru_cache(maxsize=20_000)(fold)
LONGEST_WORD = 100
"""Characters of a word that are compared with the names of terms."""


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its labels; codes are unique over all facets and never change meaning."""

    code: str
    facet: str
    labels: Labels
    parent: str | None = None
    synonyms_it: tuple[str, ...] = ()
    """Acronyms, older words, common misspellings."""
    synonyms_en: tuple[str, ...] = ()
    note: Labels | None = None
    deprecated: str | None = None
    """Date since when the term is not to be used any more."""
    replaced_by: str | None = None
    """The term that takes its place, where there is one; of several a person chooses."""
    heirs: tuple[str, ...] = ()
    """All terms that may take its place."""
    exclusive: bool = False
    """Stands alone in its facet."""
    symmetric: bool = False
    """Two bodies that both look for it find each other: a consortium, joint research."""
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of other classifications that are near it, by classification."""

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Both languages together."""
        return self.synonyms_it + self.synonyms_en


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of looking at a subject, with the rule of how many of its terms an entry has."""

    name: str
    labels: Labels
    rule: Labels
    terms: Mapping[str, Term]
    min: int = 0
    max: int | None = None
    secondary: int | None = None
    """Most terms in a field called ``secondary``, where the facet has a primary term."""
    applies_to: tuple[str, ...] = ()
    """Stakeholder types (children included) that may bear the facet; empty means all."""
    derived_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For some of its terms: the terms of other facets, each with those below, by which reports count an entry under it."""

    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """All that people may write for each current term: code, labels, synonyms, and those of the terms that it replaces."""
        current = {code: term for code, term in self.terms.items() if not term.deprecated}
        found = {code: (code, term.labels.it, term.labels.en, *term.synonyms) for code, term in current.items()}
        for term in self.terms.values():
            if term.deprecated and term.replaced_by in current:
                found[term.replaced_by] += (term.labels.it, term.labels.en, *term.synonyms)
        return found

    def meanings(self, word: str) -> list[str]:
        """The current terms that are called ``word``, accents, case and punctuation apart."""
        wanted = fold(word[:LONGEST_WORD])
        return [code for code, forms in self.spellings().items() if wanted in map(_folded, forms)] if wanted else []


@dataclass(frozen=True)
class Taxonomy:
    """All facets of one version."""

    version: str
    facets: Mapping[str, Facet] = field(default_factory=dict)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every term by its code."""
        return {code: term for facet in self.facets.values() for code, term in facet.terms.items()}

    @cached_property
    def above(self) -> frozenset[str]:
        """Codes that stand right above another."""
        return frozenset(term.parent for term in self.terms.values() if term.parent)

    def ancestors(self, code: str) -> Iterator[str]:
        """Codes above ``code``, nearest first; stops at an unknown parent, at a cycle, and after ``HIGHEST`` levels."""
        seen = {code}
        term = self.terms.get(code)
        while term and term.parent and term.parent not in seen and len(seen) <= HIGHEST:
            seen.add(term.parent)
            yield term.parent
            term = self.terms.get(term.parent)

    def covers(self, general: str, code: str) -> bool:
        """Whether ``general`` is ``code`` itself or stands above it: a term stands for itself and its children."""
        return general == code or general in self.ancestors(code)

    def descendants(self, code: str) -> frozenset[str]:
        """``code`` with all terms below it."""
        return self.below({code})

    def below(self, codes: Collection[str]) -> frozenset[str]:
        """``codes`` with all terms below any of them."""
        return frozenset(
            other for other in self.terms if other in codes or any(above in codes for above in self.ancestors(other))
        )

    def successors(self, code: str) -> tuple[str, ...]:
        """Terms of the facet, in use, that may take the place of a deprecated ``code``, those of deprecated heirs included."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [code]
        while waiting:
            term = self.terms.get(waiting.pop(0))
            if term and term.code not in seen and term.facet == self.terms[code].facet:
                seen.add(term.code)
                if term.deprecated:
                    waiting += term.heirs
                elif term.code != code:
                    found[term.code] = None
        return tuple(found)

    def label(self, code: str) -> Labels:
        """The labels of ``code``; the code itself where it is unknown."""
        term = self.terms.get(code)
        return term.labels if term else Labels(code, code)


def build(data: Any) -> Taxonomy:
    """The taxonomy in the data of ``taxonomy.yaml``; what is malformed is left out (the schema and the rules report it)."""
    top = _map(data)
    facets = {name: _facet(name, _map(body)) for name, body in _map(top.get("facets")).items()}
    return Taxonomy(version=str(top.get("version", "")), facets=facets)


def iterate_terms(data: Any) -> Iterator[tuple[Pointer, str, dict[str, Any]]]:
    """Every term as ``taxonomy.yaml`` writes it, in its order: pointer, name of the facet, fields."""
    for name, body in _map(_map(data).get("facets")).items():
        for code, term in _map(_map(body).get("terms")).items():
            yield ("facets", name, "terms", code), name, _map(term)


def _facet(name: str, body: dict[str, Any]) -> Facet:
    limit = body.get("max")
    least = body.get("min")
    secondary = body.get("secondary")
    return Facet(
        name=name,
        labels=_labels(body.get("labels"), name),
        rule=_labels(body.get("rule"), ""),
        terms={code: _term(code, name, _map(term)) for code, term in _map(body.get("terms")).items()},
        min=least if isinstance(least, int) else 0,
        max=limit if isinstance(limit, int) else None,
        secondary=secondary if isinstance(secondary, int) else None,
        applies_to=tuple(_texts(body.get("applies_to"))),
        derived_from={code: tuple(_texts(found)) for code, found in _map(body.get("derived_from")).items()},
    )


def _term(code: str, facet: str, body: dict[str, Any]) -> Term:
    synonyms = _map(body.get("synonyms"))
    named = body.get("replaced_by")
    heirs = (named,) if isinstance(named, str) else tuple(_texts(named))
    return Term(
        code=code,
        facet=facet,
        labels=_labels(body.get("labels"), code),
        parent=_text(body.get("parent")),
        synonyms_it=tuple(_texts(synonyms.get("it"))),
        synonyms_en=tuple(_texts(synonyms.get("en"))),
        note=_labels(body.get("note"), "") if body.get("note") else None,
        deprecated=_text(body.get("deprecated")),
        replaced_by=heirs[0] if len(heirs) == 1 else None,
        heirs=heirs,
        exclusive=body.get("exclusive") is True,
        symmetric=body.get("symmetric") is True,
        mappings={name: tuple(map(str, codes)) for name, codes in _map(body.get("mappings")).items() if isinstance(codes, list)},
    )


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _labels(value: Any, otherwise: str) -> Labels:
    both = _map(value)
    return Labels(it=_text(both.get("it")) or otherwise, en=_text(both.get("en")) or otherwise)
