"""Fields of forms: every value of a schema once, with its help in both languages and its terms with all their words."""

from collections import Counter
from functools import cache

import pytest

from alisei_cli.core.form_fields import Field, list_fields
from alisei_cli.language import Labels
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import list_kept
from alisei_cli.model.routes import Route
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY

KINDS = ("stakeholder", "group", "event", "project")


@cache
def context() -> Context:
    return load_context(WorkTree(REPOSITORY)).context


def fields(kind: str = "stakeholder") -> dict[Route, Field]:
    return {each.route: each for listed in list_fields(context().schemas[kind], context()).values() for each in listed}


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_schema_has_a_field(kind: str) -> None:
    """Blocks, what no form changes, and lists within lists apart."""
    schema = context().schemas[kind]
    ends = {
        route[:-1] if route[-1] == "*" else route
        for route, node in schema.walk()
        if route and route[0] not in list_kept(context().policy) and not node.get("properties") and "items" not in node
    }
    assert set(fields(kind)) == {route for route in ends if route.count("*") < 2}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_in_both_languages(kind: str) -> None:
    """Titles, helps and mistakes; what to write stands beside every pattern."""
    for each in fields(kind).values():
        assert all((each.title.it, each.title.en)), each.route
        assert bool(each.help.it) == bool(each.help.en), each.route
        assert each.pattern is None or all((each.mistake.it, each.mistake.en)), each.route


def test_lists_stand_apart_in_the_order_of_the_schema() -> None:
    places = list(list_fields(context().schemas["stakeholder"], context()))
    assert places == [(), ("names",), ("sites",), ("offers",), ("needs",), ("relations",), ("sources",)]


INPUTS = {
    "website": "address",
    "description/it": "paragraph",
    "notes": "paragraph",
    "relations/*/target": "entry",
    "type": "choice",
    "sector/primary": "choice",
    "head_office/region": "choice",
    "technologies": "choices",
    "offers/*/therapeutic_areas": "choices",
    "identifiers/srn": "texts",
    "offers/*/eligible_countries": "texts",
    "facts/founded": "day",
    "offers/*/expires": "day",
    "offers/*/trl/from": "number",
    "facts/employees": "number",
    "names/*/value": "text",
    "identifiers/vat": "text",
    "head_office/municipality": "text",
}


def test_inputs() -> None:
    found = fields()
    assert {name: found[tuple(name.split("/"))].input for name in INPUTS} == INPUTS
    assert Counter(each.input for each in fields("event").values())["day"] > 1


def test_needed_is_what_every_entry_or_item_has() -> None:
    """What a block needs that may be absent is not asked for."""
    found = fields()
    needed = {"/".join(route) for route, each in found.items() if each.is_needed}
    assert {"type", "head_office/country", "names/*/value", "offers/*/kind", "sources/*/accessed"} <= needed
    assert needed.isdisjoint({"sector/primary", "facts/ateco/code", "offers/*/trl/from", "website"})


def test_limits_patterns_and_examples() -> None:
    found = fields()
    trl, vat, srn = found["offers", "*", "trl", "from"], found["identifiers", "vat"], found["identifiers", "srn"]
    assert (trl.least, trl.most, trl.example) == (1, 9, "4")
    assert (vat.most, vat.pattern, vat.example) == (13, "^(IT)?[0-9]{11}$", "02118311006")
    assert (srn.pattern, srn.most) == ("^[A-Z]{2}-(MF|AR|IM|PR)-[0-9]{9}$", 15)
    assert found["offers", "*", "eligible_countries"].example == "IT, FR, DE"
    assert found["contact", "mailbox"].block == Labels("Contatto", "Contact")
    assert found["offers", "*", "kind"].block.it == "Offerte"
    assert found["offers", "*", "summary", "it"].block.it == "Sintesi"
    assert found["website",].block == Labels("", "")


def test_terms_come_with_all_that_people_call_them() -> None:
    """Labels, help, the term above, and synonyms without the labels."""
    by_code = {each.code: each for each in fields()["type",].choices}
    irccs = by_code["irccs"]
    assert (irccs.labels.it, irccs.parent) == ("IRCCS", "healthcare-organisation")
    assert "prevale" in irccs.help.it
    assert irccs.synonyms
    assert irccs.labels.it not in irccs.synonyms
    terms = context().taxonomy.facets["stakeholder-type"].terms
    assert set(by_code) == {code for code, term in terms.items() if not term.deprecated}


def test_choices_without_a_facet_are_said_in_both_languages() -> None:
    found = fields()
    region = found["head_office", "region"]
    assert next(each.labels for each in region.choices if each.code == "piemonte") == Labels("Piemonte", "Piedmont")


def test_audiences_are_those_of_schema_and_policy() -> None:
    """A number for statistics is seen with a name by the last audience alone."""
    found = fields()
    assert found["website",].audience == "public"
    assert found["facts", "employees"].audience == "secretariat"
