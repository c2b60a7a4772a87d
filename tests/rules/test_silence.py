"""Problems that formerly passed: copied offers, upper-case names, persons, wrong postcodes."""

import pytest

from alisei_cli.rules.postcode_elsewhere import _BEGINNINGS
from alisei_cli.store.territory import load_territory
from tests.conftest import Dataset
from tests.rules.entries import org, said

OFFER = "{{id: {id}, kind: licensing, summary: {{it: {text}}}}}"
TEXT = "Una licenza per un brevetto sulle cellule staminali."


def _offer(id: str, text: str = TEXT) -> str:
    return f"[{OFFER.format(id=id, text=text)}]"


OFFERS = [
    (_offer("a"), {"offers": _offer("a")}, True),
    (_offer("a"), {"offers": _offer("b", TEXT.upper())}, True),
    (_offer("a"), {"needs": _offer("a")}, True),
    (_offer("a"), {"offers": _offer("a", "Un altro testo, di un'altra offerta.")}, False),
    ("[{id: a, kind: licensing}]", {"offers": "[{id: a, kind: licensing}]"}, False),
    (_offer("a"), {"offers": _offer("a"), "status": "merged", "status_since": "2015", "status_reason": "Fusione", "successor": "alfa"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "fields", "is_said"), OFFERS)
def test_an_offer_stands_in_one_entry(first: str, fields: dict[str, str], is_said: bool, dataset: Dataset) -> None:
    root = dataset({**org("alfa", offers=first), **org("beta", **fields)})
    assert [file for _code, file, _pointer, _message in said(root, "ALI313")] == (["beta.yaml"] if is_said else [])


NAMES = [
    ("KEDRION BIOPHARMA S.P.A.", True),
    ("ISTITUTO DI RICERCHE FARMACOLOGICHE", True),
    ("SOCIETÀ ITALIANA CELLULE", True),
    ("ENEA", False),
    ("EMERGENCY", False),
    ("ROELMI HPC SRL", False),
    ("ERN BOND", False),
    ("IRCCS CROB", False),
    ("Kedrion Biopharma S.p.A.", False),
]


@pytest.mark.parametrize(("name", "is_said"), NAMES)
def test_a_name_is_not_shouted(name: str, is_said: bool, dataset: Dataset) -> None:
    other = org("beta", names=f"[{{value: Beta, kind: display}}, {{value: {name}, kind: legal}}]")
    found = said(dataset({**org("alfa", name=name), **other}), "ALI428")
    assert [file for _code, file, *_rest in found] == (["alfa.yaml"] if is_said else [])


PERSONS = [
    ("Rivolgersi alla dott.ssa Maria Bianchi per i campioni di prova.", True),
    ("Diretto dal Prof. Mario Rossi, si occupa di malattie rare.", True),
    ("Il laboratorio è diretto da Prof.ssa L. Verdi e studia il sangue.", True),
    ("For samples write to Dr Anna Neri at the laboratory of Siena.", True),
    ("Guidato dall'ing. Paolo Gialli dal 2010, produce dispositivi.", True),
    ("Si trova in via Prof. Mario Rossi, accanto all'ospedale.", False),
    ("Sostenuto dalla Fondazione Dott. Carlo Verdi, studia il cuore.", False),
    ("Il dottorato di ricerca dura tre anni e si tiene a Siena.", False),
    ("Professori e dottori collaborano a progetti sulla terapia genica.", False),
    ("Il Dr. è un titolo.", False),
]


@pytest.mark.parametrize(("text", "is_said"), PERSONS)
def test_no_text_names_a_person(text: str, is_said: bool, dataset: Dataset) -> None:
    found = said(dataset(org("alfa", offers=f'[{{id: a, kind: licensing, summary: {{it: "{text}"}}}}]')), "ALI429")
    assert bool(found) is is_said
    assert not any("Bianchi" in message or "Rossi" in message for *_rest, message in found)


def test_a_body_named_after_a_person_may_say_its_name(dataset: Dataset) -> None:
    name = "[{value: Casa di cura Dott. Pederzoli, kind: display}]"
    text = "[{id: a, kind: licensing, summary: {it: La Dott. Pederzoli offre una licenza per un brevetto.}}]"
    assert said(dataset(org("alfa", names=name, offers=text)), "ALI429") == []


PLACES = [
    ("municipality: Barga, province: LU, region: toscana", "00100", True),
    ("municipality: Barga, province: LU, region: toscana", "55051", False),
    ("municipality: Barga, region: toscana", "56100", True),
    ("province: LU, region: toscana", "20100", True),
    ("region: toscana", "20100", False),
    ("municipality: Cagliari, province: CA, region: sardegna", "09124", False),
    ("municipality: Cagliari, province: CA, region: sardegna", "10124", True),
    ("municipality: Monza, province: MB, region: lombardia", "20900", False),
]


@pytest.mark.parametrize(("place", "code", "is_said"), PLACES)
def test_a_postcode_is_of_its_province(place: str, code: str, is_said: bool, dataset: Dataset) -> None:
    region = place.rsplit(" ", 1)[1]
    root = dataset(org("alfa", region, head_office=f"{{{place}, country: IT, postcode: {code}}}"))
    assert bool(said(root, "ALI431")) is is_said


def test_every_province_has_its_figures() -> None:
    provinces = load_territory().provinces.values()
    assert {each.sigla for each in provinces if each.region != "sardegna"} == set(_BEGINNINGS)
