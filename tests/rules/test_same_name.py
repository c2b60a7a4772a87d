"""The same folded name in one place."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import event, org, said

MERGED = {"status": "merged", "status_since": "2015", "status_reason": "Taken over"}


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        (("toscana", "Siena"), ("toscana", "Siena"), "b.yaml"),
        (("toscana", "Siena"), ("toscana", "Pisa"), None),
        (("toscana", "Siena"), ("toscana", ""), "b.yaml"),
        (("toscana", ""), ("toscana", "Siena"), "a.yaml"),
        (("toscana", ""), ("lazio", "Roma"), None),
        (("toscana", ""), ("lazio", ""), None),
        (("toscana", ""), ("toscana", ""), "b.yaml"),
    ],
)
def test_place(dataset: Dataset, one: tuple[str, str], other: tuple[str, str], named: str | None) -> None:
    root = dataset(org("a", *one, name="Alfa S.r.l.") | org("b", *other, name="ALFÀ"))
    assert [(path, pointer) for _code, path, pointer, _ in said(root)] == ([(named, "names.0.value")] if named else [])


def test_a_body_of_which_only_the_country_is_known_may_sit_anywhere(dataset: Dataset) -> None:
    unknown = org("a", "italia", name="Alfa", head_office="{country: IT}")
    root = dataset(unknown | org("b", "lazio", "Roma", name="Alfa") | org("c", "toscana", "Siena", name="Alfa"))
    assert said(root) == [("ALI304", "a.yaml", "names.0.value", "Alfa (a) and Alfa (b) have the same name, and may be one body")]


def test_three_of_one_name_lead_to_the_first(dataset: Dataset) -> None:
    root = dataset(org("a", name="Alfa") | org("b", name="Alfa") | org("c", name="Alfa"))
    assert [(path, message[:21]) for _code, path, _pointer, message in said(root)] == [
        ("b.yaml", "Alfa (a) and Alfa (b)"),
        ("c.yaml", "Alfa (a) and Alfa (c)"),
    ]


def test_two_names_shared_are_one_finding(dataset: Dataset) -> None:
    names = "[{value: Alfa, kind: display}, {value: Alfa Beta Gamma, kind: legal}]"
    assert len(said(dataset(org("a", names=names) | org("b", names=names)))) == 1


def test_merged_entries_and_editions_of_an_event_may_share_a_name(dataset: Dataset) -> None:
    merged = org("a", name="Alfa", successor="b", **MERGED) | org("b", name="Alfa")
    assert said(dataset(merged | event("x-1", name="Meet") | event("x-2", name="Meet"))) == []


def test_an_equal_code_says_it_already(dataset: Dataset) -> None:
    vat = {"identifiers": "{vat: 00743110157}", "website": "https://www.alfa.it", "name": "Alfa"}
    assert [code for code, *_ in said(dataset(org("a", **vat) | org("b", **vat)))] == ["ALI302"]


def _pair(one: str, other: str, **fields: str) -> dict[str, str]:
    """Build two companies in Siena with their own lists of names."""
    return {**org("alfa", town="Siena", names=one), **org("beta", town="Siena", names=other, **fields)}


ALFA = "{value: Centro Alfa, kind: display}"
BETA = "{value: Istituto Beta, kind: display}"
EVERY_NAME = [
    (f"[{ALFA}, {{value: Gamma, kind: alias}}]", f"[{BETA}, {{value: Gamma, kind: legal}}]", {}, True),
    (f"[{ALFA}, {{value: Gamma, kind: former}}]", f"[{BETA}, {{value: gamma, kind: alias}}]", {}, True),
    (f"[{ALFA}, {{value: GAM, kind: acronym}}]", f"[{BETA}, {{value: GAM, kind: acronym}}]", {}, True),
    (f"[{ALFA}, {{value: Istituto Beta, kind: former}}]", f"[{BETA}]", {}, True),
    (f"[{ALFA}, {{value: Istituto Beta, kind: former}}]", f"[{BETA}]", {"relations": "[{kind: predecessor, target: alfa}]"}, False),
    (f"[{ALFA}, {{value: Gamma, kind: alias}}]", f"[{BETA}, {{value: Delta, kind: alias}}]", {}, False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "fields", "is_said"), EVERY_NAME)
def test_every_name_of_an_entry_takes_part(one: str, other: str, fields: dict[str, str], is_said: bool, dataset: Dataset) -> None:
    assert bool(said(dataset(_pair(one, other, **fields)), "ALI304")) is is_said


def test_initials_alone_make_no_body_in_another_town(dataset: Dataset) -> None:
    one = org("alfa", town="Siena", names=f"[{ALFA}, {{value: GAM, kind: acronym}}]")
    other = org("beta", town="", names=f"[{BETA}, {{value: GAM, kind: acronym}}]")
    assert said(dataset({**one, **other}), "ALI304") == []


LOOK_ALIKES = [
    ("Istituto Rossi", "Rossi Institute"),
    ("Istituto Nazionale di Oceanografia", "National Institute of Oceanography"),
    ("Fondazione Bianchi per la Ricerca", "Fondazione Ricerca Bianchi"),
    ("Laboratori Farmacologici Verrdi", "Laboratori Farmacologici Verdi"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_names_that_differ_by_order_language_or_a_slip_are_told(one: str, other: str, dataset: Dataset) -> None:
    root = dataset(org("alfa", town="Siena", name=one) | org("beta", town="Siena", name=other))
    ((code, path, pointer, message),) = said(root)
    assert (code, path, pointer) == ("ALI304", "beta.yaml", "names.0.value")
    assert message.startswith(f"{one} (alfa) and {other} (beta) look like one body: ")
    ((location, _words),) = validate(root).diagnostics[0].related
    assert location.path.endswith("alfa.yaml")


@pytest.mark.parametrize(("towns", "path"), [(("Siena", "Siena"), "beta"), (("", "Siena"), "alfa"), (("Siena", ""), "beta")])
def test_what_is_said_of_two_entries_is_the_same_wherever_it_stands(towns: tuple[str, str], path: str, dataset: Dataset) -> None:
    """A whole dataset does not tell which entry came first."""
    root = dataset(org("alfa", town=towns[0], name="Gamma") | org("beta", town=towns[1], name="Gamma"))
    (diagnostic,) = validate(root).diagnostics
    ((_location, words),) = diagnostic.related
    assert diagnostic.path.endswith(f"{path}.yaml")
    assert str(diagnostic.message) == "Gamma (alfa) and Gamma (beta) have the same name, and may be one body"
    assert str(words) == "here is the other one"


@pytest.mark.parametrize(
    "fields",
    [
        {"region": "lazio", "town": "Roma"},
        {"town": "Pisa"},
        {"relations": "[{kind: parent, target: alfa}]"},
        {"identifiers": "{vat: 00743110157}"},
    ],
)
def test_a_look_alike_elsewhere_tied_or_with_another_code_is_none(fields: dict[str, str], dataset: Dataset) -> None:
    more = {"identifiers": "{vat: 01114601006}"} if "identifiers" in fields else {}
    root = dataset(
        org("alfa", town="Siena", name="Istituto Rossi", **more)
        | org("beta", **({"town": "Siena", "name": "Rossi Institute"} | fields))
    )
    assert said(root, "ALI304") == []


def test_a_look_alike_with_the_same_website_is_told_once(dataset: Dataset) -> None:
    site = {"town": "Siena", "website": "https://www.rossi.it"}
    root = dataset(org("alfa", name="Istituto Rossi", **site) | org("beta", name="Rossi Institute", **site))
    assert [code for code, *_ in said(root)] == ["ALI304"]
