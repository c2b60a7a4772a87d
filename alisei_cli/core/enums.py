"""The generated parts of the schemas: terms of the taxonomy as ``enum``, explained for editors."""

from collections.abc import Mapping
from typing import Any

from alisei_cli.model.taxonomy import Taxonomy, Term

GENERATED = ("enum", "markdownEnumDescriptions")


def add_terms(document: Any, taxonomy: Taxonomy) -> Any:
    """``document`` (a JSON Schema) where each node bound to a facet (``x-alisei-facet``) lists the facet's current terms."""
    if isinstance(document, list):
        return [add_terms(item, taxonomy) for item in document]
    if not isinstance(document, dict):
        return document
    facet = document.get("x-alisei-facet")
    if not isinstance(facet, str) or facet not in taxonomy.facets:
        return {key: add_terms(value, taxonomy) for key, value in document.items()}
    kept = {key: value for key, value in document.items() if key not in GENERATED}
    terms = [term for term in taxonomy.facets[facet].terms.values() if not term.deprecated]
    return {
        **kept,
        "enum": [term.code for term in terms],
        "markdownEnumDescriptions": [_describe_term(term, taxonomy.facets[facet].terms) for term in terms],
    }


def _describe_term(term: Term, terms: Mapping[str, Term]) -> str:
    """The label in both languages, below its parent's, with the scope note if there is one."""
    above = terms.get(term.parent or "")
    it = f"{above.labels.it} › {term.labels.it}" if above else term.labels.it
    en = f"{above.labels.en} › {term.labels.en}" if above else term.labels.en
    label = f"**{it}** / **{en}**"
    return f"{label}\n\n{term.note.it}\n\n{term.note.en}" if term.note else label
