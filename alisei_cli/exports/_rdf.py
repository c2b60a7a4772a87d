"""Statements in RDF, written as Turtle by rdflib: the same statements give the same bytes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from alisei_cli.escape import escape_line
from alisei_cli.extras import missing_library
from alisei_cli.language import Labels

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with its language, or a value with its datatype (``xsd:date``)."""

    text: str
    lang: str | None = None
    type: str | None = None


Statement = tuple[str, str, str | Literal]
"""Subject, property, object: IRIs in full, or with one of ``PREFIXES``."""


def write_turtle(statements: Iterable[Statement]) -> bytes:
    """The statements as Turtle, sorted by subject; texts are on one line and have no unseen characters.

    Raises:
        SurroundingsError: the library rdflib is not installed.
    """
    try:
        import rdflib
    except ImportError as error:
        raise missing_library("rdflib", "exports") from error
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    for subject, property_, value in statements:
        named = rdflib.URIRef(_expand(subject)), rdflib.URIRef(_expand(property_))
        if isinstance(value, Literal):
            datatype = rdflib.URIRef(_expand(value.type)) if value.type else None
            graph.add((*named, rdflib.Literal(escape_line(value.text), value.lang, datatype, normalize=False)))
        else:
            graph.add((*named, rdflib.URIRef(_expand(value))))
    return graph.serialize(format="turtle", encoding="utf-8")


def say_in_both(subject: str, property_: str, labels: Labels) -> Iterator[Statement]:
    """The labels as texts in Italian and English, where there are any."""
    yield from ((subject, property_, Literal(text, lang)) for lang, text in (("it", labels.it), ("en", labels.en)) if text)


def _expand(name: str) -> str:
    prefix, _colon, rest = name.partition(":")
    return f"{PREFIXES[prefix]}{rest}" if prefix in PREFIXES and not rest.startswith("/") else name
