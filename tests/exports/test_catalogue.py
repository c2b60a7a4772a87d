"""The catalogue of the data package, read back by rdflib and held against what DCAT-AP_IT demands."""

import hashlib
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from tests.conftest import Alisei, Dataset, stakeholder
from tests.exports.test_package import faults

FOLDER = "registry/stakeholders/toscana"
IT, SPDX, VCARD = (
    Namespace(each)
    for each in ("http://dati.gov.it/onto/dcatapit#", "http://spdx.org/rdf/terms#", "http://www.w3.org/2006/vcard/ns#")
)
EU = "http://publications.europa.eu/resource/authority/"
BASE = "https://w3id.org/alisei/"
MANDATORY = {
    IT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.modified, DCAT.dataset),
    IT.Dataset: (
        DCTERMS.identifier,
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.modified,
        DCAT.theme,
        DCTERMS.rightsHolder,
        DCTERMS.accrualPeriodicity,
        DCAT.distribution,
    ),
    IT.Distribution: (DCTERMS["format"], DCAT.accessURL, DCTERMS.license),
    IT.Agent: (DCTERMS.identifier, FOAF.name),
    IT.LicenseDocument: (DCTERMS.type,),
    IT.Organization: (VCARD.fn, VCARD.hasEmail),
}
"""Properties of each class that the national guide marks as mandatory (``profilo-overview``), and the type of a licence."""
REFERRED = {
    DCTERMS.publisher: IT.Agent,
    DCTERMS.rightsHolder: IT.Agent,
    DCTERMS.license: IT.LicenseDocument,
    DCAT.dataset: IT.Dataset,
    DCAT.distribution: IT.Distribution,
    DCAT.contactPoint: IT.Organization,
}


def package(root: Path, alisei: Alisei, *words: str) -> tuple[Path, Graph]:
    folder = root.parent / "package"
    assert alisei("-C", root, "export", "datapackage", "-o", folder, *words).code == 0
    return folder, Graph().parse(folder / "catalogue.ttl")


def lacking(graph: Graph) -> list[str]:
    """What the profile demands and the graph has not, by class and property."""
    found = [
        f"{each} {wanted}"
        for kind, properties in MANDATORY.items()
        for each in graph.subjects(RDF.type, kind)
        for wanted in properties
        if (each, wanted, None) not in graph
    ]
    for property_, kind in REFERRED.items():
        found += [f"{each} is no {kind}" for each in graph.objects(None, property_) if (each, RDF.type, kind) not in graph]
    return found


@pytest.mark.parametrize("words", [(), ("--where", "region=toscana", "--audience", "secretariat")], ids=" ".join)
def test_all_that_the_profile_demands_is_there(words: tuple[str, ...], sample: Path, alisei: Alisei) -> None:
    """Of the whole and of a choice; and the package beside it is in order."""
    folder, graph = package(sample, alisei, *words)
    assert lacking(graph) == []
    assert faults(folder) == []
    data = URIRef(f"{BASE}dataset")
    assert {*graph.objects(data, DCAT.theme)} == {URIRef(f"{EU}data-theme/{code}") for code in ("HEAL", "TECH")}
    assert graph.value(data, DCTERMS.rightsHolder) == URIRef(f"{BASE}stakeholders/cluster-alisei")
    for mandatory in (DCTERMS.modified, DCTERMS.license, DCAT.theme):
        assert lacking(graph - [each for each in graph if each[1] == mandatory])


def test_each_file_is_named_with_its_checksum(sample: Path, alisei: Alisei) -> None:
    """All files of the folder but the catalogue, byte by byte."""
    folder, graph = package(sample, alisei)
    told = {
        str(graph.value(each, DCTERMS.title)): (
            str(graph.value(graph.value(each, SPDX.checksum), SPDX.checksumValue)),
            int(str(graph.value(each, DCAT.byteSize))),
        )
        for each in graph.subjects(RDF.type, DCAT.Distribution)
    }
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "catalogue.ttl"}
    assert told == {name: (hashlib.sha256(raw).hexdigest(), len(raw)) for name, raw in files.items()}


def test_the_publisher_is_as_its_entry_says(dataset: Dataset, alisei: Alisei) -> None:
    """Name, tax code and mailbox, for whoever may see them; what may not stand in an IRI is left out."""
    more = "identifiers: {tax_code: '00905811006'}\ncontact: {mailbox: info@alisei.example}\nwebsite: 'https://a.it/<b>'\n"
    root = dataset({f"{FOLDER}/cluster-alisei.yaml": stakeholder("cluster-alisei", more, name="ALISEI")})
    publisher = URIRef(f"{BASE}stakeholders/cluster-alisei")
    _folder, graph = package(root, alisei)
    assert lacking(graph) == []
    assert graph.value(publisher, FOAF.name) == Literal("ALISEI", "it")
    assert graph.value(publisher, DCTERMS.identifier) == Literal("00905811006")
    assert graph.value(publisher, FOAF.homepage) is None
    assert {*graph.objects(None, VCARD.hasEmail)} == {URIRef("mailto:info@alisei.example")}
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [contact]}\n")
    assert not {*package(root, alisei)[1].objects(None, VCARD.hasEmail)}


def test_a_registry_that_says_nothing_of_itself(dataset: Dataset, alisei: Alisei) -> None:
    """Without address, publisher, themes and licence: all but the licence is there, in general words."""
    root = dataset({f"{FOLDER}/alfa.yaml": stakeholder("alfa")})
    (root / "schema/policy.yaml").write_text("version: 1.0.0\n")
    folder, graph = package(root, alisei)
    assert {each.rpartition(" ")[2] for each in lacking(graph)} == {str(DCTERMS.license)}
    assert {str(each) for each in graph.objects(None, DCAT.theme)} == {f"{EU}data-theme/OP_DATPRO"}
    assert faults(folder) == []
