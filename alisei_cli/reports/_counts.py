"""Counting entries by one property so that totals add up and what is not known is said."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.taxonomy import Facet, Taxonomy
from alisei_cli.model.view import View

ENTRIES = Column("entries", "integer", _("how many entries"), _("entries"), unit="entries")
SHARE = Column("share", "number", _("share of all entries of the table, those not known included"), _("share"), unit="share")
LABEL = Column("label", "string", _("the name in words"), _("name"))


def list_active(dataset: View) -> list[Entry]:
    """The stakeholders that are active, which is what most tables are about."""
    return [entry for entry in dataset.of_kind("stakeholder") if entry.data.get("status") == "active"]


def has_membership(context: Context) -> bool:
    """Whether the schema of stakeholders knows who is a member."""
    schema = context.schemas.get("stakeholder")
    return schema is not None and bool(schema.at(("membership", "status")))


def rank_regions(entries: Sequence[Entry], context: Context) -> dict[str, Words]:
    """The regions with their names: those with the most of ``entries`` first, equal ones by their codes."""
    counts = Counter(entry.region for entry in entries)
    regions = sorted(context.territory.regions, key=lambda slug: (-counts[slug], slug))
    return {slug: context.territory.regions[slug].name for slug in regions}


def note_units(entries: Sequence[Entry]) -> tuple[Text, ...]:
    """How many of ``entries`` are units of a legal person rather than legal persons, where any is."""
    n = sum(any(relation.get("kind") == "parent" for _i, relation in entry.items("relations")) for entry in entries)
    return (_n("{n} of them is a unit of another entry.", "{n} of them are units of other entries.", n=n),) if n else ()


def count_by_value(
    name: str,
    title: Text,
    entries: Sequence[Entry],
    value: Callable[[Entry], str | None],
    labels: Mapping[str, Words],
    chart: Chart | None = None,
) -> Table:
    """One row a value in the order of ``labels``, then what is not known. Columns: value, label, entries, share (0 to 1)."""
    counts = Counter(value(entry) for entry in entries)
    unknown = sum(count for found, count in counts.items() if found not in labels)
    rows: list[tuple[Cell | Words, ...]] = [
        (code, label, counts[code], share(counts[code], len(entries))) for code, label in labels.items() if counts[code]
    ]
    if unknown:
        rows.append((None, _("not known"), unknown, share(unknown, len(entries))))
    value_column = Column("value", "string", _("the value as entries write it"), _("value"))
    return Table(name, title, (value_column, LABEL, ENTRIES, SHARE), tuple(rows), (total(entries, unknown),), chart)


def count_by_term(
    name: str, title: Text, entries: Sequence[Entry], facet: Facet, taxonomy: Taxonomy, term: Callable[[Entry], str | None]
) -> Table:
    """One row a term that is borne, children below their parent; a term counts itself and its children.

    Columns: term, label, level (1 = first), entries, share (0 to 1). Rows of level 1 and the row of what is not known add up.
    """
    counts: Counter[str] = Counter()
    unknown = 0
    for entry in entries:
        code = term(entry)
        if code is not None and code in facet.terms:
            counts.update([code, *taxonomy.ancestors(code)])
        else:
            unknown += 1
    rows: list[tuple[Cell | Words, ...]] = []
    for code in facet.terms:
        if counts[code]:
            level = 1 + sum(1 for _above in taxonomy.ancestors(code))
            label = taxonomy.label(code)
            indent = "  " * (level - 1)
            shown = Labels(indent + label.it, indent + label.en)
            rows.append((code, shown, level, counts[code], share(counts[code], len(entries))))
    if unknown:
        rows.append((None, _("not known"), 1, unknown, share(unknown, len(entries))))
    columns = (
        Column("term", "string", _("code of the term"), _("term")),
        LABEL,
        Column("level", "integer", _("depth in the facet, 1 is the first"), _("level"), unit="level", is_detail=True),
        ENTRIES,
        SHARE,
    )
    how = _("A term counts itself and its children; rows of level 1 add up to the total.")
    return Table(name, title, columns, tuple(rows), (total(entries, unknown), how), Chart("bars", "label", "entries"))


def total(entries: Sequence[Entry], unknown: int) -> Text:
    """How many entries a table is about, and for how many the answer is not known."""
    if entries and not unknown:
        return _n("{n} entry, for which it is known.", "{n} entries, known for all.", n=len(entries))
    return _n("{n} entry, not known for {unknown}.", "{n} entries, not known for {unknown}.", n=len(entries), unknown=unknown)


def share(part: int, whole: int) -> float | None:
    """``part`` of ``whole`` as a fraction; nothing of nothing is not known."""
    return round(part / whole, 6) if whole else None
