"""A table of organisations, one a row, with its evidence.

Columns (all but ``name`` and ``type`` may be missing or empty): name, id, type, acronym, city, province_sigla, region_code, website,
ror_id, alisei_member (``yes``), member_since, constituency, founded, sector, therapeutic_areas, technologies, value_chain (terms
separated by semicolons), source_url, evidence (``read``, ``partly``, ``known``: general knowledge, then the table itself is cited, never
a site that nobody opened).
"""

import re
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.importers._contract import Importer
from alisei_cli.importers._table import Row, header, judgement, office_of, rows
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Law
from alisei_cli.model.harvest import Harvest, Proposal, Remark
from alisei_cli.nearest import nearest, nearest_by
from alisei_cli.store.withdrawn import withdrawn

_ACRONYM_FIRST = re.compile(r"([A-Z]{2,8}) - (\S.*)\Z")
_ACRONYM_LAST = re.compile(r"(\S.*?) \(([A-Z]{2,8})\)\Z")
SUGGESTED = 50
"""So many rows are told what their type was probably meant to be."""
_COLUMNS = (
    "name", "id", "type", "acronym", "municipality", "city", "province", "province_sigla", "region", "region_code", "country", "website",
    "ror_id", "alisei_member", "member_since", "constituency", "founded", "sector", "therapeutic_areas", "technologies", "value_chain",
    "profile", "trajectories", "source_url", "evidence",
)  # fmt: skip
"""Columns that are read, as the documentation names them."""
_ALSO = frozenset({"note", "comune", "stakeholder_type", "epr", "confidence"})
"""Columns of which nothing is said, though the documentation does not name them."""


def read(content: str, selection: str | None, law: Law, accessed: str, name: str) -> Harvest:
    """One proposal a row; a row without name or type that is certain is skipped; a column that nobody reads is told.

    Raises:
        DataError: it is no table, or has no column of names.
    """
    proposals = []
    skipped = []
    found = rows(content)
    columns = header(content)
    if "name" not in columns:
        raise DataError(
            _("the table has no column called name, but: {columns}", columns=columns),
            _("Its first line names the columns: {columns}. Only name and type are required.", columns=list(_COLUMNS)),
        )
    for number, row in enumerate(found, 2):
        place = f"{number}: {row.get('name', '')}"
        data = _data(row, law, accessed, name)
        if not row.get("name"):
            skipped.append(Remark(f"{number}", _("the row has no name")))
        elif "type" not in data:
            skipped.append(Remark(place, _no_type(row.get("type", ""), law, is_asked=len(skipped) < SUGGESTED)))
        else:
            proposals.append(Proposal(data, row.get("id") or None, place))
    unread = [column for column in columns if column not in _COLUMNS and column not in _ALSO]
    return Harvest(tuple(proposals), tuple(skipped), tuple(Remark("1", _unread(column)) for column in unread))


def _unread(column: str) -> Text:
    near = nearest(column, _COLUMNS, 1)
    if near:
        return _("the column {column} is not read; did you mean {near}?", column=column, near=near)
    return _("the column {column} is not read", column=column)


def _no_type(type_: str, law: Law, *, is_asked: bool) -> Text:
    facet = law.taxonomy.facets.get("stakeholder-type")
    terms = facet.terms.values() if facet else ()
    known = {term.code: (term.code, term.labels.it, term.labels.en, *term.synonyms) for term in terms if is_asked}
    near = nearest_by(type_, known, 1)
    if near:
        return _("its type, {type}, is no term of the taxonomy; did you mean {near}?", type=type_, near=near)
    return _("its type, {type}, is no term of the taxonomy", type=type_)


def clean(name: str) -> tuple[str, str]:
    """A name as tables write it, apart: the name itself and its acronym (or nothing).

    "AIOP - Associazione Italiana Ospedalità Privata", "Istituti Fisioterapici Ospitalieri (IFO)". All else stays: "Evotec (Verona)".
    """
    if first := _ACRONYM_FIRST.match(name):
        return first[2], first[1]
    if last := _ACRONYM_LAST.match(name):
        return last[1], last[2]
    return name, ""


def _data(row: Row, law: Law, accessed: str, table: str) -> dict[str, Any]:
    name, acronym = clean(row.get("name", ""))
    names = [{"value": name, "kind": "display"}]
    acronym = row.get("acronym") or acronym
    if acronym and acronym != name:
        names.append({"value": acronym, "kind": "acronym"})
    data: dict[str, Any] = {"status": "active", "names": names, **judgement(row, law), "head_office": office_of(row, law)}
    if row.get("alisei_member") == "yes":
        data["membership"] = {"status": "member"}
        for column, key in (("member_since", "since"), ("constituency", "constituency")):
            if row.get(column):
                data["membership"][key] = row[column]
    if row.get("website"):
        data["website"] = row["website"]
    ror = row.get("ror_id")
    if ror and ror not in withdrawn():
        data["identifiers"] = {"ror": ror}
    if row.get("founded"):
        data["facts"] = {"founded": row["founded"]}
    data["sources"] = [_source(row, accessed, table)]
    return data


def _source(row: Row, accessed: str, table: str) -> dict[str, str]:
    if row.get("source_url") and "evidence" not in row:
        return {"url": row["source_url"], "accessed": accessed}
    grade = row.get("evidence") or "known"
    if grade == "known" or not row.get("source_url"):
        return {"document": table, "grade": "known", "accessed": accessed}
    return {"url": row["source_url"], "grade": grade, "accessed": accessed}


IMPORTER = Importer(read)
