"""Answers for the formats that draw: every shape of chart, with whatever text in every place that data reach."""

from alisei_cli.language import Labels, _
from alisei_cli.model.table import Answer, Chart, Column, Table

TERM = Column("term", "string", _("code of the term"), _("term"), is_detail=True)
LABEL = Column("label", "string", _("the name in words"), _("name"))
ENTRIES = Column("entries", "integer", _("how many entries"), _("entries"), unit="entries")
SHARE = Column("share", "number", _("share of the entries"), _("share"), unit="share")
DAY = Column("day", "string", _("day of the state"), _("day"), unit="date")


def answer(*tables: Table, commit: str | None = "c0ffee" * 6 + "c0ff") -> Answer:
    """These tables as the report called ``sample``."""
    return Answer("sample", "1.0.0", commit, False, None, "public", tables)


def drawn(text: str = "Ricerca e formazione") -> Answer:
    """One table for each shape, with ``text`` as a label, a series, a note, a title and a chapter."""
    title = Labels(text, text)
    rows = (
        (text, title, 12, 0.4, "2026-11-23"),
        ("b", Labels("Bè", "Be"), 3, 0.1, "2025"),
        (None, _("not known"), 15, 0.5, None),
    )
    columns = (TERM, LABEL, ENTRIES, SHARE, DAY)
    note = _("Only entries with {wheres}.", wheres=text)
    regions = (
        ("toscana", Labels("Toscana", "Tuscany"), 12, 0.4, "2026"),
        ("p-a-trento", title, 3, 0.1, None),
        ("p-a-bolzano", title, 4, 0.1, None),
    )
    long = (
        (text, title, 12, 0.4, "2024"),
        ("b", Labels("Bè", "Be"), 3, 0.1, "2024"),
        (text, title, 14, 0.4, "2025"),
        ("b", Labels("Bè", "Be"), 5, 0.1, "2025"),
    )
    return answer(
        Table("figures", title, columns, rows, (note,), Chart("figures", "label", "entries"), title),
        Table("bars", title, columns, rows, (note,), Chart("bars", "label", "entries"), title),
        Table("lines", title, columns, long, (note,), Chart("lines", "day", "entries", "label")),
        Table("map", title, columns, regions, (note,), Chart("map", "term", "entries"), title),
        Table("grid", title, columns, long, (note,), Chart("grid", "label", "entries", "day"), title),
        Table("plain", title, columns, rows, (note,)),
    )  # fmt: skip
