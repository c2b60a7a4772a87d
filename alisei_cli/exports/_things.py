"""Entries as things of schema.org: organisations, events, projects, working groups, with what they offer and seek."""

from collections.abc import Iterator
from typing import Any

from alisei_cli.exports._iris import Iris, iris_of, web_iri
from alisei_cli.model.dataset import Entry
from alisei_cli.model.event_days import days_of, hours_of
from alisei_cli.model.source import Data
from alisei_cli.model.view import View

Node = dict[str, Any]

TYPES = {
    "company": "Corporation",
    "education": "EducationalOrganization",
    "facility": "ResearchOrganization",
    "government": "GovernmentOrganization",
    "healthcare": "MedicalOrganization",
}
"""Types of schema.org by those of ROR, to which the taxonomy maps the types of bodies."""
RELATIONS = {"parent": "parentOrganization", "child": "subOrganization", "member-of": "memberOf", "has-member": "member"}
"""Properties of schema.org by kind of relation."""
OWN_RELATIONS = ("predecessor", "successor", "related", "spin-off-of", "has-spin-off", "coordinator", "partner")
"""Ties between bodies for which schema.org has no word."""
STATES = {"planned": "EventScheduled", "held": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
MODES = {"in-person": "Offline", "online": "Online", "both": "Mixed"}
NAMES = {"display": "name", "legal": "legalName"}
"""Properties by kind of name; all other names are alternative ones."""


class Things:
    """Makes a node of each entry of a dataset."""

    def __init__(self, dataset: View) -> None:
        self.dataset = dataset
        self.iris: Iris = iris_of(dataset)

    def describe(self, entry: Entry) -> Node:
        """The node of an entry of any kind, without what is not known."""
        kinds = {"stakeholder": self._body, "event": self._event, "project": self._project, "group": self._group}
        schema = self.dataset.context.schemas[entry.kind]
        terms = [term for pointer, _facet, term in schema.terms(entry.data) if pointer[0] not in ("type", "offers", "needs")]
        node = {
            "@id": self.entry(entry.id, entry.kind),
            "@type": "Thing",
            **_names(entry),
            "description": _texts(entry.get("description")),
            "url": web_iri(entry.get("website")),
            "status": entry.text("status"),
            "identifier": [*self._identifiers(entry)],
            "keywords": [self.term(term) for term in dict.fromkeys(terms)],
            "subjectOf": [
                {"@type": "WebPage", "url": url} for _i, each in entry.items("sources") if (url := web_iri(each.get("url")))
            ],
        }
        return _known(node | (kinds[entry.kind](entry) if entry.kind in kinds else {}))

    def entry(self, id_: str, kind: str = "stakeholder") -> str:
        """The IRI of an entry; of one that is not there, as if it were of that kind."""
        found = self.dataset.by_id.get(id_) or self.dataset.passed_over_by_id.get(id_)
        schema = self.dataset.context.schemas.get(found.kind if found else kind)
        return self.iris.of(schema.folder if schema else kind, id_)

    def term(self, code: str) -> str:
        """The IRI of a term, the same as in the taxonomy as SKOS."""
        return self.iris.of("terms", code)

    def _identifiers(self, entry: Entry) -> Iterator[Node]:
        yield _property("id", entry.id)
        for route, name in self.dataset.context.schemas[entry.kind].identifiers:
            found = entry.get(*route)
            for code in found if isinstance(found, list) else [found]:
                if isinstance(code, (str, int)):
                    yield _property(name, str(code))

    def _body(self, entry: Entry) -> Node:
        type_ = entry.text("type")
        return {
            "@type": self._type(type_),
            "additionalType": self.term(type_) if type_ else None,
            "sameAs": [*_same(entry)],
            "vatID": entry.text("identifiers", "vat"),
            "taxID": entry.text("identifiers", "tax_code"),
            "leiCode": entry.text("identifiers", "lei"),
            "foundingDate": entry.text("facts", "founded"),
            "address": self._address(entry.get("head_office")),
            "location": [_place(each, self._address(each)) for _index, each in entry.items("sites")],
            "contactPoint": _contact(entry),
            "successor": [self.entry(id_)] if (id_ := entry.text("successor")) else None,
            **self._relations(entry),
            "makesOffer": [self._chance("Offer", "offers", each, entry) for _index, each in entry.items("offers")],
            "seeks": [self._chance("Demand", "needs", each, entry) for _index, each in entry.items("needs")],
        }

    def _type(self, code: str | None) -> str:
        """The type of schema.org, where the taxonomy maps the term, or the nearest above it, to one type of ROR."""
        terms = self.dataset.context.taxonomy.terms
        for each in (code, *self.dataset.context.taxonomy.ancestors(code)) if code in terms and code else ():
            if found := terms[each].mappings.get("ror"):
                return TYPES.get(found[0], "Organization") if len(found) == 1 else "Organization"
        return "Organization"

    def _relations(self, entry: Entry) -> Node:
        found: dict[str, list[str]] = {}
        for _index, relation in entry.items("relations"):
            kind, target = relation.get("kind"), relation.get("target")
            if isinstance(target, str) and isinstance(kind, str) and (kind in RELATIONS or kind in OWN_RELATIONS):
                found.setdefault(RELATIONS.get(kind, kind), []).append(self.entry(target))
        return found

    def _chance(self, type_: str, key: str, item: Data, entry: Entry) -> Node:
        """An offer or a need, as schema.org's offer or demand."""
        schema = self.dataset.context.schemas[entry.kind]
        id_ = item.get("id")
        return _known({
            "@id": self.iris.of(schema.folder, entry.id, key, id_) if isinstance(id_, str) else None,
            "@type": type_,
            "category": [self.term(term) for _pointer, _facet, term in schema.terms({key: [item]})],
            "description": _texts(item.get("summary")),
            "validFrom": _plain(item.get("published")),
            "validThrough": _plain(item.get("expires")),
            "eligibleRegion": _plain(item.get("eligible_countries")),
        })  # fmt: skip

    def _event(self, entry: Entry) -> Node:
        days, hours = days_of(entry), hours_of(entry)
        mode = MODES.get(entry.text("mode") or "")
        return {
            "@type": "Event",
            "startDate": f"{days.first}T{hours.starts}" if days and hours else entry.text("dates", "from"),
            "endDate": f"{days.last}T{hours.ends}" if days and hours else entry.text("dates", "until"),
            "eventStatus": f"https://schema.org/{STATES[status]}"
            if (status := entry.text("status")) in STATES and status
            else None,
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if mode else None,
            "location": self._event_place(entry),
            "superEvent": {"@type": "EventSeries", "name": series} if (series := entry.text("series")) else None,
            "organizer": self._bodies(entry, "organiser"),
            "contributor": self._bodies(entry, "partners"),
            "attendee": self._bodies(entry, "participants"),
        }

    def _event_place(self, entry: Entry) -> Node | None:
        place = entry.get("place")
        if not isinstance(place, dict):
            return None
        address = self._address({**place, "municipality": place.get("city")})
        return _known({"@type": "Place", "name": _plain(place.get("venue")), "address": address})

    def _project(self, entry: Entry) -> Node:
        amount = _plain(entry.get("budget", "funding"))
        grant = {
            "@type": "MonetaryGrant",
            "name": entry.text("programme"),
            "description": entry.text("call"),
            "identifier": _plain(entry.get("reference")),
            "amount": {"@type": "MonetaryAmount", "value": amount, "currency": entry.text("budget", "currency")}
            if amount
            else None,
        }
        partners: dict[str, list[Node]] = {}
        for _index, each in entry.items("partners"):
            role = each.get("role")
            partners.setdefault(role if role in ("coordinator", "funder") else "member", []).append(self._one(each))
        return {
            "@type": "ResearchProject",
            "foundingDate": entry.text("dates", "from"),
            "dissolutionDate": entry.text("dates", "until"),
            "funding": _known(grant) if entry.text("programme") or amount else None,
            **partners,
        }

    def _group(self, entry: Entry) -> Node:
        return {
            "@type": "Organization",
            "foundingDate": entry.text("years", "from"),
            "dissolutionDate": entry.text("years", "until"),
            "coordinator": self._bodies(entry, "coordinators"),
            "member": self._bodies(entry, "members"),
            "partner": self._bodies(entry, "partners"),
        }

    def _bodies(self, entry: Entry, key: str) -> list[Node]:
        found = entry.get(key)
        listed = found if isinstance(found, list) else [found]
        return [self._one(each) for each in listed if isinstance(each, dict)]

    def _one(self, body: Data) -> Node:
        """A body that is an entry by its IRI, another by its name."""
        id_ = body.get("id")
        return (
            {"@id": self.entry(id_)}
            if isinstance(id_, str)
            else _known({"@type": "Organization", "name": _plain(body.get("name"))})
        )

    def _address(self, place: Any) -> Node | None:
        if not isinstance(place, dict):
            return None
        region = self.dataset.context.territory.regions.get(str(place.get("region")))
        return _known({
            "@type": "PostalAddress",
            "streetAddress": _plain(place.get("address")),
            "postalCode": _plain(place.get("postcode")),
            "addressLocality": _plain(place.get("municipality")),
            "addressRegion": region.name.it if region else None,
            "addressCountry": _plain(place.get("country")),
        })  # fmt: skip


def _same(entry: Entry) -> Iterator[str]:
    """The IRIs that registers of bodies give it."""
    if ror := web_iri(entry.get("identifiers", "ror")):
        yield ror
    if (wikidata := entry.text("identifiers", "wikidata")) and wikidata.isalnum():
        yield f"http://www.wikidata.org/entity/{wikidata}"
    if (isni := (entry.text("identifiers", "isni") or "").replace(" ", "")).isalnum():
        yield f"https://isni.org/isni/{isni}"


def _names(entry: Entry) -> Node:
    """Names by property, each in its language where that is known; what it is called stands for a display name."""
    found: dict[str, list[Any]] = {}
    for _index, name in entry.items("names"):
        value, lang, kind = name.get("value"), name.get("lang"), name.get("kind")
        if isinstance(value, str):
            said = {"@value": value, "@language": lang} if lang in ("it", "en") else value
            found.setdefault(NAMES.get(str(kind), "alternateName"), []).append(said)
    return {"name": [entry.name]} | found


def _texts(value: Any) -> list[Node]:
    """A text in the languages that it has."""
    block = value if isinstance(value, dict) else {}
    return [{"@value": text, "@language": lang} for lang in ("it", "en") if isinstance(text := block.get(lang), str)]


def _contact(entry: Entry) -> Node | None:
    contact = entry.get("contact")
    if not isinstance(contact, dict):
        return None
    return _known({"@type": "ContactPoint", "email": _plain(contact.get("mailbox")), "url": web_iri(contact.get("form"))})


def _place(site: Data, address: Node | None) -> Node:
    return _known({"@type": "Place", "name": _plain(site.get("label")), "address": address})


def _property(name: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _plain(value: Any) -> Any:
    """A text or number, or a list of them: whatever an entry holds, no node of its making."""
    if isinstance(value, list):
        return [each for each in value if isinstance(each, (str, int, float))]
    return value if isinstance(value, (str, int, float)) else None


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], {})}
