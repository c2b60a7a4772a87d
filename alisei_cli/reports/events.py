"""Series of events over the years: their editions, how their figures grow, who returns."""

from collections.abc import Mapping, Sequence
from typing import Any

from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.groups import group
from alisei_cli.model.table import Cell, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import name_body, word
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._days import year_of

SERIES = Column("series", "string", _("name of the series"), _("series"))
YEAR = Column("year", "string", _("year of the edition"), _("year"), unit="year")
EVENT = Column("event", "string", _("id of the event"), _("event"), unit="id", is_detail=True)
OFF = ("postponed", "cancelled")
"""States of events that did not take place."""

Row = tuple[Cell | Words, ...]

NAMED = _(
    "Participants are those that entries name, which may be far fewer than came; the table of figures has the totals of the sources."
)


def build(question: Question) -> tuple[Table, ...]:
    """Tables: series, editions, figures, returns, bodies; editions that were postponed or cancelled have no figures and no participants."""
    view = question.dataset
    events = sorted(view.of_kind("event"), key=lambda each: (each.text("dates", "from") or "", each.id))
    series = dict(sorted(group((name, event) for event in events if (name := event.text("series"))).items()))
    held = {name: [event for event in editions if event.text("status") not in OFF] for name, editions in series.items()}
    alone = sum(event.text("series") is None for event in events)
    return (
        _list_series(series, held, alone),
        _list_editions(series, view),
        _list_figures(held, view),
        _count_returns(held),
        _list_bodies(held, view),
    )


def _list_series(series: Mapping[str, Sequence[Entry]], held: Mapping[str, Sequence[Entry]], alone: int) -> Table:
    rows: list[Row] = []
    for name, editions in series.items():
        years = [year for event in editions if (year := year_of(event.get("dates", "from")))]
        bodies = {key for event in held[name] for key in _participants(event)}
        rows.append((name, len(editions), len(held[name]), min(years, default=None), max(years, default=None), len(bodies)))
    columns = (
        SERIES,
        Column(
            "editions", "integer", _("editions known, those that were postponed or cancelled too"), _("editions"), unit="entries"
        ),
        Column("held", "integer", _("of them, those that were neither postponed nor cancelled"), _("took place"), unit="entries"),
        Column("first", "string", _("year of the first edition known"), _("first"), unit="year"),
        Column("last", "string", _("year of the last edition known"), _("last"), unit="year"),
        Column("participants", "integer", _("different participants named"), _("participants"), unit="entries"),
    )
    notes = (
        _n("{n} event belongs to no series.", "{n} events belong to no series.", n=alone),
        NAMED,
    )
    return Table("series", _("Series of events"), columns, tuple(rows), notes)


def _list_editions(series: Mapping[str, Sequence[Entry]], view: View) -> Table:
    schema = view.context.schemas.get("event")
    rows: list[Row] = []
    for name, editions in series.items():
        for event in editions:
            status = event.text("status")
            said = word(status, ("status",), schema, view) if status and schema else None
            number = event.get("edition")
            city = event.text("place", "city")
            rows.append(
                (name, year_of(event.get("dates", "from")), event.id, number if type(number) is int else None, city, said)
            )
    columns = (
        SERIES,
        YEAR,
        EVENT,
        Column("edition", "integer", _("number of the edition, where known"), _("edition"), unit="ordinal"),
        Column("city", "string", _("city where it took place"), _("city")),
        Column("status", "string", _("planned, held, postponed or cancelled"), _("status")),
    )
    notes = (_("An edition that was postponed or cancelled stays in the list, without figures of its own."),)
    return Table("editions", _("Editions by year"), columns, tuple(rows), notes)


def _list_figures(held: Mapping[str, Sequence[Entry]], view: View) -> Table:
    """Each figure of each edition beside that of the edition before it which has one in the same unit."""
    schema = view.context.schemas.get("event")
    rows: list[Row] = []
    for name, editions in held.items():
        found = group((str(figure["unit"]), (event, index, figure)) for event in editions for index, figure in _figures(event))
        for unit, figures in sorted(found.items()):
            before: int | None = None
            for event, index, figure in figures:
                value, qualifier = figure["value"], figure.get("qualifier")
                label = word(unit, ("figures", "*", "unit"), schema, view) if schema else unit
                said = word(qualifier, ("figures", index, "qualifier"), schema, view) if qualifier and schema else None
                growth = (value - before) / before if before else None
                rows.append((name, year_of(event.get("dates", "from")), event.id, unit, label, said, value, growth))
                before = value
    columns = (
        SERIES,
        YEAR,
        EVENT,
        Column("unit", "string", _("code of the unit"), _("unit"), is_detail=True),
        Column("label", "string", _("what is counted"), _("what")),
        Column("qualifier", "string", _("whether the source says about or over"), _("precision")),
        Column("value", "integer", _("the figure as the source gives it"), _("figure"), unit="count"),
        Column(
            "growth",
            "number",
            _("change since the last edition with a figure in this unit, as a share of it"),
            _("growth"),
            unit="share",
        ),
    )
    notes = (
        _(
            "Figures are those of the sources: what they call over is at least that, and growth between two such figures is a rough one."
        ),
        _("Figures in different units are never compared: people, organisations and companies are not the same."),
    )
    return Table("figures", _("Figures over the years"), columns, tuple(rows), notes)


def _figures(event: Entry) -> list[tuple[int, Mapping[str, Any]]]:
    return [
        (index, figure)
        for index, figure in event.items("figures")
        if type(figure.get("value")) is int and isinstance(figure.get("unit"), str)
    ]


def _participants(event: Entry) -> Mapping[str, Mapping[str, Any]]:
    """Who is named as a participant, by id or name."""
    return {str(body.get("id") or body.get("name")): body for _index, body in event.items("participants")}


def _count_returns(held: Mapping[str, Sequence[Entry]]) -> Table:
    rows: list[Row] = []
    for name, editions in held.items():
        seen: set[str] = set()
        for event in editions:
            named = set(_participants(event))
            again = len(named & seen)
            share = again / len(named) if named and seen else None
            rows.append((name, year_of(event.get("dates", "from")), event.id, len(named), again if seen else None, share))
            seen |= named
    columns = (
        SERIES,
        YEAR,
        EVENT,
        Column("participants", "integer", _("participants named"), _("participants"), unit="entries"),
        Column("returning", "integer", _("of them, those named at an earlier edition"), _("returning"), unit="entries"),
        Column("share", "number", _("those that return, as a share of the participants named"), _("share"), unit="share"),
    )
    notes = (_("A dash means that no participant of an earlier edition is known, so that none can return."),)
    return Table("returns", _("Participants that return"), columns, tuple(rows), notes)


def _list_bodies(held: Mapping[str, Sequence[Entry]], view: View) -> Table:
    rows: list[tuple[str, int, str, Row]] = []
    for name, editions in held.items():
        bodies: dict[str, Mapping[str, Any]] = {}
        years: dict[str, list[str]] = {}
        for event in editions:
            for key, body in _participants(event).items():
                bodies.setdefault(key, body)
                years.setdefault(key, []).append(year_of(event.get("dates", "from")) or event.id)
        for key, body in bodies.items():
            id_ = body.get("id")
            row = (name, id_ if isinstance(id_, str) else None, name_body(body, view), len(years[key]), ", ".join(years[key]))
            rows.append((name, -len(years[key]), key, row))
    columns = (
        SERIES,
        Column("id", "string", _("id of the entry"), _("id"), unit="id", is_detail=True),
        Column("body", "string", _("name of the organisation"), _("organisation")),
        Column("times", "integer", _("editions at which it is named"), _("times"), unit="entries"),
        Column("years", "string", _("years of these editions"), _("years")),
    )
    return Table(
        "bodies",
        _("Who took part in how many editions"),
        columns,
        tuple(row for _n, _t, _k, row in sorted(rows, key=lambda each: each[:3])),
        (NAMED,),
    )


REPORT = Report(build)
