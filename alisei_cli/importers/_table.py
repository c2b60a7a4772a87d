"""Rows of a CSV table as proposals: columns are named after fields, or as in the reference tables of 2026.

The reference tables name types in their own words (``company-pharma``, ``hospital``); these become the nearest term that is certain.
A column named after a field (``type``, ``sector``, ``therapeutic_areas``...) whose values are terms of the taxonomy goes first.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.language import _
from alisei_cli.model.dataset import Law
from alisei_cli.visible import armed

Row = Mapping[str, str]

MOST_COLUMNS = 200
MOST_CELLS = 1_000_000

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

_SIGN = re.compile(r"[;|]")


def rows(content: str) -> list[Row]:
    """The rows of a table with a header line; comma, semicolon or tab between cells.

    Raises:
        DataError: it has no header, a row has more cells than the header, or there are more of them than anybody reads.
    """
    reader = _reader(content)
    found: list[Row] = []
    try:
        width = len(reader.fieldnames or ())
        for row in reader:
            if width > MOST_COLUMNS or width * len(found) > MOST_CELLS:
                raise DataError(
                    _("the table has more than {columns} columns, or {cells} cells", columns=MOST_COLUMNS, cells=MOST_CELLS),
                    _("Import it in parts."),
                )
            if None in row:
                raise DataError(_("line {line} of the table has more cells than the header", line=reader.line_num))
            found.append({key.strip(): armed((value or "").strip(" ")).strip() for key, value in row.items()})
    except csv.Error as error:
        raise DataError(
            _("line {line} of the table cannot be read", line=reader.line_num),
            _(
                "Look for a quotation mark too many or too few, or for a cell of more than {n} characters.",
                n=csv.field_size_limit(),
            ),
        ) from error
    return found


def header(content: str) -> list[str]:
    """The names of a table's columns; none where it has no header."""
    return [key.strip() for key in _reader(content).fieldnames or ()]


def _reader(content: str) -> "csv.DictReader[str]":
    head = content.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    return csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)


def type_of(row: Row, law: Law) -> str | None:
    """The stakeholder type of a row; ``None`` where nobody has decided it."""
    facet = law.taxonomy.facets.get("stakeholder-type")
    terms = facet.terms if facet else {}
    given = row.get("type") or row.get("stakeholder_type") or ""
    if row.get("epr") in ("yes", "part") and given == "research-institute":
        return "public-research-body"
    mapped = TYPES.get(given, given)
    return mapped if mapped in terms else None


def sector_of(row: Row, type_: str | None, law: Law) -> str | None:
    """The primary sector of a row: as decided, else by rule 3, else of a company whose kind is certain; else not known."""
    if "sector" in row:
        return row["sector"] or None
    given = row.get("type") or row.get("stakeholder_type") or ""
    if type_ == "irccs":
        return "hospital-care"
    for code in [type_ or "", *law.taxonomy.ancestors(type_ or "")]:
        if code in _SECTORS:
            return _SECTORS[code]
    grade = row.get("confidence") or row.get("evidence") or ""
    return COMPANY_SECTORS.get(given) if grade in CERTAIN else None


def office_of(row: Row, law: Law) -> dict[str, str]:
    """The head office of a row: ISTAT's name of the municipality, sigla, slug of the region, country."""
    sigla = row.get("province_sigla") or row.get("province") or ""
    province = law.territory.provinces.get(sigla)
    code = row.get("region_code") or ""
    by_code = {region.istat: slug for slug, region in law.territory.regions.items()}
    region = province.region if province else row.get("region") or by_code.get(code) or ""
    office = {
        "municipality": row.get("municipality") or row.get("comune") or row.get("city") or "",
        "province": sigla,
        "region": region,
        "country": row.get("country") or "IT",
    }
    return {key: value for key, value in office.items() if value}


def lists_of(row: Row) -> Iterator[tuple[str, list[str]]]:
    """The fields of a row that hold several terms, separated by semicolons."""
    for field in ("therapeutic_areas", "technologies", "value_chain", "profile", "trajectories"):
        terms = [term.strip() for term in _SIGN.split(row.get(field) or "") if term.strip()]
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
