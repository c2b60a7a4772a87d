"""Tables of places shipped with the tool: ISTAT's, and other common names."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from alisei_cli.language import Labels
from alisei_cli.model.territory import Province, Region, Territory

SLUGS = {
    "01": "piemonte", "02": "valle-d-aosta", "03": "lombardia", "021": "p-a-bolzano", "022": "p-a-trento", "05": "veneto",
    "06": "friuli-venezia-giulia", "07": "liguria", "08": "emilia-romagna", "09": "toscana", "10": "umbria", "11": "marche",
    "12": "lazio", "13": "abruzzo", "14": "molise", "15": "campania", "16": "puglia", "17": "basilicata", "18": "calabria",
    "19": "sicilia", "20": "sardegna",
}  # fmt: skip
"""ISTAT code to the slug of the registry (contract, section 1)."""

_AUTONOMOUS = {"BZ": "021", "TN": "022"}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("alisei_cli").joinpath("reference", name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def load_territory() -> Territory:
    """The tables as one noun; read once a process."""
    regions = {}
    for row in _rows("regions.csv"):
        slug = SLUGS.get(row["istat_code"])
        if slug:
            it = row["name_it"].split("/")[0].replace("Provincia autonoma di", "P.A.")
            en = row["name_en"].split("/")[0].replace("Autonomous Province of", "A.P.")
            regions[slug] = Region(slug, Labels(it, en), row["nuts2_2024"], row["area"].lower(), row["istat_code"])
    provinces: dict[str, Province] = {}
    for row in _rows("provinces.csv"):
        sigla = row["sigla"]
        if sigla and sigla not in provinces:  # the Sardinian units of 2026 stand below those of 2025, still without codes
            region = SLUGS[_AUTONOMOUS.get(sigla, row["region_code"])]
            capitals = tuple(row["capitals"].split(";")) if row["capitals"] else ()
            provinces[sigla] = Province(sigla, row["name"], region, row["nuts3_2024"], capitals)
    municipalities: dict[str, tuple[str, ...]] = {}
    foreign: dict[str, str] = {}
    for row in _rows("comuni.csv"):
        name = row["name_it"]
        municipalities[name] = (*municipalities.get(name, ()), row["sigla"])
        if row["name_other"]:
            foreign[row["name_other"]] = name
    other_names: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _rows("place-names.csv"):
        of_unit = other_names.setdefault(row["unit"], {})
        of_unit[row["key"]] = (*of_unit.get(row["key"], ()), row["name"])
    return Territory(regions, provinces, municipalities, foreign, other_names)
