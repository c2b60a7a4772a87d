"""Regions, provinces and municipalities of Italy, as ISTAT names them, under the slugs of the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from alisei_cli.folding import fold
from alisei_cli.language import Labels
from alisei_cli.model.groups import group

AREAS: Mapping[str, Labels] = {
    "nord-ovest": Labels("Nord-ovest", "North-west"),
    "nord-est": Labels("Nord-est", "North-east"),
    "centro": Labels("Centro", "Centre"),
    "sud": Labels("Sud", "South"),
    "isole": Labels("Isole", "Islands"),
}
"""ISTAT's five areas."""

WIDER_AREAS: Mapping[str, tuple[Labels, tuple[str, ...]]] = {
    "nord": (Labels("Nord", "North"), ("nord-ovest", "nord-est")),
    "centro-nord": (Labels("Centro-nord", "Centre and North"), ("nord-ovest", "nord-est", "centro")),
    "mezzogiorno": (Labels("Mezzogiorno", "South and Islands"), ("sud", "isole")),
}
"""Larger areas, as ISTAT groups the five."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region or autonomous province."""

    slug: str
    name: Labels
    nuts2: str
    area: str
    istat: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province, metropolitan city or free consortium, by its sigla."""

    sigla: str
    name: str
    region: str
    """Slug of its region."""
    nuts3: str
    """NUTS 2024 code; empty for the Sardinian units of 2026."""
    capitals: tuple[str, ...] = ()
    """Capitals, as the table of provinces lists them."""


@dataclass(frozen=True)
class Territory:
    """The country's units and how they nest (ISTAT, state of 31 December 2025, Sardinian units of 2026 added)."""

    regions: Mapping[str, Region]
    provinces: Mapping[str, Province]
    municipalities: Mapping[str, tuple[str, ...]]
    """Official name to the sigla of each province that has a municipality of that name."""
    foreign: Mapping[str, str]
    """Name in the second official language (German, French, Slovene) to the official name."""
    other_names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Common names besides ISTAT's.

    The keys are ``area``, ``region``, ``province`` or ``municipality``, then the key of the place.
    """

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every name folded (no accents, no capitals), in any language, to the official name."""
        second = {fold(other): name for other, name in self.foreign.items()}
        double = {fold(f"{name} {other}"): name for other, name in self.foreign.items()}  # Bolzano/Bozen
        abroad = {fold(other): name for name, others in self.other_names.get("municipality", {}).items() for other in others}
        return abroad | double | second | {fold(name): name for name in self.municipalities}

    @cached_property
    def siglas(self) -> Mapping[str, list[str]]:
        """Siglas of the provinces of each region."""
        return group((province.region, sigla) for sigla, province in self.provinces.items())

    @cached_property
    def towns(self) -> Mapping[str, list[str]]:
        """Municipalities of each province, by its sigla."""
        return group((sigla, name) for name, home in self.municipalities.items() for sigla in home)

    @cached_property
    def towns_by_initial(self) -> Mapping[str, list[str]]:
        """Municipalities by the folded first letter of their names."""
        return group((fold(name)[:1], name) for name in self.municipalities)
