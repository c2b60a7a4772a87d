"""Places of head offices: which provinces a place has, and what an entry says of its own."""

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.location import ABROAD, NO_REGION, region_of, town_of
from alisei_cli.model.territory import WIDER_AREAS

PLACES = frozenset({"region", "area", "province", "municipality"})


def is_placed(name: str, value: str, entry: Entry) -> bool:
    """Whether an entry says in which region, province... its head office is."""
    if name == "municipality":
        return town_of(entry) is not None
    if name == "province":
        return entry.get("head_office", name) is not None
    return region_of(entry) not in {None, NO_REGION} - {value}


def is_elsewhere(entry: Entry, siglas: frozenset[str], context: Context) -> bool:
    """Whether an entry is known to be outside of some provinces, by its own province, its region or its country."""
    province, region = entry.get("head_office", "province"), region_of(entry)
    if isinstance(province, str):
        return province not in siglas
    return region not in (None, NO_REGION) and siglas.isdisjoint(context.territory.siglas.get(region, ()))


def lacks_place(name: str, entry: Entry) -> bool:
    """Whether an entry could say in which region, province... it is, and does not; abroad there is only a municipality."""
    return not is_placed(name, "", entry) and (name == "municipality" or region_of(entry) != ABROAD)


def siglas_of(name: str, value: str, context: Context) -> frozenset[str]:
    """The provinces in which an entry may be for which a condition on its place holds; ``italia`` and ``estero`` are none of them."""
    territory = context.territory
    if name == "province":
        return frozenset({value})
    if name == "municipality":
        return frozenset(territory.municipalities.get(value, ()))
    if name == "region":
        return frozenset(territory.siglas.get(value, (value,)))
    areas = WIDER_AREAS[value][1] if value in WIDER_AREAS else (value,)
    return frozenset(sigla for sigla, province in territory.provinces.items() if territory.regions[province.region].area in areas)
