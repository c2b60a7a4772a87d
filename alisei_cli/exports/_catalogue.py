"""The catalogue of a package by DCAT-AP_IT, the Italian profile of DCAT: one dataset, one distribution a file.

Properties and classes are those of the national guide (https://github.com/italia/linee-guida-cataloghi-dati-dcat-ap-it).
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from alisei_cli.exports._iris import Iris, iris_of, mail_iri, web_iri
from alisei_cli.exports._rdf import Literal, Statement, say_in_both
from alisei_cli.exports._state import version_of
from alisei_cli.language import Labels
from alisei_cli.model.about import About, read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.periods import period
from alisei_cli.model.view import View

EU = "http://publications.europa.eu/resource/authority/"
FREQUENCY = f"{EU}frequency/UPDATE_CONT"
"""Entries change whenever someone proposes a change."""
NO_THEME = ("OP_DATPRO",)
"""What the EU's list has for data of which no theme is known yet."""
FORMATS = {".csv": ("CSV", "text/csv"), ".json": ("JSON", "application/json")}
"""Code of the EU's list of file types, and media type, by ending."""
LICENCE_TYPES = {"CC-BY-": "Attribution", "CC0-": "PublicDomain"}
"""Type of a licence (http://purl.org/adms/licencetype/) by how its SPDX code begins."""


def list_in_catalogue(dataset: View, files: Mapping[str, bytes]) -> Iterator[Statement]:
    """All that the catalogue says of the dataset and of ``files``."""
    iris, about = iris_of(dataset), read_about(dataset.context.policy)
    catalogue, data = iris.of("catalogue"), iris.of("dataset")
    entry = dataset.by_id.get(about.publisher) or dataset.passed_over_by_id.get(about.publisher)
    publisher = iris.of(dataset.context.schemas[entry.kind].folder, entry.id) if entry else iris.of("publisher")
    yield from _types(catalogue, "dcat:Catalog", "dcatapit:Catalog")
    yield catalogue, "dcat:dataset", data
    yield catalogue, "dcat:themeTaxonomy", f"{EU}data-theme"
    yield from _types(data, "dcat:Dataset", "dcatapit:Dataset")
    yield data, "dct:identifier", Literal(about.name or "registry")
    yield data, "dct:rightsHolder", publisher
    yield data, "dct:accrualPeriodicity", FREQUENCY
    yield data, "owl:versionInfo", Literal(version_of(dataset))
    yield data, "dct:bibliographicCitation", Literal(about.cite(about.title.en))
    yield from ((data, "dcat:theme", f"{EU}data-theme/{code}") for code in about.themes or NO_THEME)
    for each in (catalogue, data):
        yield from say_in_both(each, "dct:title", about.title)
        yield from say_in_both(each, "dct:description", _describe(about, dataset))
        yield each, "dct:publisher", publisher
        yield each, "dct:modified", Literal(_last_look(dataset), type="xsd:date")
        yield from ((each, "dct:language", f"{EU}language/{code}") for code in ("ITA", "ENG"))
    yield from _publisher(publisher, entry, about)
    yield from _contact(entry, data, iris)
    for name, content in files.items():
        yield from _distribution(name, content, data, about, iris)
    yield from _licence(about)


def _distribution(name: str, content: bytes, data: str, about: About, iris: Iris) -> Iterator[Statement]:
    place, checksum = iris.of("data", name), iris.of("data", name, "checksum")
    form, media = FORMATS[PurePosixPath(name).suffix]
    yield data, "dcat:distribution", place
    yield from _types(place, "dcat:Distribution", "dcatapit:Distribution")
    yield place, "dct:title", Literal(name)
    yield place, "dct:format", f"{EU}file-type/{form}"
    yield place, "dcat:mediaType", f"https://www.iana.org/assignments/media-types/{media}"
    yield place, "dcat:accessURL", place
    yield place, "dcat:downloadURL", place
    yield place, "dcat:byteSize", Literal(str(len(content)), type="xsd:nonNegativeInteger")
    yield place, "spdx:checksum", checksum
    yield checksum, "rdf:type", "spdx:Checksum"
    yield checksum, "spdx:algorithm", "spdx:checksumAlgorithm_sha256"
    yield checksum, "spdx:checksumValue", Literal(hashlib.sha256(content).hexdigest(), type="xsd:hexBinary")
    if about.licence_address:
        yield place, "dct:license", about.licence_address


def _licence(about: About) -> Iterator[Statement]:
    if about.licence_address and about.licence:
        yield from _types(about.licence_address, "dct:LicenseDocument", "dcatapit:LicenseDocument")
        yield about.licence_address, "foaf:name", Literal(about.licence)
        found = next((type_ for start, type_ in LICENCE_TYPES.items() if about.licence.startswith(start)), None)
        if found and not {"NC", "ND", "SA"} & {*about.licence.split("-")}:
            yield about.licence_address, "dct:type", f"http://purl.org/adms/licencetype/{found}"


def _publisher(publisher: str, entry: Entry | None, about: About) -> Iterator[Statement]:
    """The body that publishes, as its entry says; the registry itself where the policy names none."""
    yield from _types(publisher, "foaf:Agent", "dcatapit:Agent")
    yield publisher, "foaf:name", Literal(entry.name if entry else about.title.it, "it")
    yield publisher, "dct:identifier", Literal(_identify(entry) if entry else about.name or "registry")
    if entry and (website := web_iri(entry.get("website"))):
        yield publisher, "foaf:homepage", website


def _identify(entry: Entry) -> str:
    """The tax code, as catalogues of the public administration ask for it, else the id."""
    return entry.text("identifiers", "tax_code") or entry.text("identifiers", "vat") or entry.id


def _contact(entry: Entry | None, data: str, iris: Iris) -> Iterator[Statement]:
    """The mailbox of the body that publishes: the profile admits no contact without one."""
    mailbox = mail_iri(entry.get("contact", "mailbox")) if entry else None
    if entry and mailbox:
        contact = iris.of("contact")
        yield data, "dcat:contactPoint", contact
        yield from _types(contact, "vcard:Organization", "dcatapit:Organization")
        yield contact, "vcard:fn", Literal(entry.name)
        yield contact, "vcard:hasEmail", mailbox


def _describe(about: About, dataset: View) -> Labels:
    counts = [(dataset.context.schemas[kind].labels, len(dataset.of_kind(kind))) for kind in dataset.context.kinds]
    return Labels(
        f"{about.subject.it}: {', '.join(f'{labels.it} {n}' for labels, n in counts if n)}.",
        f"{about.subject.en}: {', '.join(f'{labels.en} {n}' for labels, n in counts if n)}.",
    )


def _last_look(dataset: View) -> str:
    """The last day on which a source of an entry was read or an entry confirmed, as far as it is known; never after today."""
    told = (value for entry in dataset.entries for value in _dates(entry) if isinstance(value, str))
    today = dataset.context.today.isoformat()
    return max((span[0] for text in told if (span := period(text)) and span[0] <= today), default=today)


def _dates(entry: Entry) -> Iterator[object]:
    yield entry.get("verified", "on")
    yield from (source.get("accessed") for _index, source in entry.items("sources"))


def _types(subject: str, *classes: str) -> Iterator[Statement]:
    yield from ((subject, "rdf:type", each) for each in classes)
