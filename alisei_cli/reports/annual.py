"""The state of the sector in one document: key figures, sector and regions, white spots, trends, members, quality, method."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alisei_cli import __version__
from alisei_cli.errors import AliseiError
from alisei_cli.language import Text, _, _n
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Entry
from alisei_cli.model.history import Commit
from alisei_cli.model.table import Chart, Column, Table, Words
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import has_membership, list_active
from alisei_cli.reports._origins import note_origins
from alisei_cli.reports._trim import trim

LONGEST = 15
"""Rows that a list shows; how to see the others stands below it."""
TYPE = "stakeholder-type"
MOST_TYPES = 4
"""Types among the key figures."""
LAST = 12 * 20
"""Rows of the counts by period and sector: all of them are drawn."""
TABLES = 40
"""Rows that a table of totals shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one report gives to one chapter."""

    chapter: Text
    report: str
    tables: Mapping[str, Chart | None]
    """The tables by name, each with how it is drawn where the report itself does not say so."""
    rows: int = LONGEST


SECTOR = _("The sector by type, branch and region")
ORIGINS = _("Where the entries come from")
REGIONS = _("Strengths of the regions")
TRAJECTORIES = _("Trajectories of the Action Plan")
SPOTS = _("Technologies and white spots")
TRENDS = _("How the registry has grown")
MEMBERS = _("Members and known totals")
NETWORK = _("Relations between organisations")
QUALITY = _("Quality of the data")
FIGURES = _("Key figures")
METHOD = _("Method")

PARTS: tuple[Part, ...] = (
    Part(ORIGINS, "origins", {"sources": None, "sources-by-sector": None, "sources-by-region": None}, TABLES),
    Part(SECTOR, "overview", {"by-type": Chart("bars", "label", "entries")}, TABLES),
    Part(SECTOR, "overview", {"by-sector": Chart("bars", "label", "entries")}, TABLES),
    Part(SECTOR, "overview", {"by-region": Chart("map", "value", "entries")}, TABLES),
    Part(SECTOR, "matrix", {"cells": Chart("grid", "row-label", "entries", "column-label")}),
    Part(REGIONS, "specialisation", {"quotients": None, "regions": None}),
    Part(TRAJECTORIES, "trajectories", {"trajectories": None, "by-region": None}, TABLES),
    Part(SPOTS, "coverage", {"terms": None}, LONGEST * 2),
    Part(SPOTS, "coverage", {"white-spots": None, "single-actors": None}),
    Part(TRENDS, "trend", {"total": None}, 60),
    Part(TRENDS, "trend", {"by-sector": None}, LAST),
    Part(
        MEMBERS,
        "members",
        {"by-constituency": None, "by-region": Chart("map", "value", "entries"), "members": None, "bodies": None},
        TABLES,
    ),
    Part(MEMBERS, "benchmark-known", {}, TABLES),
    Part(NETWORK, "network", {"figures": None, "most-tied": None, "between-regions": None, "connectors": None}),
    Part(QUALITY, "quality", {"completeness": Chart("bars", "title", "share"), "verified": None}, TABLES),
    Part(QUALITY, "freshness", {"by-region": None}, TABLES),
)
"""What stands in the document, in order; no names of tables: all that the report has. A report that is not on the shelf is left out."""

UNDRAWN = frozenset({"white-spots", "single-actors", "quotients", "regions"})
"""Tables that a reader takes in better as the list that they are."""

BESIDE = {"value": "label", "term": "label", "field": "title", "row": "row-label", "column": "column-label"}
"""Columns of codes, and the columns that say the same in words."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: figures, those of the other reports with their default choices, then edition, method, reproduce; each in its chapter."""
    from alisei_cli.reports import REPORTS

    tables = [replace(_figures(question), chapter=FIGURES)]
    left_out: list[Text] = []
    known: dict[str, Mapping[str, Table]] = {}
    for part in PARTS:
        if part.report not in REPORTS.names:
            continue
        if part.report not in known:
            known[part.report] = _ask_report(part.report, REPORTS.load(part.report), question, left_out)
        taken = {table.name for table in tables}
        tables += [_name_table(table, part, taken) for table in _choose_tables(part, known[part.report])]
    return (*tables, _edition(question), _method(left_out), _reproduce(question))


def _ask_report(name: str, report: Report, question: Question, left_out: list[Text]) -> Mapping[str, Table]:
    """The tables of a report by name; a report that cannot answer leaves word why."""
    try:
        found = report.build(replace(question, choices=report.defaults, times=()))
    except AliseiError as error:
        left_out.append(_("The report {name} is left out: {reason}.", name=name, reason=error.message))
        return {}
    return {table.name: table for table in found}


def _choose_tables(part: Part, found: Mapping[str, Table]) -> Iterator[Table]:
    for name in part.tables or found:
        if name in found:
            table = found[name]
            chart = None if name in UNDRAWN else part.tables.get(name) or table.chart
            read = _cut(trim(part.report, table), part)
            if name == "cells":  # how to read it stands below the wide table, whose numbers it holds
                notes = found["matrix"].notes if "matrix" in found else ()
                read = replace(read, title=_("Sector and region of the head office"), notes=notes, is_detail=False)
            yield replace(read, columns=_columns(read), chart=chart, chapter=part.chapter)


def _columns(table: Table) -> tuple[Column, ...]:
    """The columns; codes whose words stand beside them are for programs."""
    names = {column.name for column in table.columns}
    texts = {column.name for column in table.columns if column.type == "string"}
    codes = {code for code, label in BESIDE.items() if label in names and code in texts}
    if "name" in names:
        codes |= {column.name for column in table.columns if column.unit == "id"}
    return tuple(replace(column, is_detail=column.is_detail or column.name in codes) for column in table.columns)


def _cut(table: Table, part: Part) -> Table:
    """The first rows, and what says how to see the others; rows of what is not known and of totals stay."""
    is_grid = table.name not in UNDRAWN and table.chart is not None and table.chart.shape == "grid"  # half of one would mislead
    rest = () if is_grid else table.rows[part.rows :]
    kept = tuple(row for row in rest if row[0] in (None, "total") and table.columns[0].type == "string")
    n = len(rest) - len(kept)
    if not n:
        return table
    command = f"alisei report {part.report} --table {table.name}"
    more = _n("and {n} more row: {command}", "and {n} more rows: {command}", n=n, command=command)
    return replace(table, rows=(*table.rows[: part.rows], *kept), notes=(*table.notes, more))


def _name_table(table: Table, part: Part, taken: set[str]) -> Table:
    """The table under its own name, or with that of its report before it where another table has the name."""
    return replace(table, name=f"{part.report}-{table.name}") if table.name in taken else table


def _figures(question: Question) -> Table:
    """The few numbers that a reader asks for first."""
    dataset = question.dataset
    active = list_active(dataset)
    context = dataset.context
    regions = {entry.region for entry in active} & set(context.territory.regions)
    shown: tuple[tuple[str, Words, int], ...] = (
        ("active", _("active stakeholders"), len(active)),
        *_find_largest(active, question),
        ("regions", _("regions and autonomous provinces with an entry"), len(regions)),
        (
            "members",
            _("known {members}", members=read_about(context.policy).members),
            sum(entry.get("membership", "status") == "member" for entry in active),
        ),
        ("confirmed", _("confirmed by the organisation itself"), sum(bool(entry.get("verified", "on")) for entry in active)),
        ("groups", _("working groups"), len(dataset.of_kind("group"))),
        ("events", _("events"), len(dataset.of_kind("event"))),
    )
    columns = (
        Column("figure", "string", _("name of the figure"), _("figure"), is_detail=True),
        Column("what", "string", _("what is counted"), _("what")),
        Column("number", "integer", _("how many"), _("number"), unit="entries"),
    )
    kept = {"active", "confirmed", *(["members"] if has_membership(context) else [])}
    rows = tuple(row for row in shown if row[2] or row[0] in kept)
    notes: tuple[Words, ...] = (
        _("The figures count what the registry knows on the day of the data. They are not a census of the sector."),
        *note_origins(active, context),
    )
    return Table("figures", _("The registry in figures"), columns, rows, notes, Chart("figures", "what", "number"))


def _find_largest(active: Sequence[Entry], question: Question) -> list[tuple[str, Words, int]]:
    """The types of the first level with most entries, under their own names."""
    taxonomy = question.dataset.context.taxonomy
    facet = taxonomy.facets.get(TYPE)
    known = facet.terms if facet else {}
    codes = [code for entry in active if isinstance(code := entry.data.get("type"), str) and code in known]
    counts = Counter([code, *taxonomy.ancestors(code)][-1] for code in codes)
    return [(code, taxonomy.label(code), n) for code, n in counts.most_common(MOST_TYPES)]


def _edition(question: Question) -> Table:
    """What the document is an edition of."""
    dataset = question.dataset
    commits: Sequence[Commit] = ()
    with contextlib.suppress(AliseiError):  # a past that is cut off is told of in the chapter on method
        commits = question.past.commits() if question.past else ()
    commit = dataset.commit or "–"
    changed = _(", with changes not committed") if dataset.dirty else ""
    rows: list[tuple[str, Words, Words | str]] = [
        ("data", _("Data of"), commits[-1].date.isoformat() if commits else "–"),
        ("today", _("Computed on"), dataset.context.today.isoformat()),
        ("commit", _("Commit"), _("{commit}{changed}", commit=commit, changed=changed)),
        ("taxonomy", _("Taxonomy"), dataset.context.taxonomy.version),
        ("tool", _("Tool"), f"alisei {__version__}"),
    ]
    if dataset.as_of:
        rows.insert(0, ("as-of", _("As of"), dataset.as_of))
    columns = (
        Column("item", "string", _("name of the item"), _("item"), is_detail=True),
        Column("what", "string", _("the content"), _("what")),
        Column("value", "string", _("what it is"), _("value")),
    )
    title = _("{subject}: annual report", subject=read_about(dataset.context.policy).subject)
    return Table(
        "edition", title, columns, tuple(rows), (_("A number can be traced to this state of the registry."),), chapter=METHOD
    )


def _method(left_out: Sequence[Text]) -> Table:
    """How the numbers come about."""
    rows: tuple[tuple[str, Words, Words], ...] = (
        ("counted", _("What is counted"), _("Active stakeholders: entries of organisations whose status is active. Other tables say what they count.")),
        ("units", _("Units"), _("A unit of a larger body (a hospital of a health authority, an institute) may have its own entry; the tables by type say how many there are.")),
        ("unknown", _("Not known"), _("Anything an entry does not say counts as not known: it is never guessed and never counted as no. Shares are of all entries of the table unless stated otherwise.")),
        ("sector", _("Primary sector"), _("Each organisation counts only in its primary sector, so that totals add up. A term counts itself and the terms below it.")),
        ("region", _("Region"), _("The region is that of the head office. On the map Trento and Bolzano are one region; in the tables they are two.")),
        ("quotients", _("Location quotients"), _("Share of a term in a region, divided by its share in the country. Small numbers are left out, because one entry would reverse them; the table gives the limit. A quotient is left out too if, without the entries of one register, it would be on the other side of 1.")),
        ("registers", _("Registers"), _("Many entries came at once from registers that each cover one branch; elsewhere the registry holds the bodies that were written down one by one. The tables say which counts rest on one register alone: do not compare them with those of other branches.")),
        ("privacy", _("Audience"), _("Everything is counted from what the audience named on the cover may see. There is no data about persons.")),
        ("sources", _("Sources"), _("Each entry names its sources and the day on which they were read; until an organisation confirms its entry, the sources are all it rests on.")),
    )  # fmt: skip
    columns = (
        Column("item", "string", _("name of the item"), _("item"), is_detail=True),
        Column("what", "string", _("the content"), _("what")),
        Column("how", "string", _("how it is done"), _("how")),
    )
    return Table("method", _("How to read the numbers"), columns, rows, tuple(left_out), chapter=METHOD)


IN_A_CLONE: tuple[tuple[Words, str], ...] = (
    (_("An environment"), "python3 -m venv .venv"),
    (_("Libraries, checked by their digests"), ".venv/bin/python -m pip install --no-deps --require-hashes -r requirements/report.txt"),
    (_("The tool itself"), ".venv/bin/python -m pip install --no-deps --no-build-isolation ."),
)  # fmt: skip
"""How the tool is installed where the repository holds it."""


def _reproduce(question: Question) -> Table:
    """The commands that make the same document again."""
    dataset = question.dataset
    holds_tool = read_about(dataset.context.policy).holds_tool
    tool = ".venv/bin/alisei" if holds_tool else "alisei"
    state = (
        _("The same state of data and tool, in a clone of the repository")
        if holds_tool
        else _("The same state of the data, in a clone of the repository")
    )
    steps: list[tuple[Words, str]] = [
        *([(state, f"git checkout {dataset.commit}")] if dataset.commit else []),
        *(IN_A_CLONE if holds_tool else [(_("The version of the tool"), "alisei --version")]),
        (_("This document"), f"ALISEI_TODAY={dataset.context.today} {tool} --lang it report annual -o report.html"),
    ]  # fmt: skip
    rows = tuple((number, what, command) for number, (what, command) in enumerate(steps, 1))
    columns = (
        Column("step", "integer", _("order of the steps"), _("step"), unit="step"),
        Column("what", "string", _("result of the command"), _("what")),
        Column("command", "string", _("what to type"), _("command"), unit="code"),
    )
    notes: list[Words] = [
        _("With --lang en the English text comes first; --audience and --where as on the cover and in the notes.")
    ]
    if dataset.dirty:
        notes.append(_("Files differ from the commit: this document cannot be made again from the commit alone."))
    return Table("reproduce", _("How to reproduce this document"), columns, rows, tuple(notes), chapter=METHOD)


REPORT = Report(build, is_collection=True)
