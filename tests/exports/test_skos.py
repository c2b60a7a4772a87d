"""The taxonomy as SKOS, read back by rdflib and held against the integrity conditions of the SKOS reference."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from alisei_cli.core.view import view
from alisei_cli.escape import escape_line
from alisei_cli.exports import EXPORTS
from alisei_cli.exports._rdf import Literal as Text
from alisei_cli.exports._rdf import write_turtle
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, make

BASE = "https://w3id.org/alisei/"
MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def graph_of(root: Path) -> Graph:
    return Graph().parse(data=EXPORTS.load("skos").build(view(load_dataset(root)))["taxonomy.ttl"], format="turtle")


@pytest.fixture(scope="module")
def graph(sample: Path) -> Graph:
    return graph_of(sample)


def faults(graph: Graph) -> list[str]:
    """What breaks a condition: S9, S13, S14, S27 and S46 of the SKOS reference, and what a taxonomy wants besides."""
    concepts, schemes = ({*graph.subjects(RDF.type, kind)} for kind in (SKOS.Concept, SKOS.ConceptScheme))
    found = [f"S9 {each}" for each in concepts & schemes]
    for concept in concepts:
        for one, other in combinations((SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel), 2):
            found += [f"S13 {concept} {label}" for label in {*graph.objects(concept, one)} & {*graph.objects(concept, other)}]
        languages = Counter(label.language for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal))
        found += [f"S14 {concept} {language}" for language, number in languages.items() if number > 1]
        above = {*graph.transitive_objects(concept, SKOS.broader)} - {concept}
        found += [f"S27 {concept} {each}" for each in above & {*graph.objects(concept, SKOS.related)}]
        exact = {*graph.objects(concept, SKOS.exactMatch)}
        found += [f"S46 {concept}" for kind in MAPPINGS[2:] if exact & {*graph.objects(concept, kind)}]
        found += [f"cycle {concept}" for each in graph.objects(concept, SKOS.broader) if is_above(graph, each, concept)]
        found += [f"no scheme {concept}"] if not {*graph.objects(concept, SKOS.inScheme)} & schemes else []
        found += [
            f"two schemes {concept} {each}" for each in graph.objects(concept, SKOS.broader) if not in_one(graph, concept, each)
        ]
    for one, other in ((SKOS.broader, SKOS.narrower), (SKOS.topConceptOf, SKOS.hasTopConcept)):
        found += [
            f"one-sided {pair}" for pair in {*graph.subject_objects(one)} ^ {(o, s) for s, o in graph.subject_objects(other)}
        ]
    return sorted(found)


def is_above(graph: Graph, low: Node, high: Node) -> bool:
    return high in graph.transitive_objects(low, SKOS.broader)


def in_one(graph: Graph, one: Node, other: Node) -> bool:
    return {*graph.objects(one, SKOS.inScheme)} == {*graph.objects(other, SKOS.inScheme)}


def test_the_taxonomy_is_sound(graph: Graph) -> None:
    """No condition of the reference is broken, no concept is outside a scheme, no term is above itself."""
    assert faults(graph) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("t:biologics-biotech a skos:ConceptScheme .", "S9"),
        ("t:company skos:hiddenLabel 'azienda'@it .", "S13"),
        ("t:company skos:prefLabel 'Ditta'@it .", "S14"),
        ("t:university skos:related t:higher-education .", "S27"),
        ("t:company skos:exactMatch t:x ; skos:broadMatch t:x .", "S46"),
        ("t:higher-education skos:broader t:university . t:university skos:narrower t:higher-education .", "cycle"),
        ("t:alone a skos:Concept .", "no scheme"),
    ],
)
def test_what_is_unsound_is_seen(statement: str, fault: str, graph: Graph) -> None:
    """The check above can fail: each condition broken by hand."""
    statement = statement.replace("t:biologics-biotech a", "t:company a")
    broken = Graph() + graph
    broken.parse(data=f"@prefix t: <{BASE}terms/> . @prefix skos: <{SKOS}> . {statement}", format="turtle")
    assert fault in {re.split(r" http", each)[0] for each in faults(broken)}


def test_every_term_is_there(graph: Graph, sample: Path) -> None:
    """With its code, both labels, the synonyms of each language and the term above."""
    taxonomy = load_dataset(sample).context.taxonomy
    for term in taxonomy.terms.values():
        concept = URIRef(f"{BASE}terms/{term.code}")
        assert graph.value(concept, SKOS.notation) == Literal(term.code)
        assert {*graph.objects(concept, SKOS.prefLabel)} == {Literal(term.labels.it, "it"), Literal(term.labels.en, "en")}
        others = {Literal(each, "it") for each in term.synonyms_it} | {Literal(each, "en") for each in term.synonyms_en}
        assert {*graph.objects(concept, SKOS.altLabel)} == others - {*graph.objects(concept, SKOS.prefLabel)}
        assert [*graph.objects(concept, SKOS.broader)] == ([URIRef(f"{BASE}terms/{term.parent}")] if term.parent else [])
        codes = {(name, code) for name, codes in term.mappings.items() for code in codes if name != "other"}
        near = [str(each).removeprefix(f"{BASE}codes/").split("/") for each in graph.objects(concept, SKOS.closeMatch)]
        assert len(near) == len(codes)
        assert {name for name, _code in near} == {name for name, _code in codes}
    assert graph.value(URIRef(f"{BASE}taxonomy"), DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(URIRef(f"{BASE}taxonomy"), OWL.versionInfo)).startswith(f"{taxonomy.version}+")


SPOILT = """
version: 2.0.0
facets:
  sector:
    labels: {it: Settore, en: Sector}
    terms:
      old: {labels: {it: Vecchio, en: Old}, deprecated: 2026-05, replaced_by: [new, other, gone]}
      new: {labels: {it: Nuovo, en: New}, synonyms: {it: [Nuovo, novello], en: [novello]}, mappings: {ateco: ["72.1"], other: ["a b"]}}
      other: {labels: {it: 'Altro"@it . <a> <b> "', en: "Other \\\\"}, parent: nowhere}
      round: {labels: {it: Tondo, en: Round}, parent: circle}
      circle: {labels: {it: Cerchio, en: Circle}, parent: round}
      "<x> y": {labels: {it: Strano, en: Odd}, mappings: {ateco: ["<> ;"]}}
"""


def test_terms_given_up_and_terms_gone_wrong(tmp_path: Path) -> None:
    """A term given up names its heirs; what the rules of a taxonomy refuse makes no unsound and no unreadable file."""
    root = make(tmp_path / "data", {"taxonomy.yaml": SPOILT})
    graph = graph_of(root)
    old = URIRef(f"{BASE}terms/old")
    assert graph.value(old, OWL.deprecated) == Literal(lexical_or_value=True)
    assert {*graph.objects(old, DCTERMS.isReplacedBy)} == {URIRef(f"{BASE}terms/{code}") for code in ("new", "other")}
    assert faults(graph) == []
    labels = {str(each) for each in graph.objects(None, SKOS.prefLabel)}
    assert {'Altro"@it . <a> <b> "', "Other \\", "Odd"} <= labels
    assert (URIRef("a"), URIRef("b"), None) not in graph


def test_texts_have_no_unseen_character_and_no_command(tmp_path: Path) -> None:
    """Spelled out, on one line; what is no text is not touched."""
    text = 'a\r\nb \u202e \0 \ud800 ##[error]x \\u0041 """ \''
    raw = write_turtle([(f"{BASE}x", "skos:note", Text(text, "it"))])
    assert str(Graph().parse(data=raw, format="turtle").value(URIRef(f"{BASE}x"), SKOS.note)) == escape_line(text)
    assert b"##[" not in raw
    assert raw.isascii()


def test_without_an_address_iris_are_uuids(tmp_path: Path, alisei: Alisei) -> None:
    """As stable, of the registry's name, and no one's domain."""
    root = make(tmp_path / "data", {})
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text().replace("  address: https://w3id.org/alisei/\n", ""))
    graph = graph_of(root)
    named = {str(each) for each in graph.subjects(RDF.type, SKOS.Concept)}
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f-]{17}", each) for each in named)
    assert len(named) == len({*graph_of(make(tmp_path / "other", {})).subjects(RDF.type, SKOS.Concept)})
    policy.write_text(policy.read_text().replace("name: alisei", "name: agrifood"))
    assert named.isdisjoint(map(str, graph_of(root).subjects(RDF.type, SKOS.Concept)))
