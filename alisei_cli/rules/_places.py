"""Places: what can be nowhere but in Italy, and which municipality a name that is none was meant for."""

from collections.abc import Collection, Mapping
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.model.territory import Territory
from alisei_cli.nearest import Match, matches

_SETTLED = frozenset({"AR", "AU", "BR", "CA", "CL", "CO", "CU", "EC", "MX", "NZ", "PE", "PH", "US", "UY", "VE", "ZA"})
"""Countries whose towns are called after Italian ones: there is a Roma in Texas."""
_ELSEWHERE = frozenset({"Alessandria"})
"""Names that Italians give to towns abroad too."""
_SURE = 85
"""Likeness, of 100, from which a name was surely meant: among 7,896 something is always a little alike."""
_CERTAIN = 90
"""The same for a name in another province than the one that is given."""


def list_italian_fields(office: Mapping[str, Any], territory: Territory) -> list[str]:
    """Which fields of a place name what is in Italy only, though its country is another one."""
    found = []
    if str(office.get("province")) in territory.provinces:
        found.append("province")
    if str(office.get("region")) in territory.regions:
        found.append("region")
    town = str(office.get("municipality"))
    if not found and office.get("country") not in _SETTLED and town not in _ELSEWHERE:
        found += ["municipality"] if any(province.name == town for province in territory.provinces.values()) else []
    return found


def find_municipalities(name: str, province: str, region: str, territory: Territory) -> tuple[list[str], list[str]]:
    """Municipalities that ``name`` was surely meant for, and those that are only called a little like it; in the given province, if one is."""
    own = territory.provinces.get(province)
    siglas = [province] if own else territory.siglas.get(region, ())
    near = _like(name, {each for sigla in siglas for each in territory.towns.get(sigla, ())})
    sure = [match.key for match in near if match.is_exact or match.likeness >= _SURE]
    if sure or near:
        return sure, [] if sure else [match.key for match in near]
    anywhere = _like(name, territory.towns_by_initial.get(fold(name)[:1], ()))  # a different initial means a different name
    if own:
        return [], [match.key for match in anywhere if match.likeness >= _CERTAIN]
    return [match.key for match in anywhere if match.likeness >= _SURE], []


def _like(name: str, towns: Collection[str]) -> list[Match]:
    """List ``towns`` with a similar name, same first word first."""
    first = fold(name).partition(" ")[0]
    found = matches(name, {each: (each,) for each in towns}, limit=6)
    return sorted(found, key=lambda match: (not match.is_exact, fold(match.key).partition(" ")[0] != first))[:3]
