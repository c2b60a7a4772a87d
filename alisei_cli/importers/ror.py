"""Records of the ROR data dump (schema 2.1), chosen and typed by a table.

The dump, even that of the whole world, is read as a stream, and only wanted records are kept. It gives facts: names, year, website, identifiers, relations. The table (``--select``) says which ids, types and places: columns
ror_id, relevance (only rows marked ``core`` are taken), type or stakeholder_type, municipality or comune, province_sigla, region_code,
id, sector, therapeutic_areas, technologies, value_chain. A withdrawn record is never imported.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alisei_cli.errors import DataError, UsageError
from alisei_cli.folding import fold
from alisei_cli.importers._contract import Importer
from alisei_cli.importers._facets import judgement, report_unclear
from alisei_cli.importers._office import office_of
from alisei_cli.importers._ror_dump import read_records
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

ENDINGS = ("_schema_v2.json", ".json")
"""Endings of a dump in a zip archive: a release may hold it in the old schema as well."""

MOST_KEPT = 32 * 1024 * 1024
"""Characters of the records that are kept of a dump; those of Italy have a third of that."""
MOST_CODES = 1_000_000
LONGEST_CODE = 100
"""Identifiers in a dump, and characters of one; that of the whole world has some 150,000."""
LAST_YEAR = 9999

_HALF = re.compile("[\ud800-\udfff]")

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Described:
    """A record that may be taken."""

    type: str
    """The term of the first level that its own types make likely."""
    facts: dict[str, Any]
    """What ROR states of it, in the shape of an entry."""


def read(content: Iterable[str], selection: str | None, context: Context, accessed: str, name: str) -> ImportResult:
    """One proposal for each row of the selection whose record is active.

    Raises:
        UsageError: there is no selection.
        DataError: the dump is no ROR dump.
    """
    if selection is None:
        raise UsageError(_("import ror needs --select CSV"), _("The table says which ids to take, their types and places."))
    table = parse_table(selection)
    chosen = {row.get("ror_id", "") for _line, row in table.rows}
    records = _describe_records(content, accessed, lambda record: record["id"] in chosen)
    proposals = []
    skipped = []
    doubts = []
    for _line, row in table.rows:
        if row.get("relevance", "core") != "core":
            continue
        ror = row.get("ror_id", "")
        office = office_of(row, context.territory)
        record = records.get(ror, _("the dump has no such record"))
        if isinstance(record, Text):
            skipped.append(Remark(ror, record))
        elif office.refusal:
            skipped.append(Remark(ror, office.refusal))
        else:
            data = _data(record.facts, row, office.place, context)
            if "type" not in data:
                data |= judgement({**row, "type": record.type}, context)
                called = data["names"][0]["value"]
                doubts.append(
                    Remark(ror, _("taken as {type} by its ROR type; read it and decide: {name}", type=data["type"], name=called))
                )
            doubts += [Remark(ror, said) for said in report_unclear(row, context)]
            proposals.append(Proposal(data, row.get("id") or None, ror))
    return ImportResult(tuple(proposals), tuple(skipped), tuple(doubts), tuple(_report_unused(table)))


def read_facts(content: Iterable[str], accessed: str, ror: str | None = None) -> dict[str, dict[str, Any] | Text]:
    """What ROR states of each Italian record of a dump, in the shape of an entry, by ROR id; of one that is never taken, why.

    With ``ror``, it is that record alone, wherever its body is.

    Raises:
        DataError: the dump is no ROR dump.
    """
    is_wanted = _is_italian if ror is None else lambda record: record["id"] == ror
    found = _describe_records(content, accessed, is_wanted)
    return {id_: each if isinstance(each, Text) else each.facts for id_, each in found.items()}


def _describe_records(content: Iterable[str], accessed: str, is_wanted: Callable[[Record], bool]) -> dict[str, _Described | Text]:
    """The records of a dump that are wanted, by ROR id; of one that is never taken, why.

    An identifier that the dump gives to several active records is left out: it is not known whose it is.
    """
    found: dict[str, _Described | Text] = {}
    owners: dict[str, str] = {}
    shared = set()
    size = 0
    for record, length in read_records(content):
        if record.get("status") == "active" and _is_sound(record):
            shared |= {code for _kind, code in _read_external(record) if owners.setdefault(code, record["id"]) != record["id"]}
        if is_wanted(record):
            size += length
            found[record["id"]] = _refuse(record) or _Described(_type(record), _describe(record, accessed))
        if size > MOST_KEPT or len(owners) > MOST_CODES:
            raise DataError(_("this file holds too much to be a ROR data dump"))
    for each in found.values():
        if isinstance(each, _Described):
            known = each.facts["identifiers"]
            each.facts["identifiers"] = {kind: code for kind, code in known.items() if kind == "ror" or code not in shared}
    return found


def _refuse(record: Record) -> Text | None:
    """Why a record is never taken, or ``None``."""
    if not _is_sound(record):
        return _("the record does not have the form of ROR's schema 2.1")
    if record.get("status") != "active" or record["id"] in read_withdrawn():
        return _("ROR marks the record as {status}", status=record.get("status"))
    return None


def _is_italian(record: Record) -> bool:
    """Whether one of its places is in Italy, or in no country that it names."""
    places = record.get("locations")
    return not isinstance(places, list) or not places or any(_read_country(place) in ("IT", None) for place in places)


def _read_country(place: Any) -> Any:
    details = place.get("geonames_details") if isinstance(place, dict) else None
    return details.get("country_code") if isinstance(details, dict) else None


def _report_unused(table: Table) -> Iterator[Remark]:
    """The columns of the table that are not read: facts come from the dump, and reasons are for people."""
    yield from report_unread(table, REASONS)
    for column in table.columns:
        if column in COLUMNS and column not in CHOSEN and column not in REASONS:
            yield Remark("1", _("the column {column} is not read: this fact comes from the dump", column=column))


def _is_sound(record: Record) -> bool:
    """Whether all that is read of a record has the form of ROR's schema 2.1."""
    year = record.get("established")
    return (
        _is_text(record["id"])
        and len(record["id"]) <= LONGEST_CODE
        and _are_texts(record.get("types", ()))
        and (year is None or (type(year) is int and 0 < year <= LAST_YEAR))
        and _are(record.get("names"), ("value",), lambda name: _are_texts(name.get("types")) and _may_be(name.get("lang")))
        and any(_is_taken(name) for name in record["names"])
        and _are(record.get("links", []), ("type", "value"))
        and _are(record.get("relationships", []), ("type", "id"))
        and _are(record.get("external_ids", []), ("type",), _is_external)
    )


def _are(items: Any, texts: Sequence[str], test: Callable[[Record], bool] = lambda item: True) -> bool:
    """Whether ``items`` is a list of blocks with these ``texts``, each of which stands the ``test``."""
    return isinstance(items, list) and all(
        isinstance(item, dict) and all(_is_text(item.get(key)) for key in texts) and test(item) for item in items
    )


def _is_external(item: Record) -> bool:
    return _are_codes(item.get("all")) and _are_codes([item.get("preferred") or ""])


def _are_codes(items: Any) -> bool:
    return _are_texts(items) and all(len(item) <= LONGEST_CODE for item in items)


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


def _data(facts: Mapping[str, Any], row: Row, office: Mapping[str, Any], context: Context) -> dict[str, Any]:
    return {"status": "active", "names": facts["names"], **judgement(row, context), "head_office": dict(office), **facts}


def _describe(record: Record, accessed: str) -> dict[str, Any]:
    """What ROR states of a sound record, in the shape of an entry."""
    data: dict[str, Any] = {"names": list(_names(record))}
    site = next((link["value"] for link in record.get("links", ()) if link["type"] == "website"), None)
    if site:
        data["website"] = site
    data["identifiers"] = {"ror": record["id"], **dict(_read_external(record))}
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


def _read_external(record: Record) -> Iterator[tuple[str, str]]:
    for known in record.get("external_ids", ()):
        if known["type"] in ("isni", "wikidata") and known["all"]:
            yield known["type"], known.get("preferred") or known["all"][0]


IMPORTER = Importer(read, endings=ENDINGS)
