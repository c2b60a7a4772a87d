"""Records of the ROR data dump (schema 2.1), chosen and typed by a table.

The dump gives facts: names, year, website, identifiers, relations. The table (``--select``) says which ids, types and places: columns
ror_id, relevance (only rows marked ``core`` are taken), type or stakeholder_type, municipality or comune, province_sigla, region_code,
id, sector, therapeutic_areas, technologies, value_chain. A withdrawn record is never imported.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from alisei_cli.errors import DataError, UsageError
from alisei_cli.folding import fold
from alisei_cli.importers._contract import Importer
from alisei_cli.importers._facets import judgement, report_unclear
from alisei_cli.importers._office import office_of
from alisei_cli.importers._table import COLUMNS, Row, Table, parse_table, report_unread
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.import_result import ImportResult, Proposal, Remark
from alisei_cli.store.withdrawn import read_withdrawn

LANGUAGES = (None, "it", "en", "de", "fr", "sl")
"""Languages in which a name is taken: those of the country's official minorities, and English."""

TYPES = {
    "healthcare": "healthcare-organisation",
    "education": "higher-education",
    "company": "company",
    "funder": "investor-funder",
    "government": "public-institution",
}
"""ROR type to the term of the first level that the taxonomy maps to it, most telling first; the rest are research organisations."""

CHOSEN = frozenset({
    "ror_id", "id", "type", "municipality", "province", "region", "region_code", "country", "sector", "therapeutic_areas",
    "technologies", "value_chain", "profile", "trajectories",
})  # fmt: skip
"""Columns of the table that are read."""
REASONS = ("relevance", "confidence", "reason", "note", "epr")
"""Columns that choose a record, or tell people why."""

MOST_PARTS = 2_000_000
MOST_VALUES = 5_000_000
"""What a dump may hold; 50 MB of records have a quarter of that."""
LAST_YEAR = 9999

_HALF = re.compile("[\ud800-\udfff]")

Record = Mapping[str, Any]


def read(content: str, selection: str | None, context: Context, accessed: str, name: str) -> ImportResult:
    """One proposal for each row of the selection whose record is active.

    Raises:
        UsageError: there is no selection.
        DataError: the dump is no ROR dump.
    """
    if selection is None:
        raise UsageError(_("import ror needs --select CSV"), _("The table says which ids to take, their types and places."))
    records = _records(content)
    shared = _find_shared(filter(_is_sound, records.values()))
    proposals = []
    skipped = []
    doubts = []
    table = parse_table(selection)
    for _line, row in table.rows:
        ror = row.get("ror_id", "")
        office = office_of(row, context.territory)
        record = records.get(ror)
        if row.get("relevance", "core") != "core":
            continue
        refusal = _refuse(ror, record) or office.refusal
        if refusal:
            skipped.append(Remark(ror, refusal))
        elif record is not None:
            data = _data(record, row, office.place, context, accessed, shared)
            if "type" not in data:
                data |= judgement({**row, "type": _type(record)}, context)
                called = data["names"][0]["value"]
                doubts.append(
                    Remark(ror, _("taken as {type} by its ROR type; read it and decide: {name}", type=data["type"], name=called))
                )
            doubts += [Remark(ror, said) for said in report_unclear(row, context)]
            proposals.append(Proposal(data, row.get("id") or None, ror))
    return ImportResult(tuple(proposals), tuple(skipped), tuple(doubts), tuple(_report_unused(table)))


def read_facts(content: str, accessed: str) -> dict[str, dict[str, Any] | Text]:
    """What ROR states of each record of a dump, in the shape of an entry, by ROR id; of one that is never taken, why.

    Raises:
        DataError: the dump is no ROR dump.
    """
    records = _records(content)
    shared = _find_shared(filter(_is_sound, records.values()))
    return {ror: _refuse(ror, record) or _describe(record, accessed, shared) for ror, record in records.items()}


def _refuse(ror: str, record: Record | None) -> Text | None:
    """Why a record is never taken, or ``None``."""
    if record is None:
        return _("the dump has no such record")
    if not _is_sound(record):
        return _("the record does not have the form of ROR's schema 2.1")
    if record.get("status") != "active" or ror in read_withdrawn():
        return _("ROR marks the record as {status}", status=record.get("status"))
    return None


def _report_unused(table: Table) -> Iterator[Remark]:
    """The columns of the table that are not read: facts come from the dump, and reasons are for people."""
    yield from report_unread(table, REASONS)
    for column in table.columns:
        if column in COLUMNS and column not in CHOSEN and column not in REASONS:
            yield Remark("1", _("the column {column} is not read: this fact comes from the dump", column=column))


def _records(content: str) -> dict[str, Record]:
    parts = content.count("{") + content.count("[")
    if parts > MOST_PARTS or content.count(",") > MOST_VALUES:
        raise DataError(_("the dump has more than {n} records and parts of records", n=MOST_PARTS), _("Import it in parts."))
    try:
        dump = json.loads(content)
        return {record["id"]: record for record in dump}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DataError(_("this is not a ROR data dump"), _("It is a JSON list of records, each with its id.")) from error


def _is_sound(record: Record) -> bool:
    """Whether all that is read of a record has the form of ROR's schema 2.1."""
    year = record.get("established")
    return (
        _is_text(record.get("id"))
        and _are_texts(record.get("types", ()))
        and (year is None or (type(year) is int and 0 < year <= LAST_YEAR))
        and _are(record.get("names"), ("value",), lambda name: _are_texts(name.get("types")) and _may_be(name.get("lang")))
        and any(_is_taken(name) for name in record["names"])
        and _are(record.get("links", []), ("type", "value"))
        and _are(record.get("relationships", []), ("type", "id"))
        and _are(
            record.get("external_ids", []), ("type",), lambda id_: _are_texts(id_.get("all")) and _may_be(id_.get("preferred"))
        )
    )


def _are(items: Any, texts: Sequence[str], test: Callable[[Record], bool] = lambda item: True) -> bool:
    """Whether ``items`` is a list of blocks with these ``texts``, each of which stands the ``test``."""
    return isinstance(items, list) and all(
        isinstance(item, dict) and all(_is_text(item.get(key)) for key in texts) and test(item) for item in items
    )


def _are_texts(items: Any) -> bool:
    return isinstance(items, (list, tuple)) and all(map(_is_text, items))


def _may_be(value: Any) -> bool:
    return value is None or _is_text(value)


def _is_text(value: Any) -> bool:
    """Whether it is a text that can be written down: JSON admits halves of characters."""
    return isinstance(value, str) and not _HALF.search(value)


def _is_taken(name: Record) -> bool:
    return "ror_display" in name["types"] or name.get("lang") in LANGUAGES


def _type(record: Record) -> str:
    """The term of the first level that ROR's own types make likely, where the table leaves the type open."""
    return next((term for kind, term in TYPES.items() if kind in record.get("types", ())), "research-organisation")


def _data(
    record: Record, row: Row, office: Mapping[str, Any], context: Context, accessed: str, shared: Collection[str]
) -> dict[str, Any]:
    facts = _describe(record, accessed, shared)
    return {"status": "active", "names": facts["names"], **judgement(row, context), "head_office": dict(office), **facts}


def _describe(record: Record, accessed: str, shared: Collection[str]) -> dict[str, Any]:
    """What ROR states of a sound record, in the shape of an entry."""
    data: dict[str, Any] = {"names": list(_names(record))}
    site = next((link["value"] for link in record.get("links", ()) if link["type"] == "website"), None)
    if site:
        data["website"] = site
    data["identifiers"] = {"ror": record["id"], **dict(_identifiers(record, shared))}
    if record.get("established"):
        data["facts"] = {"founded": str(record["established"])}
    relations = [
        {"kind": relation["type"], "target": relation["id"]}
        for relation in record.get("relationships", ())
        if relation["type"] in ("parent", "child", "related", "predecessor", "successor")
    ]
    if relations:
        data["relations"] = relations
    data["sources"] = [{"url": record["id"], "accessed": accessed}]
    return data


def _names(record: Record) -> Iterator[dict[str, str]]:
    """The name to call it by: ROR's if that is Italian, else the Italian label, else ROR's; then the others, without repetition."""
    found = [name for name in record["names"] if name.get("lang") in LANGUAGES]
    shown = [name for name in record["names"] if "ror_display" in name["types"]]
    labels = [name for name in found if "label" in name["types"]]
    italian = (name for name in [*shown, *labels] if name.get("lang") == "it")
    first = next(italian, shown[0] if shown else None)
    seen: set[tuple[str, str]] = set()
    for name in [first, *found] if first else found:
        value = name["value"].removesuffix(" (Italy)").strip()
        kind = "display" if name is first else "acronym" if "acronym" in name["types"] else "alias"
        spellings = {(kind, fold(value)), ("", value.casefold())}
        if not seen.isdisjoint(spellings):
            continue
        seen |= spellings
        language = {"lang": name["lang"]} if name.get("lang") else {}
        yield {"value": value, **language, "kind": kind}


def _identifiers(record: Record, shared: Collection[str]) -> Iterator[tuple[str, str]]:
    for kind, value in _read_external(record):
        if value not in shared:
            yield kind, value


def _read_external(record: Record) -> Iterator[tuple[str, str]]:
    for known in record.get("external_ids", ()):
        if known["type"] in ("isni", "wikidata") and known["all"]:
            yield known["type"], known.get("preferred") or known["all"][0]


def _find_shared(records: Iterable[Record]) -> frozenset[str]:
    """Identifiers that the dump gives to more than one active record: no one can tell whose they are."""
    counts = Counter(value for each in records if each.get("status") == "active" for _kind, value in _read_external(each))
    return frozenset(value for value, count in counts.items() if count > 1)


IMPORTER = Importer(read)
