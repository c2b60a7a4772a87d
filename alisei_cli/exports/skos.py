"""The taxonomy as SKOS in Turtle, for thesaurus programs and catalogues.

Each facet is a scheme, each term a concept. Codes of other classifications are concepts of a scheme of their own with their notation:
most have no IRI, and a term is only close to them.
Needs the libraries of ``requirements/exports.txt``.
"""

from collections.abc import Iterator, Mapping

from alisei_cli.exports._contract import Export
from alisei_cli.exports._iris import Iris, iris_of
from alisei_cli.exports._rdf import Literal, Statement, say_in_both, write_turtle
from alisei_cli.exports._state import version_of
from alisei_cli.language import Labels
from alisei_cli.model.about import About, read_about
from alisei_cli.model.schema import split_languages
from alisei_cli.model.taxonomy import Taxonomy, Term
from alisei_cli.model.view import View

NO_CLASSIFICATION = "other"
"""The mapping that holds remarks, not codes."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``taxonomy.ttl``.

    Raises:
        SurroundingsError: the library rdflib is not installed.
    """
    return {"taxonomy.ttl": write_turtle(_state_all(dataset))}


def _state_all(dataset: View) -> Iterator[Statement]:
    taxonomy, iris, about = dataset.context.taxonomy, iris_of(dataset), read_about(dataset.context.policy)
    whole = iris.of("taxonomy")
    yield whole, "rdf:type", "dcat:Dataset"
    yield from say_in_both(whole, "dct:title", Labels(f"{about.title.it}: tassonomia", f"{about.title.en}: taxonomy"))
    yield whole, "dct:bibliographicCitation", Literal(about.cite(about.title.en))
    yield whole, "owl:versionInfo", Literal(version_of(dataset))
    for facet in taxonomy.facets.values():
        scheme = iris.of("facets", facet.name)
        yield scheme, "rdf:type", "skos:ConceptScheme"
        yield from say_in_both(scheme, "dct:title", facet.labels)
        yield from say_in_both(scheme, "skos:scopeNote", facet.rule)
        yield scheme, "dct:isPartOf", whole
        yield scheme, "owl:versionInfo", Literal(taxonomy.version)
        yield from _licence(scheme, about)
        for term in facet.terms.values():
            yield from _concept(term, scheme, taxonomy, iris)
    yield from _licence(whole, about)
    yield from _codes(dataset, iris)


def _concept(term: Term, scheme: str, taxonomy: Taxonomy, iris: Iris) -> Iterator[Statement]:
    concept = iris.of("terms", term.code)
    yield concept, "rdf:type", "skos:Concept"
    yield concept, "skos:inScheme", scheme
    yield concept, "skos:notation", Literal(term.code)
    yield from say_in_both(concept, "skos:prefLabel", term.labels)
    for lang, label, words in (("it", term.labels.it, term.synonyms_it), ("en", term.labels.en, term.synonyms_en)):
        yield from ((concept, "skos:altLabel", Literal(word, lang)) for word in words if word != label)
    if term.note:
        yield from say_in_both(concept, "skos:scopeNote", term.note)
    above = term.parent
    if above and above in taxonomy.facets[term.facet].terms and term.code not in taxonomy.ancestors(above):
        yield concept, "skos:broader", iris.of("terms", above)
        yield iris.of("terms", above), "skos:narrower", concept
    else:
        yield concept, "skos:topConceptOf", scheme
        yield scheme, "skos:hasTopConcept", concept
    yield from _retired(term, concept, taxonomy, iris)
    for name, codes in term.mappings.items():
        for code in codes:
            if name == NO_CLASSIFICATION:
                yield concept, "skos:editorialNote", Literal(code)
            else:
                yield concept, "skos:closeMatch", iris.of("codes", name, code)


def _retired(term: Term, concept: str, taxonomy: Taxonomy, iris: Iris) -> Iterator[Statement]:
    if term.deprecated:
        yield concept, "owl:deprecated", Literal("true", type="xsd:boolean")
        yield from say_in_both(
            concept, "skos:changeNote", Labels(f"non più in uso dal {term.deprecated}", f"not used since {term.deprecated}")
        )
        yield from ((concept, "dct:isReplacedBy", iris.of("terms", heir)) for heir in term.heirs if heir in taxonomy.terms)


def _codes(dataset: View, iris: Iris) -> Iterator[Statement]:
    """The codes that terms are close to, each in the scheme of its classification, which the schema of the taxonomy names."""
    schema, terms = dataset.context.schemas.get("taxonomy"), dataset.context.taxonomy.terms.values()
    for name, code in sorted({(name, code) for term in terms for name, codes in term.mappings.items() for code in codes}):
        if name == NO_CLASSIFICATION:
            continue
        scheme, concept = iris.of("classifications", name), iris.of("codes", name, code)
        node = schema.at(("facets", "any", "terms", "any", "mappings", name)) if schema else {}
        yield scheme, "rdf:type", "skos:ConceptScheme"
        yield from say_in_both(scheme, "dct:title", split_languages(node.get("title") or name))
        yield concept, "rdf:type", "skos:Concept"
        yield concept, "skos:inScheme", scheme
        yield concept, "skos:notation", Literal(code)


def _licence(subject: str, about: About) -> Iterator[Statement]:
    if about.licence_address:
        yield subject, "dct:license", about.licence_address


EXPORT = Export(build, "taxonomy.ttl")
