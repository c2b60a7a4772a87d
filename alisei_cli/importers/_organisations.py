"""The rows of a table as proposals: one organisation a row, with its evidence; every value is taken, or named."""

import re
from collections.abc import Iterator
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.importers._facets import judgement, meanings, report_unclear, term
from alisei_cli.importers._names import split_acronym
from alisei_cli.importers._office import office_of
from alisei_cli.importers._table import COLUMNS, Row, Table, report_unread
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context
from alisei_cli.model.import_result import ImportResult, Proposal, Remark
from alisei_cli.nearest import find_nearest_by

SUGGESTED = 50
"""Maximum number of rows that get a suggestion for their type."""
_ALSO = ("epr", "confidence")
"""Columns of the reference tables that are read, though the documentation does not name them."""
_SRN = re.compile(r"[A-Z]{2}-[A-Z]{2}-[0-9]{9}(?![0-9])")
_BETWEEN = " ;,|"


def build_result(table: Table, context: Context, accessed: str, name: str, withdrawn: frozenset[str]) -> ImportResult:
    """One proposal a row; a row without name, type or place that is certain is skipped; what is read of no row is told.

    Raises:
        DataError: it has no column of names.
    """
    if "name" not in table.columns:
        raise DataError(
            _("the table has no column called name, but: {columns}", columns=list(table.columns)),
            _("Its first line names the columns: {columns}. Only name and type are required.", columns=list(COLUMNS)),
        )
    proposals: list[Proposal] = []
    skipped: list[Remark] = []
    doubts: list[Remark] = []
    for line, row in table.rows:
        place = f"{line}: {row['name']}" if row["name"] else str(line)
        office = office_of(row, context.territory)
        data = _data(row, office.place, context, accessed, name)
        if not row["name"]:
            skipped.append(Remark(place, _("the row has no name")))
        elif "type" not in data:
            skipped.append(Remark(place, _explain_no_type(row.get("type", ""), context, is_asked=len(skipped) < SUGGESTED)))
        elif office.refusal:
            skipped.append(Remark(place, office.refusal))
        else:
            ror = row.get("ror_id") or ""
            if ror in withdrawn:
                doubts.append(Remark(place, _("ROR has withdrawn {ror}; taken without it", ror=ror)))
            elif ror:
                data["identifiers"] = {"ror": ror, **data.get("identifiers", {})}
            doubts += [Remark(place, said) for said in (*_report_left(row), *report_unclear(row, context))]
            proposals.append(Proposal(data, row.get("id") or None, place, row.get("completes") == "yes"))
    columns = (*_report_uncited(table), *report_unread(table, (*_ALSO, *_code_columns(context))))
    return ImportResult(tuple(proposals), tuple(skipped), tuple(doubts), columns)


def _explain_no_type(type_: str, context: Context, *, is_asked: bool) -> Text:
    several = meanings("type", type_, context)
    if len(several) > 1:
        return _("its type, {type}, may be any of {terms}: write one of them", type=type_, terms=several)
    facet = context.taxonomy.facets.get("stakeholder-type")
    near = find_nearest_by(type_, facet.spellings(), 1) if facet and is_asked else []
    if near:
        return _("its type, {type}, is not a term of the taxonomy; did you mean {near}?", type=type_, near=near[0])
    return _("its type, {type}, is not a term of the taxonomy", type=type_)


def _data(row: Row, office: dict[str, Any], context: Context, accessed: str, table: str) -> dict[str, Any]:
    data: dict[str, Any] = {"status": "active", "names": _names(row, context), **judgement(row, context), "head_office": office}
    if row.get("member") == "yes":
        since, constituency = row.get("member_since"), term("constituency", row.get("constituency") or "", context)
        told = {"since": since, "constituency": constituency}
        data["membership"] = {"status": "member", **{key: value for key, value in told.items() if value}}
    if row.get("website"):
        data["website"] = row["website"]
    codes: dict[str, Any] = {name: row[name] for name in _code_columns(context) if row.get(name)}
    if row.get("srn"):
        codes["srn"] = _SRN.findall(row["srn"]) or [row["srn"]]
    if codes:
        data["identifiers"] = codes
    facts: dict[str, Any] = {key: row[key] for key in ("founded", "legal_form") if row.get(key)}
    ateco = {key: row[f"ateco_{key}"] for key in ("code", "edition") if row.get(f"ateco_{key}")}
    if ateco:
        facts["ateco"] = ateco
    if facts:
        data["facts"] = facts
    data["sources"] = [_source(row, accessed, table)]
    return data


def _code_columns(context: Context) -> list[str]:
    """Columns that are identifiers as they are: all but the ROR id, which has a column of its own, and lists."""
    schema = context.schemas["stakeholder"]
    return [name for route, name in schema.identifiers if name != "ror" and schema.at(route).get("type") != "array"]


def _names(row: Row, context: Context) -> list[dict[str, str]]:
    """The name to call it by and the acronym; an acronym that the row gives besides leaves the name whole."""
    written = row["name"]
    name, acronym = split_acronym(written, context.territory)
    given = row.get("acronym") or acronym
    if given != acronym:
        name = written
    names = [{"value": name, "kind": "display"}]
    return [*names, {"value": given, "kind": "acronym"}] if given and given != name else names


def _source(row: Row, accessed: str, table: str) -> dict[str, str]:
    url, grade = row.get("source_url") or "", row.get("evidence") or ("known" if "evidence" in row else "")
    document = row.get("document") or ""
    source = {"url": url} if url and grade != "known" else {"document": document or table}
    if grade or not url:
        source["grade"] = grade if (url or document) and grade else "known"
    source["accessed"] = row.get("accessed") or accessed
    if row.get("note"):
        source["note"] = row["note"]
    return source


def _report_left(row: Row) -> Iterator[Text]:
    """What is not taken of a row that is."""
    member = row.get("member") or ""
    if member not in ("", "yes", "no"):
        yield _("its member is {value}; only yes is taken", value=member)
    if member != "yes":
        for column in ("member_since", "constituency"):
            if row.get(column):
                yield _("its {column}, {value}, is taken only where member is yes", column=column, value=row[column])
    rest = _SRN.sub("", row.get("srn") or "").strip(_BETWEEN)
    if rest and rest != row.get("srn"):
        yield _("its srn also says {rest}; not taken", rest=rest)
    if row.get("evidence") and not row.get("source_url") and not row.get("document") and row["evidence"] != "known":
        yield _("its evidence is {value}, but no page is named; taken as known", value=row["evidence"])


def _report_uncited(table: Table) -> Iterator[Remark]:
    """The pages of rows of general knowledge: no one has opened them, so they are no sources."""
    lines = [line for line, row in table.rows if row.get("source_url") and "evidence" in row and row["evidence"] in ("", "known")]
    if lines:
        said = _n(
            "the page of {n} row with evidence known, or without any, is not cited: it has not been read",
            "the pages of {n} rows with evidence known, or without any, are not cited: they have not been read",
            n=len(lines),
        )
        yield Remark(f"{lines[0]}: source_url", said)
