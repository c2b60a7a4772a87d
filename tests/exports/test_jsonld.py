"""Linked data, read back by rdflib without a network and held against what schema.org and the entries say."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, Dataset, stakeholder
from tests.rules.entries import event

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib's own reader
FOLDER = "registry/stakeholders/toscana"
BASE = "https://w3id.org/alisei/"
S, OWN = Namespace("https://schema.org/"), Namespace(f"{BASE}fields/")


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context that is not in the file would have to be fetched."""
    monkeypatch.setattr("socket.socket.connect", None)


def graph_of(root: Path) -> Graph:
    return Graph().parse(data=EXPORTS.load("jsonld").build(view(load_dataset(root)))["registry.jsonld"], format="json-ld")


def body(id_: str) -> URIRef:
    return URIRef(f"{BASE}stakeholders/{id_}")


def texts(graph: Graph, subject: Node, *path: URIRef) -> set[str]:
    """What stands at the end of the path."""
    here = {subject}
    for property_ in path:
        here = {value for each in here for value in graph.objects(each, property_)}
    return {str(each) for each in here}


SHAPES = {
    S.Dataset: (S.name, S.license, S.creditText, S.version, OWN.audience),
    S.PropertyValue: (S.propertyID, S.value),
    S.DefinedTerm: (S.termCode, S.name, S.inDefinedTermSet),
    S.Offer: (S.category,),
    S.Demand: (S.category,),
    S.WebPage: (S.url,),
    S.PostalAddress: (S.addressCountry,),
    S.Event: (S.name, S.startDate, S.identifier),
}
"""What each node of a type must have."""


def faults(graph: Graph) -> Iterator[str]:
    """What is lacking in a node, and links that are none or lead to no node."""
    for kind, wanted in SHAPES.items():
        for node in graph.subjects(RDF.type, kind):
            yield from (f"{kind} without {each}" for each in wanted if (node, each, None) not in graph)
    for property_ in (S.keywords, S.category, S.memberOf, S.member, S.parentOrganization, S.subOrganization, S.sameAs, S.url):
        for value in graph.objects(None, property_):
            if isinstance(value, Literal):
                yield f"{property_} is a text: {value}"
            elif property_ not in (S.sameAs, S.url) and (value, RDF.type, None) not in graph:
                yield f"{property_} leads nowhere: {value}"


def test_every_entry_is_a_sound_node(sample: Path) -> None:
    """Each with its type, name, id and terms; every link leads to a node of the file."""
    graph, dataset = graph_of(sample), load_dataset(sample)
    assert [*faults(graph)] == []
    for entry in dataset.entries:
        schema = dataset.context.schemas[entry.kind]
        node = URIRef(f"{BASE}{schema.folder}/{entry.id}")
        assert entry.name in texts(graph, node, S.name) | texts(graph, node, S.legalName)
        assert entry.id in texts(graph, node, S.identifier, S.value)
        codes = {code for pointer, _facet, code in schema.terms(entry.data) if pointer[0] not in ("type", "offers", "needs")}
        assert texts(graph, node, S.keywords) == {f"{BASE}terms/{code}" for code in codes}
    assert texts(graph, URIRef(f"{BASE}dataset"), OWN.commit) == {dataset.commit}
    assert [*faults(graph - [each for each in graph if each[1] == S.termCode])]


FULL = """
website: https://www.alfa.it/
identifiers: {ror: https://ror.org/0240rwx68, vat: IT00905811006, lei: 815600EF9D8AA6E5E023, isni: 0000 0001 2103 2683, wikidata: Q42}
facts: {founded: 1990}
sites: [{label: Lab, municipality: Pisa, country: IT}]
offers:
  - {id: lab, kind: laboratory-access, technologies: [proteomics-metabolomics], summary: {it: Ciao, en: Hello}, expires: 2027-05-01}
needs:
  - {id: money, kind: equity-investment, eligible_countries: [IT, FR]}
relations:
  - {kind: member-of, target: beta}
  - {kind: parent, target: beta}
  - {kind: spin-off-of, target: gone}
contact: {mailbox: info@alfa.it, form: https://www.alfa.it/x}
"""


def test_all_of_a_body(dataset: Dataset) -> None:
    """Identifiers, address, ties, offers and needs, each where schema.org has it."""
    root = dataset(
        {
            f"{FOLDER}/alfa.yaml": stakeholder("alfa", FULL, type="university"),
            f"{FOLDER}/beta.yaml": stakeholder("beta", type="research-organisation"),
        }
    )
    graph, alfa = graph_of(root), body("alfa")
    assert [*faults(graph)] == []
    assert (alfa, RDF.type, S.EducationalOrganization) in graph
    assert (body("beta"), RDF.type, S.Organization) in graph  # the taxonomy maps it to three types
    assert texts(graph, alfa, S.sameAs) == {
        "https://ror.org/0240rwx68",
        "https://isni.org/isni/0000000121032683",
        "http://www.wikidata.org/entity/Q42",
    }
    assert texts(graph, alfa, S.leiCode) == {"815600EF9D8AA6E5E023"}
    assert texts(graph, alfa, S.identifier, S.propertyID) == {"id", "ror", "vat", "lei", "isni", "wikidata"}
    assert texts(graph, alfa, S.address, S.addressRegion) == {"Toscana"}
    assert texts(graph, alfa, S.location, S.address, S.addressLocality) == {"Pisa"}
    assert texts(graph, alfa, S.memberOf) == texts(graph, alfa, S.parentOrganization) == {str(body("beta"))}
    assert texts(graph, alfa, OWN["spin-off-of"]) == {str(body("gone"))}
    assert texts(graph, alfa, S.makesOffer) == {f"{body('alfa')}/offers/lab"}
    assert texts(graph, alfa, S.makesOffer, S.category) == {
        f"{BASE}terms/{code}" for code in ("laboratory-access", "proteomics-metabolomics")
    }
    assert Literal("Hello", "en") in {*graph.objects(URIRef(f"{alfa}/offers/lab"), S.description)}
    assert texts(graph, alfa, S.seeks, S.eligibleRegion) == {"IT", "FR"}
    assert texts(graph, alfa, S.contactPoint, S.email) == {"info@alfa.it"}


def test_events_projects_and_groups(dataset: Dataset) -> None:
    """When, where, in what state; bodies by their entries or by name."""
    files = event("a-2027", status="postponed", dates="{from: 2027-06-03, until: 2027-06-06}")
    path = "registry/events/a-2027.yaml"
    files[path] = files[path].replace("dates:", "mode: both\norganiser: {id: alfa}\nparticipants: [{name: Beta}]\ndates:")
    project = (
        "id: p\nstatus: active\nnames: [{value: P, kind: display}]\nprogramme: Horizon\nbudget: {funding: 5, currency: EUR}\n"
        "partners: [{id: alfa, role: coordinator}, {name: Gamma, role: partner}]\nsources: [{url: https://p.it, accessed: 2026}]\n"
    )
    group = "id: g\nstatus: active\nnames: [{value: G, kind: display}]\nmembers: [{id: alfa}]\nsources: [{url: https://p.it, accessed: 2026}]\n"
    root = dataset({
        **files,
        f"{FOLDER}/alfa.yaml": stakeholder("alfa"),
        "registry/projects/p.yaml": project,
        "registry/groups/g.yaml": group,
    })  # fmt: skip
    graph = graph_of(root)
    meeting, plan, team = (URIRef(f"{BASE}{each}") for each in ("events/a-2027", "projects/p", "groups/g"))
    assert [*faults(graph)] == []
    assert texts(graph, meeting, S.eventStatus) == {str(S.EventPostponed)}
    assert texts(graph, meeting, S.eventAttendanceMode) == {str(S.MixedEventAttendanceMode)}
    assert texts(graph, meeting, S.endDate) == {"2027-06-06"}
    assert texts(graph, meeting, S.organizer) == texts(graph, team, S.member) == {str(body("alfa"))}
    assert texts(graph, meeting, S.attendee, S.name) == {"Beta"}
    assert (plan, RDF.type, S.ResearchProject) in graph
    assert texts(graph, plan, S.funding, S.amount, S.value) == {"5"}
    assert texts(graph, plan, OWN.coordinator) == {str(body("alfa"))}
    assert texts(graph, plan, S.member, S.name) == {"Gamma"}


def test_entries_make_no_nodes_and_no_iris_of_their_own(dataset: Dataset, alisei: Alisei) -> None:
    """What stands where an address or a text belongs, and is none, is left out; texts are texts whatever they say."""
    more = (
        "website: 'javascript:alert(1)'\nidentifiers: {ror: 'https://ror.org/<x>', wikidata: 'Q1/../x'}\n"
        'sites: [{label: {"@id": "https://evil.example/"}, municipality: "@type"}]\n'
        "contact: {mailbox: {'@id': 'https://evil.example/'}, form: 'https://a.it/ x'}\n"
        "offers: [{id: a b, kind: x, published: {'@graph': [1]}}]\nrelations: [{kind: '@type', target: x}, {kind: parent, target: '../x y'}]\n"
    )
    root = dataset({f"{FOLDER}/alfa.yaml": stakeholder("alfa", more, name='\'{"@id": "x"}\'')})
    graph = graph_of(root)
    assert "https://evil.example/" not in {str(each) for triple in graph for each in triple}
    named = {str(each) for triple in graph for each in triple if isinstance(each, URIRef)}
    assert all(each.startswith(("https://", "http://")) and not set(' <>"') & set(each) for each in named)
    assert texts(graph, body("alfa"), S.name) == {'{"@id": "x"}'}
    assert texts(graph, body("alfa"), S.parentOrganization) == {f"{BASE}stakeholders/..%2Fx%20y"}
    out = alisei("-C", root, "export", "jsonld").out
    assert json.loads(out)["@context"]["@vocab"] == str(S)
