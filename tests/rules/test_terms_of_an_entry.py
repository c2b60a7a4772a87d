"""Terms in the wrong place, too many of them, or beside one another where they cannot be."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import event, group, org, said

OFFER = "[{id: x, kind: %s, technologies: [%s], therapeutic_areas: [%s]}]"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"therapeutic_areas": "[oncology, solid-tumours, haematological-malignancies]"}, [("ALI204", "therapeutic_areas.0")]),
        ({"sector": "{primary: pharma, secondary: [vaccines]}"}, [("ALI204", "sector.primary")]),
        ({"sector": "{primary: vaccines, secondary: [pharma]}"}, [("ALI204", "sector.secondary.0")]),
        ({"sector": "{primary: vaccines, secondary: [blood-products]}"}, []),
        ({"offers": OFFER % ("licensing", "", "oncology"), "therapeutic_areas": "[solid-tumours]"}, []),
        ({"offers": OFFER % ("licensing", "", "oncology, solid-tumours")}, [("ALI204", "offers.0.therapeutic_areas.0")]),
        ({"offers": OFFER % ("oncology", "", "")}, [("ALI202", "offers.0.kind")]),
        ({"therapeutic_areas": "[cross-area]"}, []),
        ({"therapeutic_areas": "[oncology, cross-area, neurology]"}, [("ALI207", "therapeutic_areas.1")]),
        ({"type": "its-academy", "profile": "[listed-company, innovative-sme]"}, [("ALI206", "profile")]),
        ({"type": "compani", "profile": "[listed-company]"}, [("ALI201", "type")]),
        ({"type": "university", "profile": "[oncology]"}, [("ALI202", "profile.0")]),
        ({"membership": "{status: none, constituency: industrial}"}, [("ALI206", "membership.constituency")]),
        ({"membership": "{status: member, constituency: industrial}"}, []),
        ({"membership": "{status: former, constituency: industrial}"}, []),
        ({"technologies": "[oncology]", "therapeutic_areas": "[oncology]"}, [("ALI202", "technologies.0")]),
    ],
)
def test_table(dataset: Dataset, fields: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(code, pointer) for code, _path, pointer, _ in said(dataset(org("x", **fields)))] == expected


def test_a_term_of_another_facet_is_led_to_the_field_of_the_same_block(dataset: Dataset) -> None:
    root = dataset(org("x", offers=OFFER % ("licensing", "oncology", "")) | event("e", areas="[pharma]"))
    helps = {each.path.rsplit("/", 1)[-1]: str(each.help) for each in validate(root).diagnostics}
    assert helps["x.yaml"] == "Move oncology to the field offers.therapeutic_areas, or write a term of Technology here."
    assert helps["e.yaml"] == "Write a term of Cluster area of intervention instead, or delete pharma."


def test_a_term_that_is_already_where_it_belongs_is_deleted_safely(dataset: Dataset) -> None:
    (found,) = validate(dataset(org("x", technologies="[oncology]", therapeutic_areas="[oncology]"))).diagnostics
    assert found.fix is not None
    assert (found.fix.safe, found.fix.edits[0].op, found.fix.edits[0].pointer) == (True, "delete", ("technologies", 0))


def test_the_seat_of_a_groups_lead_needs_no_membership(dataset: Dataset) -> None:
    files = {path: text.replace("\nsources", "\nlead: {seat: industrial}\nsources") for path, text in group("g").items()}
    assert said(dataset(files)) == []
