"""Municipality, province, region and country of a place agree, under the names that ISTAT uses.

Why: the map and the totals by region and province are made from these four; a place that contradicts itself is counted in the wrong one.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {municipality: Viterbo, province: RM, region: lazio, country: IT}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {municipality: Viterbo, province: VT, region: lazio, country: IT}
```
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.countries import CODES
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.model.territory import Province, Territory
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._places import find_municipalities, list_italian_fields

SARDINIA = "sardegna"
"""Its provinces changed in 2026 and the table of municipalities is of 2025: any of its provinces is accepted for each."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Every disagreement in every place of the entry."""
    for pointer, fields in entry.blocks:
        if pointer and isinstance(fields.get("country"), str):
            yield from _judge(_place(entry, pointer, fields), context.territory)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place as written; empty where nothing is written or the schema refuses it."""

    pointer: Pointer
    key: str
    """Which field names the municipality."""
    municipality: str
    province: str
    region: str
    country: str

    def at(self, key: str) -> Pointer:
        return (*self.pointer, key)


def _place(entry: Entry, pointer: Pointer, fields: Mapping[str, Any]) -> _Place:
    def text(key: str) -> str:
        value = fields.get(key)
        return value.strip() if isinstance(value, str) and entry.is_sound((*pointer, key)) else ""

    key = "municipality" if "municipality" in fields else "city"
    return _Place(pointer, key, text(key), text("province"), text("region"), text("country"))


def _judge(place: _Place, territory: Territory) -> Iterator[Finding]:
    if place.country != "IT":
        if place.country in CODES:
            yield from _check_abroad(place, territory)
        return
    province = territory.provinces.get(place.province)
    if place.province and province is None:
        yield _report_no_province(place, territory)
    official = place.municipality
    if official and official not in territory.municipalities:
        official = territory.spellings.get(fold(_strip_sigla(official, place.province)), "")
        yield _report_no_municipality(place, official, territory)
    home = territory.municipalities.get(official, ())
    homes = {territory.provinces[sigla].region for sigla in home if sigla in territory.provinces}
    if home and province and not _is_in(place.province, home, homes, territory):
        if official != place.municipality and _is_odd(place, province, homes):
            return  # one slip: the name of the municipality has been reported
        yield _wrong_province(place, official, home, homes, territory)
    elif place.region in territory.regions and province and province.region != place.region:
        right = province.region
        yield _wrong_region(place, _("{name} ({sigla})", name=province.name, sigla=place.province), right, territory)
    elif place.region in territory.regions and home and province is None and place.region not in homes:
        yield _wrong_region(place, official, min(homes), territory)


def _strip_sigla(municipality: str, sigla: str) -> str:
    """The name without the letters of its province, which have a field of their own: ``Barga (LU)``."""
    endings = (f" ({sigla})", f"({sigla})", f", {sigla}", f" {sigla}") if sigla else ()
    return next((municipality.removesuffix(each) for each in endings if municipality.endswith(each)), municipality)


def _is_in(sigla: str, home: tuple[str, ...], homes: set[str], territory: Territory) -> bool:
    return sigla in home or (SARDINIA in homes and territory.provinces[sigla].region == SARDINIA)


def _is_odd(place: _Place, province: Province, homes: set[str]) -> bool:
    """Whether province and region agree with each other, so that the municipality is the odd one out."""
    return place.region == province.region and place.region not in homes


def _check_abroad(place: _Place, territory: Territory) -> Iterator[Finding]:
    italian = list_italian_fields(asdict(place), territory)
    if not italian:
        return
    if italian == ["municipality"] or not place.municipality or territory.spellings.get(fold(place.municipality)):
        yield Finding(
            place.at("country"),
            _("{country} is another country, but the rest of the place is in Italy", country=place.country),
            _("Write country: IT, or delete the Italian parts: {fields}.", fields=italian),
            Fix(_("write country: IT"), (Edit(place.at("country"), "IT"),)),
        )
    else:
        yield Finding(
            place.at(italian[0]),
            _("the country is {country}, but this is a {field} of Italy", country=place.country, field=_FIELDS[italian[0]]),
            _("Delete it: provinces and regions are given for Italy only."),
            Fix(_("delete {fields}", fields=italian), tuple(Edit(place.at(key), op="delete") for key in italian)),
        )


_FIELDS = {"province": _("province"), "region": _("region")}


def _report_no_province(place: _Place, territory: Territory) -> Finding:
    home = territory.municipalities.get(place.municipality, ())
    message = _("there is no province {sigla} in Italy", sigla=place.province)
    if len(home) == 1:
        return Finding(place.at("province"), message, _("Write {sigla}.", sigla=home[0]), _set(place, "province", home[0]))
    return Finding(place.at("province"), message, _("Write the two letters of the number plates, such as RM for Roma."))


def _report_no_municipality(place: _Place, official: str, territory: Territory) -> Finding:
    message = _("ISTAT knows no municipality called {name}", name=place.municipality)
    pointer = place.at(place.key)
    if official:
        home = territory.municipalities[official]
        fits = (
            place.province in home if place.province else any(territory.provinces[sigla].region == place.region for sigla in home)
        )
        is_sure = fits or official.casefold() == place.municipality.casefold()  # accents distinguish places, capitals do not
        return Finding(pointer, message, _("Write {name}.", name=official), _set(place, place.key, official, safe=is_sure))
    sure, alike = find_municipalities(place.municipality, place.province, place.region, territory)
    if sure:
        help = _(
            "Write {first}. Nearest names: {names}. For a hamlet or a district, write the municipality to which it belongs.",
            first=sure[0],
            names=[_locate_municipality(name, territory) for name in sure],
        )
        return Finding(pointer, message, help, _set(place, place.key, sure[0]))
    if alike:
        help = _(
            "Write the municipality to which the place belongs, by its Italian name: not a hamlet, a district or a park. "
            "Similar names: {names}.",
            names=[_locate_municipality(name, territory) for name in alike],
        )
        return Finding(pointer, message, help)
    return Finding(
        pointer,
        message,
        _("Write the municipality to which the place belongs, by its Italian name: not a hamlet, a district or a park."),
    )


def _locate_municipality(name: str, territory: Territory) -> Text:
    return _("{name} ({sigla})", name=name, sigla=territory.municipalities[name])


def _wrong_province(place: _Place, official: str, home: tuple[str, ...], homes: set[str], territory: Territory) -> Finding:
    given = territory.provinces[place.province]
    message = _(
        "{municipality} is not in the province of {name} ({sigla})", municipality=official, name=given.name, sigla=place.province
    )
    if _is_odd(place, given, homes):
        regions = [territory.regions[slug].name for slug in sorted(homes)]
        sure, _alike = find_municipalities(official, place.province, "", territory)  # never one of another province
        if sure:
            help = _(
                "Write {near} if you mean that one; {municipality} is in {sigla}, {region}.",
                near=sure[0],
                municipality=official,
                sigla=home,
                region=regions,
            )
        elif len(home) == 1:
            help = _("Write the right municipality, or province: {sigla} and region: {region}.", sigla=home[0], region=min(homes))
        else:
            help = _(
                "Write the right municipality, or the province and the region of the right {municipality}: {siglas}.",
                municipality=official,
                siglas=home,
            )
        return Finding(place.at(place.key), message, help)
    return Finding(
        place.at("province"),
        message,
        _("Write province: {sigla}.", sigla=home[0]) if len(home) == 1 else _("Write one of {siglas}.", siglas=home),
        _set(place, "province", home[0]) if len(home) == 1 else None,
    )


def _wrong_region(place: _Place, what: object, right: str, territory: Territory) -> Finding:
    return Finding(
        place.at("region"),
        _(
            "{place} is in {right}, not in {wrong}",
            place=what,
            right=territory.regions[right].name,
            wrong=territory.regions[place.region].name,
        ),
        _("Write region: {region}", region=right),
        _set(place, "region", right),
    )


def _set(place: _Place, key: str, value: str, safe: bool = False) -> Fix:
    return Fix(_("write {key}: {value}", key=key, value=value), (Edit(place.at(key), value),), safe)


RULE = Rule("ALI403", Severity.ERROR, check)
