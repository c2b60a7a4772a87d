"""Head office of a row: municipality, province, region and country."""

from dataclasses import dataclass
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.importers._table import Row
from alisei_cli.language import Text, _
from alisei_cli.model import countries
from alisei_cli.model.territory import Territory
from alisei_cli.nearest import find_nearest_by

AUTONOMOUS = frozenset({"04", "4", "trentino alto adige", "trentino alto adige sudtirol", "trentino south tyrol"})
"""ISTAT's code and names of a region split in two here."""


@dataclass(frozen=True, slots=True)
class Office:
    """The head office of a row, or why it is unclear."""

    place: dict[str, Any]
    refusal: Text | None = None


def office_of(row: Row, territory: Territory) -> Office:
    """Read the head office of a row; complete it from ISTAT's tables.

    Municipality and province stay as written if ISTAT does not know them: the rules suggest the right name.
    """
    country = row.get("country") or "IT"
    country = countries.find_country(country) or {"italia": "IT", "italy": "IT"}.get(fold(country), country)
    municipality = _resolve_municipality(row.get("municipality") or "", territory)
    sigla = _resolve_sigla(row.get("province") or "", territory)
    place = {"municipality": municipality, "province": sigla, "country": country}
    given = {column: row[column] for column in ("region", "region_code") if row.get(column)}
    if country != "IT":
        if given:
            refusal = _(
                "its region, {region}, is not accepted: regions are given for Italy only", region=next(iter(given.values()))
            )
            return Office(_drop_empty(place), refusal)
        return Office(_drop_empty(place))
    derived = _derive_region(municipality, sigla, territory)
    regions = {column: _resolve_region(value, territory) for column, value in given.items()}
    for column, value in given.items():
        if regions[column] is None and not (fold(value) in AUTONOMOUS and derived.startswith("p-a-")):
            return Office(_drop_empty(place), _explain_region(column, value, territory))
    found = {slug for slug in (*regions.values(), derived) if slug}
    if len(found) > 1:
        names = [territory.regions[slug].name for slug in sorted(found)]
        return Office(_drop_empty(place), _("it gives two different places: {regions}", regions=names))
    return Office(
        _drop_empty({"municipality": municipality, "province": sigla, "region": next(iter(found), ""), "country": country})
    )


def _drop_empty(place: dict[str, str]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if value}


def _resolve_municipality(written: str, territory: Territory) -> str:
    """Return ISTAT's name if ``written`` differs by case and accents only."""
    official = territory.spellings.get(fold(written), "")
    return official if fold(official) == fold(written) else written


def _resolve_sigla(written: str, territory: Territory) -> str:
    if written.upper() in territory.provinces:
        return written.upper()
    return next((each.sigla for each in territory.provinces.values() if fold(each.name) == fold(written)), written)


def _derive_region(municipality: str, sigla: str, territory: Territory) -> str:
    """Derive the region from the province, else from a unique municipality.

    Otherwise it is empty.
    """
    if sigla:
        return territory.provinces[sigla].region if sigla in territory.provinces else ""
    homes = {
        territory.provinces[home].region for home in territory.municipalities.get(municipality, ()) if home in territory.provinces
    }
    return homes.pop() if len(homes) == 1 else ""


def _resolve_region(written: str, territory: Territory) -> str | None:
    """Resolve a slug, a name or ISTAT's code to a slug.

    The name may be Italian or English.
    """
    if written.isdigit():
        return next((slug for slug, each in territory.regions.items() if each.istat.lstrip("0") == written.lstrip("0")), None)
    wanted = fold(written.partition("/")[0]).replace("provincia autonoma di", "p a")
    return next(
        (slug for slug, each in territory.regions.items() if wanted in (fold(slug), fold(each.name.it), fold(each.name.en))), None
    )


def _explain_region(column: str, value: str, territory: Territory) -> Text:
    if fold(value) in AUTONOMOUS:
        return _("its {column}, {value}, means two provinces: give the province, BZ or TN", column=column, value=value)
    names = {slug: (slug, each.name.it, each.name.en) for slug, each in territory.regions.items()}
    near = [] if value.isdigit() else find_nearest_by(value, names, 1)
    if near:
        return _(
            "its {column}, {value}, is not a region of Italy; did you mean {near}?", column=column, value=value, near=near[0]
        )
    return _("its {column}, {value}, is not a region of Italy", column=column, value=value)
