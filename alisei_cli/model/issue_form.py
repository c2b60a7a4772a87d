"""Issue forms on GitHub: the sections of each and their labels, the same for who writes the forms and who reads the issues."""

from collections.abc import Mapping

from alisei_cli.language import LANGUAGES, Labels
from alisei_cli.model.questions import QUESTIONS
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.taxonomy import Taxonomy

KIND = "stakeholder"
Key = str | Route
"""What a section is about: a field of the entry by its route, or one of ``SECTIONS``."""
SECTIONS: Mapping[str, Labels] = {
    "entry": Labels("Scheda", "Entry"),
    "request": Labels("Che cosa chiedi", "What you ask"),
    "base": Labels("Versione", "Version"),
    "block": Labels("Altro", "Other"),
    "confirm": Labels("Conferma", "Confirmation"),
    "no-persons": Labels("Dati personali", "Personal data"),
}
"""Sections that are no field of an entry, by their ids in the forms."""
CHANGE = Labels("Cambiare la scheda", "Change the entry")
LEAVE_OUT = Labels("Togliere la scheda", "Leave the entry out")
NEW: tuple[Route, ...] = tuple(each.route for each in QUESTIONS)
"""Fields of the form for a new entry."""
CHANGED: tuple[Route, ...] = (
    ("website",),
    ("contact", "mailbox"),
    ("contact", "form"),
    ("head_office", "municipality"),
    ("sector", "primary"),
    ("technologies",),
    ("therapeutic_areas",),
    ("value_chain",),
    ("description", "it"),
    ("description", "en"),
    ("sources", "*", "url"),
)
"""Fields of the form that changes an entry; all others are changed by its block."""
EMPTY = "_No response_"
"""What GitHub writes where nothing was filled in."""


def join_labels(labels: Labels) -> str:
    """Both languages, as people see them in a form."""
    return f"{labels.it} / {labels.en}" if labels.it != labels.en else labels.it


def label_field(route: Route, schema: Schema) -> str:
    """The label of a field: its title, behind that of its block where the field is one language of several."""
    title = split_languages(schema.at(route).get("title") or route[-1])
    if route[-1] not in LANGUAGES:
        return join_labels(title)
    block = split_languages(schema.at(route[:-1]).get("title") or route[-2])
    return join_labels(Labels(f"{block.it}: {_begin_small(title.it)}", f"{block.en}: {title.en}"))


def _begin_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def list_labels(schema: Schema) -> dict[str, Key]:
    """What each section of an issue is about, by its label."""
    fields: dict[str, Key] = {label_field(route, schema): route for route in (*NEW, *CHANGED) if schema.at(route)}
    return fields | {join_labels(labels): key for key, labels in SECTIONS.items()}


def list_terms(route: Route, schema: Schema, taxonomy: Taxonomy) -> dict[str, str]:
    """The codes of a field's terms by their label in both languages; empty where it has none."""
    facet = taxonomy.facets.get(str((schema.at((*route, "*")) or schema.at(route)).get("x-alisei-facet")))
    return {join_labels(term.labels): term.code for term in facet.terms.values()} if facet else {}
