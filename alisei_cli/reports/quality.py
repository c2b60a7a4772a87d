"""How complete and how fresh the entries are: filled fields, confirmations, oldest sources."""

from collections.abc import Sequence

from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Dataset, Entry
from alisei_cli.model.schema import Schema
from alisei_cli.model.table import Cell, Column, Table, Words
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import ENTRIES, SHARE, by_value

OLDEST = 15
"""How many entries the list of the oldest shows."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: completeness (field by field), verified, oldest; all about active stakeholders."""
    dataset = question.dataset
    active = [entry for entry in dataset.of_kind("stakeholder") if entry.data.get("status") == "active"]
    schema = dataset.law.schemas.get("stakeholder")
    tables = [_completeness(active, schema)] if schema else []
    return (*tables, _verified(active, dataset), _oldest(active))


def _completeness(active: Sequence[Entry], schema: Schema) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for field, wanted in schema.document.get("properties", {}).items():
        filled = sum(entry.data.get(field) not in (None, "", [], {}) for entry in active)
        rows.append((field, _title(wanted), filled, round(filled / len(active), 4) if active else None))
    columns = (
        Column("field", "string", _("key of the field in an entry"), _("field")),
        Column("title", "string", _("what the field is"), _("title")),
        ENTRIES,
        SHARE,
    )
    title = _("Active stakeholders by field filled in")
    how = _n(
        "{n} entry; an empty list counts as absent, and absent means not known.",
        "{n} entries; an empty list counts as absent, and absent means not known.",
        n=len(active),
    )
    return Table("completeness", title, columns, tuple(rows), (how,))


def _title(wanted: object) -> Words:
    both = str(wanted.get("title", "")) if isinstance(wanted, dict) else ""
    it, _slash, en = both.partition(" / ")
    return Labels(it, en or it)


def _verified(active: Sequence[Entry], dataset: Dataset) -> Table:
    months = dataset.law.verified_months
    today = dataset.law.today
    limit = f"{today.year - months // 12 - (today.month <= months % 12)}-{(today.month - months % 12 - 1) % 12 + 1:02}"

    def freshness(entry: Entry) -> str:
        on = entry.get("verified", "on")
        if not isinstance(on, str):
            return "never"
        return "fresh" if on[:7] > limit or (len(on) == len("2026") and on >= limit[:4]) else "stale"

    labels: dict[str, Words] = {
        "fresh": _("confirmed by the organisation within {months} months", months=months),
        "stale": _("confirmed longer ago"),
        "never": _("never confirmed by the organisation"),
    }
    return by_value("verified", _("Active stakeholders by confirmation"), active, freshness, labels)


def _oldest(active: Sequence[Entry]) -> Table:
    dated = sorted((_last_look(entry), entry.id, entry.name) for entry in active)
    rows = tuple((id_, name, date or None) for date, id_, name in dated[:OLDEST])
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the organisation"), _("name")),
        Column(
            "looked-at",
            "string",
            _("last date at which a source was read or the organisation confirmed"),
            _("looked at"),
            unit="date",
        ),
    )
    how = _("The entries whose sources and confirmation are oldest come first; no date means that none is known.")
    return Table("oldest", _("Entries looked at longest ago"), columns, rows, (how,))


def _last_look(entry: Entry) -> str:
    dates = [source.get("accessed") for _index, source in entry.items("sources")]
    dates.append(entry.get("verified", "on"))
    return max((date for date in dates if isinstance(date, str)), default="")


REPORT = Report(build)
