"""A table of organisations, one a row, with its evidence.

Columns (all but ``name`` and ``type`` may be missing or empty): name, id, type, acronym, city, province_sigla, region_code, website,
ror_id, alisei_member (``yes``), member_since, constituency, founded, sector, therapeutic_areas, technologies, value_chain (terms
separated by semicolons), source_url, evidence (``read``, ``partly``, ``known``: general knowledge, then the table itself is cited, never
a site that nobody opened).
"""

import re
from typing import Any

from alisei_cli.importers._contract import Importer
from alisei_cli.importers._table import Row, judgement, office_of, rows
from alisei_cli.language import _
from alisei_cli.model.dataset import Law
from alisei_cli.model.harvest import Harvest, Proposal, Remark
from alisei_cli.store.withdrawn import withdrawn

_ACRONYM_FIRST = re.compile(r"([A-Z]{2,8}) - (\S.*)\Z")
_NAME_FIRST = re.compile(r"(\S+) - [A-Z]\S* .*\Z")
_BRACKET = re.compile(r"(\S.*?) \(([^()]*)\)\Z")
_TABLE = "alisei-actors.csv"


def read(content: str, selection: str | None, law: Law, accessed: str) -> Harvest:
    """One proposal a row; a row without name or type that is certain is skipped."""
    proposals = []
    skipped = []
    for number, row in enumerate(rows(content), 2):
        place = f"{number}: {row.get('name', '')}"
        data = _data(row, law, accessed)
        if not row.get("name"):
            skipped.append(Remark(place, _("the row has no name")))
        elif "type" not in data:
            skipped.append(Remark(place, _("its type, {type}, is no term of the taxonomy", type=row.get("type", ""))))
        else:
            proposals.append(Proposal(data, row.get("id") or None, place))
    return Harvest(tuple(proposals), tuple(skipped))


def clean(name: str) -> tuple[str, str]:
    """A name as tables write it, apart: the name itself and its acronym (or nothing).

    "AIOP - Associazione Italiana Ospedalità Privata", "Istituti Fisioterapici Ospitalieri (IFO)", "Evotec (Verona)".
    """
    acronym = ""
    bracket = _BRACKET.match(name)
    if bracket:
        name = bracket.group(1)
        if bracket.group(2).isupper() and bracket.group(2).isalpha():
            acronym = bracket.group(2)
    first = _ACRONYM_FIRST.match(name)
    if first:
        return first.group(2), first.group(1)
    other = _NAME_FIRST.match(name)
    return (other.group(1) if other else name.partition(" / ")[0]), acronym


def _data(row: Row, law: Law, accessed: str) -> dict[str, Any]:
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
    data["sources"] = [_source(row, accessed)]
    return data


def _source(row: Row, accessed: str) -> dict[str, str]:
    grade = row.get("evidence") or "known"
    if grade == "known" or not row.get("source_url"):
        return {"document": _TABLE, "grade": "known", "accessed": accessed}
    return {"url": row["source_url"], "grade": grade, "accessed": accessed}


IMPORTER = Importer(read)
