"""What a row says of type, sector and the other facets: in terms of the taxonomy or words for them.

A term may be given by its code, or by a label or synonym that belongs to no other term of its facet.
The reference tables name types in their own words (``company-pharma``, ``hospital``); these become the nearest term that is certain.
"""

import re
from collections.abc import Iterator
from typing import Any

from alisei_cli.importers._table import Row
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context

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
    "association": "advocacy-representation",
    "investor-funder": "innovation-support",
    "promotion-agency": "innovation-support",
    "public-institution": "policy-regulation",
}
"""Rule 3 of the taxonomy: the sector of a body that is no company follows from its type."""

FACETS = {
    "type": "stakeholder-type", "sector": "sector", "therapeutic_areas": "therapeutic-area", "technologies": "technology",
    "value_chain": "value-chain", "profile": "company-profile", "qualifications": "qualification", "trajectories": "trajectory", "constituency": "constituency",
}  # fmt: skip
"""Columns that hold terms, with their facets."""
LISTS = ("therapeutic_areas", "technologies", "value_chain", "profile", "qualifications", "trajectories")
"""Columns that hold several."""
MOST_PARTS = 4
"""Parts, with commas between them, of the name of one term."""
_BETWEEN = re.compile(r"[;|\n]")
"""Between terms, besides commas: signs that none of their names holds."""


def meanings(column: str, word: str, context: Context) -> list[str]:
    """The terms that ``word`` stands for in ``column``: the code itself, else the current terms with such a label or synonym."""
    facet = context.taxonomy.facets.get(FACETS[column])
    if facet is None or word in facet.terms:
        return [word]
    return facet.meanings(word)


def report_unclear(row: Row, context: Context) -> Iterator[Text]:
    """Each word of a row that stands for several terms, and is not taken."""
    for column in FACETS:
        words = _words(column, row[column], context) if column in LISTS and row.get(column) else [row.get(column) or ""]
        for word in words:
            terms = meanings(column, word, context)
            if word and len(terms) > 1 and column != "type":  # a row without type is not taken at all
                yield _("its {column}, {value}, may be any of {terms}; not taken", column=column, value=word, terms=terms)


def term(column: str, word: str, context: Context) -> str | None:
    """The only term that ``word`` stands for, ``word`` itself if it stands for none, ``None`` if for several."""
    terms = meanings(column, word, context) or [word]
    return terms[0] if len(terms) == 1 else None


def type_of(row: Row, context: Context) -> str | None:
    """The stakeholder type of a row; ``None`` where no one has decided it."""
    facet = context.taxonomy.facets.get("stakeholder-type")
    terms = facet.terms if facet else {}
    given = row.get("type") or ""
    if row.get("epr") in ("yes", "part") and given == "research-institute":
        return "public-research-body"
    mapped = TYPES.get(given) or term("type", given, context)
    return mapped if mapped in terms else None


def sector_of(row: Row, type_: str | None, context: Context) -> str | None:
    """The primary sector of a row: as decided, else by rule 3, else of a company whose kind is certain; else not known."""
    if "sector" in row:
        return term("sector", row["sector"], context) if row["sector"] else None
    given = row.get("type") or ""
    if type_ == "irccs":
        return "hospital-care"
    for code in [type_ or "", *context.taxonomy.ancestors(type_ or "")]:
        if code in _SECTORS:
            return _SECTORS[code]
    grade = row.get("confidence") or row.get("evidence") or ""
    return COMPANY_SECTORS.get(given) if grade in CERTAIN else None


def lists_of(row: Row, context: Context) -> Iterator[tuple[str, list[str]]]:
    """The fields of a row that hold several terms, separated by semicolons or commas."""
    for column in LISTS:
        terms = [found for word in _words(column, row.get(column) or "", context) if (found := term(column, word, context))]
        if terms:
            yield column, list(dict.fromkeys(terms))


def _words(column: str, cell: str, context: Context) -> Iterator[str]:
    """The words of a cell; commas part them, but for those within the name of a term."""
    for part in _BETWEEN.split(cell):
        words = [word.strip() for word in part.split(",") if word.strip()]
        while words:
            lengths = (length for length in range(MOST_PARTS, 1, -1) if meanings(column, ", ".join(words[:length]), context))
            length = next(lengths, 1)
            yield ", ".join(words[:length])
            words = words[length:]


def judgement(row: Row, context: Context) -> dict[str, Any]:
    """Type, sector and the other facets of a row, as far as they are known."""
    type_ = type_of(row, context)
    sector = sector_of(row, type_, context)
    data: dict[str, Any] = {}
    if type_:
        data["type"] = type_
    if sector:
        data["sector"] = {"primary": sector}
    data.update(lists_of(row, context))
    return data
