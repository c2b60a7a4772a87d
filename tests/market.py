"""A small market of offers and needs: a diagnostics company, and bodies of several types that could be its partners."""

from tests.rules.entries import event, group, org

SUMMARY = "summary: {{it: {0} in italiano., en: {0} in English.}}"


def item(id_: str, kind: str, **fields: str) -> str:
    """One offer or need in a line of YAML."""
    known = {"id": id_, "kind": kind, **fields}
    return "{" + ", ".join(f"{key}: {value}" for key, value in known.items()) + "}"


MARKET = {
    **org(
        "diagnostica-rossi",
        town="Siena",
        facts="{size: small}",
        sector="{primary: in-vitro-diagnostics}",
        value_chain="[product-engineering]",
        therapeutic_areas="[infectious-diseases]",
        technologies="[point-of-care-testing]",
        offers="["
        + item("kit-rapido", "distribution-deal", technologies="[point-of-care-testing]", expires="2027-05-01")
        + ", "
        + item("vecchio-kit", "licensing", published="2024-05-01", expires="2025-05-01")
        + "]",
        needs="["
        + item(
            "studio-pilota",
            "clinical-study-partnership",
            technologies="[point-of-care-testing, artificial-intelligence]",
            therapeutic_areas="[viral-infections]",
            trl="{from: 5, to: 7}",
            expires="2027-03-31",
        )
        + ", "
        + item("consorzio", "eu-consortium", technologies="[biosensors]", eligible_countries="[IT, FR]", call="HORIZON-HLTH-2027")
        + "]",
    ),
    **org(
        "ospedale-verde",
        type="irccs",
        town="Siena",
        sector="{primary: hospital-care}",
        value_chain="[clinical-development, care-delivery]",
        therapeutic_areas="[viral-infections]",
        technologies="[point-of-care-testing]",
        offers="["
        + item(
            "studi-clinici",
            "clinical-study-partnership",
            technologies="[point-of-care-testing]",
            therapeutic_areas="[infectious-diseases]",
            trl="{from: 6, to: 8}",
            expires="2027-12-31",
        )
        + "]",
        needs="[" + item("test-rapidi", "distribution-deal", technologies="[point-of-care-testing]", expires="2026-12-31") + "]",
    ),
    **org(
        "ospedale-blu",
        region="lazio",
        type="irccs",
        therapeutic_areas="[ophthalmology]",
        offers="["
        + item(
            "studi-occhio", "clinical-study-partnership", technologies="[photonics-laser]", therapeutic_areas="[ophthalmology]"
        )
        + "]",
    ),
    **org(
        "sensori-bianchi",
        region="lombardia",
        technologies="[biosensors]",
        needs="[" + item("consorzio-sensori", "eu-consortium", technologies="[biosensors]") + "]",
    ),
    **org(
        "ricerca-alta", region="lombardia", offers="[" + item("tardi", "clinical-study-partnership", trl="{from: 1, to: 3}") + "]"
    ),
    **org("silenziosa", region="veneto"),
    **org(
        "sensori-lontani",
        region="estero",
        head_office="{municipality: Boston, country: US}",
        needs="[" + item("consorzio-usa", "eu-consortium", technologies="[biosensors]") + "]",
    ),
    **group("gdl-sensori", members="[{id: diagnostica-rossi}, {id: sensori-bianchi}]"),
    **event("fiera-2026", dates="{from: 2026-05-01}"),
}
"""Files of the market; the day of the tests is 2026-11-23."""
