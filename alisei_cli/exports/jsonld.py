"""Linked data by schema.org in JSON-LD, for search engines and triple stores.

The graph has the entries, their ties and the terms that they name. The context stands in the file, so that no reader asks the network
for it. What schema.org has no word for is a property of the registry.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.exports._contract import Export
from alisei_cli.exports._iris import Iris
from alisei_cli.exports._state import state, version_of
from alisei_cli.exports._things import OWN_RELATIONS, RELATIONS, Node, Things
from alisei_cli.language import Labels
from alisei_cli.model.about import read_about
from alisei_cli.model.view import View

LINKS = (
    "url",
    "sameAs",
    "additionalType",
    "keywords",
    "category",
    "license",
    "eventStatus",
    "eventAttendanceMode",
    "inDefinedTermSet",
)
"""Properties whose values are IRIs, besides those between bodies."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``registry.jsonld``: a graph of the dataset, its entries and the terms in use."""
    things = Things(dataset)
    told = {key: value for key, value in state(dataset).items() if key != "licenses"}
    nodes = [things.describe(entry) for entry in dataset.entries]
    document = {
        "@context": _context(things.iris, told),
        "@graph": [_dataset(dataset, things) | told, *nodes, *_terms(dataset, things)],
    }
    text = escape_json(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"
    return {"registry.jsonld": text.encode("utf-8", "backslashreplace")}


def _context(iris: Iris, told: Collection[str]) -> dict[str, Any]:
    return {
        "@vocab": "https://schema.org/",
        **{name: {"@type": "@id"} for name in (*LINKS, *RELATIONS.values())},
        **{name: iris.of("fields", name) for name in ("status", *told)},
        **{name: {"@id": iris.of("fields", name), "@type": "@id"} for name in OWN_RELATIONS},
    }


def _dataset(dataset: View, things: Things) -> Node:
    about = read_about(dataset.context.policy)
    return {
        "@id": things.iris.of("dataset"),
        "@type": "Dataset",
        "name": _in_both(about.title),
        "description": _in_both(about.subject),
        "version": version_of(dataset),
        "creditText": about.cite(about.title.en),
        "inLanguage": ["it", "en"],
        **({"license": about.licence_address} if about.licence_address else {}),
        **({"publisher": {"@id": things.entry(about.publisher)}} if about.publisher in dataset.by_id else {}),
    }


def _terms(dataset: View, things: Things) -> Iterator[Node]:
    """The terms that entries name, in the order of the taxonomy."""
    schemas = dataset.context.schemas
    used = {term for entry in dataset.entries for _pointer, _facet, term in schemas[entry.kind].terms(entry.data)}
    for term in dataset.context.taxonomy.terms.values():
        if term.code in used:
            yield {
                "@id": things.term(term.code),
                "@type": "DefinedTerm",
                "termCode": term.code,
                "name": _in_both(term.labels),
                "inDefinedTermSet": things.iris.of("facets", term.facet),
            }


def _in_both(labels: Labels) -> list[Node]:
    return [{"@value": text, "@language": lang} for lang, text in (("it", labels.it), ("en", labels.en))]


EXPORT = Export(build, "registry.jsonld")
