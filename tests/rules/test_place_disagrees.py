"""Places: who is right, where the finding points, and what is to be typed instead."""

import pytest
from rapidfuzz import process

from alisei_cli.model.diagnostic import Edit
from tests.rules.hygiene import findings, said

RIGHT = [
    "{country: IT}",
    "{region: toscana, country: IT}",
    "{municipality: Siena, province: SI, region: toscana, country: IT}",
    "{municipality: Napoli, province: NA, region: campania, country: IT}",
    "{municipality: Trento, province: TN, region: p-a-trento, country: IT}",
    "{municipality: Bolzano, province: BZ, region: p-a-bolzano, country: IT}",
    '{municipality: "Reggio nell\'Emilia", province: RE, region: emilia-romagna, country: IT}',
    "{municipality: Castro, province: LE, region: puglia, country: IT}",
    "{municipality: Castro, province: BG, region: lombardia, country: IT}",
    "{municipality: Carbonia, province: SU, region: sardegna, country: IT}",
    "{municipality: Carbonia, province: CA, region: sardegna, country: IT}",
    "{municipality: Castro, country: IT}",
    "{municipality: Basel, country: CH}",
    "{municipality: Roma, country: US}",
    "{municipality: [Siena], province: 3, region: null, country: IT}",
    "{municipality: Siena, province: siena, country: IT}",
    "{}",
    "[Siena]",
]
WRONG = [
    (
        "{municipality: Viterbo, province: RM, region: lazio, country: IT}",
        "province",
        "Viterbo is not in the province of Roma (RM)",
        "VT",
    ),
    ("{municipality: Viterbo, province: RM, country: IT}", "province", "Viterbo is not in the province of Roma (RM)", "VT"),
    (
        "{municipality: Siena, province: VT, region: lazio, country: IT}",
        "municipality",
        "Siena is not in the province of Viterbo (VT)",
        None,
    ),
    (
        "{municipality: Siena, province: SI, region: lazio, country: IT}",
        "region",
        "Siena (SI) is in Tuscany, not in Lazio",
        "toscana",
    ),
    ("{province: SI, region: lazio, country: IT}", "region", "Siena (SI) is in Tuscany, not in Lazio", "toscana"),
    ("{municipality: Siena, region: lazio, country: IT}", "region", "Siena is in Tuscany, not in Lazio", "toscana"),
    (
        "{municipality: Trento, province: TN, region: p-a-bolzano, country: IT}",
        "region",
        "Trento (TN) is in A.P. Trento, not in A.P. Bolzano",
        "p-a-trento",
    ),
    (
        "{municipality: Olbia, province: RM, region: sardegna, country: IT}",
        "province",
        "Olbia is not in the province of Roma (RM)",
        "SS",
    ),
    ("{municipality: Siena, province: XX, region: toscana, country: IT}", "province", "there is no province XX in Italy", "SI"),
    ("{municipality: Sienna, province: SI, country: IT}", "municipality", "ISTAT knows no municipality called Sienna", "Siena"),
    (
        "{municipality: Siena, province: SI, country: FR}",
        "country",
        "FR is another country, but the rest of the place is in Italy",
        "IT",
    ),
    ("{region: toscana, country: CH}", "country", "CH is another country, but the rest of the place is in Italy", "IT"),
    ("{municipality: Basel, province: SI, country: CH}", "province", "the country is CH, but this is a province of Italy", None),
    ("{municipality: Basel, region: lazio, country: CH}", "region", "the country is CH, but this is a region of Italy", None),
]
SPELLINGS = [
    ("Milan", "MI", "Milano"),
    ("rome", "RM", "Roma"),
    ("Bozen", "BZ", "Bolzano"),
    ("Bolzano/Bozen", "BZ", "Bolzano"),
    ("Brixen", "BZ", "Bressanone"),
    ("Forli", "FC", "Forlì"),
    ("L’Aquila", "AQ", "L'Aquila"),
    ("Reggio Emilia", "RE", "Reggio nell'Emilia"),
]


@pytest.mark.parametrize("place", RIGHT)
def test_right(place: str) -> None:
    assert said("place-disagrees", f"head_office: {place}") == []


@pytest.mark.parametrize(("place", "key", "message", "value"), WRONG)
def test_wrong(place: str, key: str, message: str, value: str | None) -> None:
    found = findings("place-disagrees", f"head_office: {place}")
    assert [(each.pointer, str(each.message)) for each in found] == [(("head_office", key), message)]
    edits = found[0].fix.edits if found[0].fix else ()
    assert [edit.value for edit in edits if edit.op == "set"] == ([value] if value else [])
    assert not (found[0].fix and found[0].fix.safe)


@pytest.mark.parametrize(("written", "province", "official"), SPELLINGS)
def test_other_spellings_are_mended_safely(written: str, province: str, official: str) -> None:
    found = findings("place-disagrees", f"head_office: {{municipality: {written}, province: {province}, country: IT}}")
    assert [str(each.message) for each in found] == [f"ISTAT knows no municipality called {written}"]
    assert str(found[0].help) == f"Write {official}."
    assert found[0].fix is not None
    assert found[0].fix.safe
    assert found[0].fix.edits == (Edit(("head_office", "municipality"), official),)


def test_a_spelling_of_two_places_is_not_mended_blindly() -> None:
    """Paterno is in Basilicata and Paternò in Sicily."""
    found = findings("place-disagrees", "head_office: {municipality: PATERNO, country: IT}")
    assert found[0].fix is not None
    assert not found[0].fix.safe


def test_a_hamlet_is_not_replaced_by_something_far_away() -> None:
    found = findings("place-disagrees", "head_office: {municipality: Povo, country: IT}")
    assert found[0].fix is None
    assert "hamlet" in str(found[0].help)


HAMLETS = [
    ("Rosia", "SI", "toscana"),
    ("Bazzano", "BO", "emilia-romagna"),
    ("Corigliano Calabro", "CS", "calabria"),
    ("Taverne d'Arbia", "SI", "toscana"),
    ("Isola d'Arbia", "SI", "toscana"),
    ("Sienna", "RM", "lazio"),
]


@pytest.mark.parametrize(("written", "province", "region"), HAMLETS)
def test_nothing_far_off_is_proposed(written: str, province: str, region: str) -> None:
    place = f'{{municipality: "{written}", province: {province}, region: {region}, country: IT}}'
    (found,) = findings("place-disagrees", f"head_office: {place}")
    assert found.fix is None
    assert str(found.help).startswith("Write the municipality to which the place belongs")
    assert "Crosia" not in str(found.help)
    assert "Agazzano" not in str(found.help)


def test_a_merged_municipality_is_named_before_those_that_only_sound_alike() -> None:
    (found,) = findings("place-disagrees", "head_office: {municipality: Corigliano Calabro, province: CS, country: IT}")
    assert str(found.help).endswith("Similar names: Corigliano-Rossano (CS), Morano Calabro (CS).")


def test_every_place_of_a_name_is_named() -> None:
    (found,) = findings("place-disagrees", "head_office: {municipality: Castro, province: RM, region: lazio, country: IT}")
    assert str(found.help).endswith("of the right Castro: BG, LE.")


@pytest.mark.parametrize("country", ["CH", "NO", "MT"])
def test_a_capital_of_a_province_is_in_italy(country: str) -> None:
    assert said("place-disagrees", f"head_office: {{municipality: Roma, country: {country}}}") == [
        ("/head_office/country", f"{country} is another country, but the rest of the place is in Italy")
    ]
    assert said("wrong-folder", f"head_office: {{municipality: Roma, country: {country}}}") == []


@pytest.mark.parametrize(("written", "right"), [("ZZ", None), ("UK", "GB"), ("EL", "GR"), ("XK", None)])
def test_a_code_that_no_country_has(written: str, right: str | None) -> None:
    lines = f"head_office: {{municipality: Altrove, country: {written}}}"
    (found,) = findings("unknown-country", lines)
    assert str(found.message) == f"no country has the code {written}"
    assert (found.fix.edits[0].value if found.fix else None) == right
    assert said("place-disagrees", lines) == said("wrong-folder", lines) == []


def test_a_wrong_country_of_an_italian_place_is_italy() -> None:
    lines = "head_office: {municipality: Siena, province: SI, country: ZZ}"
    (found,) = findings("unknown-country", lines)
    assert found.fix is not None
    assert found.fix.edits[0].value == "IT"
    assert said("place-disagrees", lines) == said("wrong-folder", lines) == []


def test_two_disagreements_are_two_findings() -> None:
    place = "{municipality: Sienna, province: SI, region: lazio, country: IT}"
    assert [pointer for pointer, _ in said("place-disagrees", f"head_office: {place}")] == [
        "/head_office/municipality",
        "/head_office/region",
    ]


def test_sites_and_events_too() -> None:
    assert said("place-disagrees", "sites:\n  - {country: IT}\n  - {municipality: Siena, province: RM, country: IT}") == [
        ("/sites/1/province", "Siena is not in the province of Roma (RM)")
    ]
    assert said("place-disagrees", "place: {city: Siena, region: lazio, country: IT}", kind="event") == [
        ("/place/region", "Siena is in Tuscany, not in Lazio")
    ]
    assert said("place-disagrees", "place: {city: Shanghai, country: CN}", kind="event") == []


@pytest.mark.parametrize("place", ["region: lombardia, ", "province: TO, region: piemonte, ", ""])
def test_a_name_that_is_none_is_compared_with_few(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong names cost no more than right ones.

    Each is compared with its region, then its initial, never the country.
    """
    real, met = process.extract, []

    def counted(wanted: str, choices: list[str], **named: object) -> object:
        met.append(len(choices))
        return real(wanted, choices, **named)

    monkeypatch.setattr(process, "extract", counted)
    assert findings("place-disagrees", f"head_office: {{municipality: Cxqzwk Yyxq, {place}country: IT}}")
    assert met
    assert max(met) < 1_600
    assert len(met) <= 4
