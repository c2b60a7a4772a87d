"""Entries that another taxonomy concerns: they bear a term that it changes, or one beside it in the tree."""

from collections.abc import Iterable
from dataclasses import replace

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.taxonomy import Facet, Taxonomy


def find_concerned(entries: Iterable[Entry], context: Context, taxonomy: Taxonomy) -> frozenset[str]:
    """Paths of the entries that the rules may judge otherwise under ``taxonomy``."""
    codes = _list_changed(context.taxonomy, taxonomy)
    schemas = context.schemas
    return frozenset(
        entry.path
        for entry in entries
        if any(value in codes for _pointer, _facet, value in schemas[entry.kind].terms(entry.data))
    )


def _list_changed(old: Taxonomy, new: Taxonomy) -> set[str]:
    """Codes whose term or facet differs, with their parents and all below them."""
    changed = {code for code in {*old.terms, *new.terms} if old.terms.get(code) != new.terms.get(code)}
    for name in {*old.facets, *new.facets}:
        facets = [each.facets[name] for each in (old, new) if name in each.facets]
        if len(facets) < 2 or _keep_rules(facets[0]) != _keep_rules(facets[1]):
            changed |= {code for facet in facets for code in (*facet.terms, *_list_derived(facet))}
    parents = {term.parent for each in (old, new) for code, term in each.terms.items() if code in changed and term.parent}
    below = {code for each in (old, new) for code in each.terms if any(above in changed for above in _climb(code, each))}
    return changed | parents | below


def _keep_rules(facet: Facet) -> Facet:
    return replace(facet, terms={})


def _list_derived(facet: Facet) -> Iterable[str]:
    return (code for codes in facet.derived_from.values() for code in codes)


def _climb(code: str, taxonomy: Taxonomy) -> list[str]:
    """The terms above ``code``; each once, should they form a cycle."""
    found: list[str] = []
    parent = taxonomy.terms[code].parent
    while parent is not None and parent in taxonomy.terms and parent not in found:
        found.append(parent)
        parent = taxonomy.terms[parent].parent
    return found
