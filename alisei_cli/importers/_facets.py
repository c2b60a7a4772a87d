"""Facets of a row, as terms of the taxonomy.

The reference tables of 2026 use their own words for types (``company-pharma``, ``hospital``); these are mapped to the nearest
certain term. A column with the name of a field (``type``, ``sector``, ``therapeutic_areas``...) and with terms as values takes
precedence.
"""

import re
from collections.abc import Iterator
from typing import Any

from alisei_cli.importers._table import Row
from alisei_cli.model.dataset import Law

TYPES = {
    "company-pharma": "company",
    "company-biotech": "company",
    "company-medtech": "company",
    "company-other": "company",
    "research-institute": "research-organisation",
    "hospital": "healthcare-organisation",
    "technology-transfer": "innovation-intermediary",
    "public-body": "public-institution",
    "investor": "investor-funder",
}
"""Type of the reference tables to the deepest term that is certain; ``foundation`` and ``other`` are decided one by one."""

COMPANY_SECTORS = {"company-pharma": "pharma", "company-biotech": "biotech", "company-medtech": "medical-devices"}
CERTAIN = {"high", "read", "partly", "ror"}
"""Grades of confidence or evidence that make the sector of a company certain."""

_SECTORS = {
    "research-organisation": "research-education",
    "higher-education": "research-education",
    "healthcare-organisation": "healthcare-provision",
    "innovation-intermediary": "innovation-support",
    "association": "innovation-support",
    "investor-funder": "innovation-support",
    "public-institution": "innovation-support",
}
"""Rule 3 of the taxonomy: the sector of a body that is no company follows from its type."""

_BETWEEN = re.compile(r"[;|,]")
"""Separators between terms, which contain none of them."""


def type_of(row: Row, law: Law) -> str | None:
    """The stakeholder type of a row; ``None`` where nobody has decided it."""
    facet = law.taxonomy.facets.get("stakeholder-type")
    terms = facet.terms if facet else {}
    given = row.get("type") or ""
    if row.get("epr") in ("yes", "part") and given == "research-institute":
        return "public-research-body"
    mapped = TYPES.get(given, given)
    return mapped if mapped in terms else None


def sector_of(row: Row, type_: str | None, law: Law) -> str | None:
    """The primary sector of a row: as decided, else by rule 3, else of a company whose kind is certain; else not known."""
    if "sector" in row:
        return row["sector"] or None
    given = row.get("type") or ""
    if type_ == "irccs":
        return "hospital-care"
    for code in [type_ or "", *law.taxonomy.ancestors(type_ or "")]:
        if code in _SECTORS:
            return _SECTORS[code]
    grade = row.get("confidence") or row.get("evidence") or ""
    return COMPANY_SECTORS.get(given) if grade in CERTAIN else None


def lists_of(row: Row) -> Iterator[tuple[str, list[str]]]:
    """List the fields of a row that hold several terms.

    The separators are semicolons and commas.
    """
    for field in ("therapeutic_areas", "technologies", "value_chain", "profile", "trajectories"):
        terms = [term.strip() for term in _BETWEEN.split(row.get(field) or "") if term.strip()]
        if terms:
            yield field, terms


def judgement(row: Row, law: Law) -> dict[str, Any]:
    """Type, sector and the other facets of a row, as far as they are known."""
    type_ = type_of(row, law)
    sector = sector_of(row, type_, law)
    data: dict[str, Any] = {}
    if type_:
        data["type"] = type_
    if sector:
        data["sector"] = {"primary": sector}
    data.update(lists_of(row))
    return data
