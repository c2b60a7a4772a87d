"""Common names of fields, and of facts that entries omit."""

from collections.abc import Mapping
from functools import lru_cache

from alisei_cli.folding import fold
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages

CALLED: Mapping[str, str] = {
    "nome": "names", "denominazione": "names", "ragione sociale": "names", "name": "names",
    "tipo": "type", "tipologia": "type", "stato": "status", "codice": "id",
    "sito": "website", "sito web": "website", "sito internet": "website", "web": "website", "url": "website", "homepage": "website",
    "settore": "sector", "settori": "sector", "settore primario": "sector.primary",
    "sede": "head_office", "sede legale": "head_office", "sede principale": "head_office",
    "indirizzo": "head_office.address", "via": "head_office.address", "comune": "head_office.municipality",
    "citta": "head_office.municipality", "city": "head_office.municipality", "provincia": "head_office.province",
    "regione": "head_office.region", "paese": "head_office.country", "nazione": "head_office.country",
    "cap": "head_office.postcode", "codice postale": "head_office.postcode", "sedi": "sites", "altre sedi": "sites",
    "partita iva": "identifiers.vat", "p iva": "identifiers.vat", "piva": "identifiers.vat", "iva": "identifiers.vat",
    "codice fiscale": "identifiers.tax_code", "cf": "identifiers.tax_code", "c f": "identifiers.tax_code",
    "identificativi": "identifiers", "codici": "identifiers",
    "fonte": "sources", "fonti": "sources", "source": "sources",
    "descrizione": "description", "email": "contact.mailbox", "e mail": "contact.mailbox", "mail": "contact.mailbox",
    "posta elettronica": "contact.mailbox", "pec": "contact.mailbox", "casella": "contact.mailbox", "contatti": "contact",
    "contatto": "contact", "modulo": "contact.form",
    "fondata": "facts.founded", "fondata nel": "facts.founded", "anno di fondazione": "facts.founded",
    "forma giuridica": "facts.legal_form", "natura giuridica": "facts.legal_form", "dimensione": "facts.size",
    "dipendenti": "facts.size", "addetti": "facts.size", "ateco": "facts.ateco", "codice ateco": "facts.ateco",
    "filiera": "value_chain", "catena del valore": "value_chain", "aree terapeutiche": "therapeutic_areas",
    "area terapeutica": "therapeutic_areas", "tecnologia": "technologies", "tecnologie": "technologies",
    "profilo": "profile", "traiettorie": "trajectories", "offerta": "offers", "offerte": "offers", "bisogni": "needs",
    "qualifiche": "qualifications", "certificazioni": "qualifications", "proprieta": "facts.ownership",
    "richieste": "needs", "esigenze": "needs", "relazioni": "relations", "collegamenti": "relations", "adesione": "membership",
    "socio": "membership", "verificata": "verified", "verificato": "verified", "confermata": "verified",
    "successore": "successor", "data": "dates", "luogo": "place", "organizzatore": "organiser", "partecipanti": "participants",
    "coordinatori": "coordinators", "membri": "members", "gruppi": "groups", "aree": "areas",
}  # fmt: skip
"""Folded words for top-level fields, besides the titles in the schema."""

PHONES = frozenset(
    {"telefono", "tel", "cellulare", "cell", "fax", "numero di telefono", "recapito telefonico", "phone", "telephone", "mobile"}
)  # fmt: skip
PERSONS = frozenset(
    {"referente", "responsabile", "direttore", "direttrice", "presidente", "amministratore", "amministratore delegato", "ceo",
     "legale rappresentante", "rappresentante legale", "persona di contatto", "contact person", "director"}
)  # fmt: skip


def find_fields(schema: Schema, key: str) -> tuple[Route, ...]:
    """Find the fields with this name, title or common name."""
    wanted = fold(key[:100])
    field = tuple(CALLED.get(wanted, "").split("."))
    if schema.at(field):
        return (field,)
    names, titles = _routes(schema)
    return tuple(names.get(wanted) or titles.get(wanted) or ())


@lru_cache(maxsize=16)
def _routes(schema: Schema) -> tuple[Mapping[str, list[Route]], Mapping[str, list[Route]]]:
    """The fields of ``schema`` by their folded names, and by their folded titles."""
    names: dict[str, list[Route]] = {}
    titles: dict[str, list[Route]] = {}
    for route, node in schema.walk():
        if route and route[-1] != "*":
            names.setdefault(fold(route[-1]), []).append(route)
            title = split_languages(node.get("title"))
            for word in {fold(title.it), fold(title.en)}:
                titles.setdefault(word, []).append(route)
    return names, titles
