"""Who belongs: members by constituency and region, who joined and left in which year; the bodies behind each."""

from collections import Counter
from collections.abc import Sequence

from alisei_cli.language import Labels, _, _n
from alisei_cli.model.about import read_about
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.wording import main_name
from alisei_cli.reports._axes import axis
from alisei_cli.reports._bodies import count_bodies, list_bodies, name_bodies
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import count_by_value, has_membership, note_units, rank_regions
from alisei_cli.reports._days import year_of

MEMBER, FORMER = "member", "former"


def build(question: Question) -> tuple[Table, ...]:
    """Tables: by-constituency, by-region, by-year, members, bodies, bodies-named; members are active stakeholders, joined and left are of any status."""
    context = question.dataset.context
    who = read_about(context.policy).initial_members
    stakeholders = question.dataset.of_kind("stakeholder")
    named = [entry for entry in stakeholders if entry.get("membership", "status") == MEMBER]
    members = [entry for entry in named if entry.data.get("status") == "active"]
    former = [entry for entry in stakeholders if entry.get("membership", "status") == FORMER]
    regions = rank_regions(members, context)
    tables = []
    if "constituency" in context.taxonomy.facets:
        constituency = axis("constituency", context)
        chart = Chart("bars", "label", "entries")
        title = _("{members} by constituency", members=who)
        tables.append(count_by_value("by-constituency", title, members, _constituency, constituency.labels, chart))
    chart = Chart("map", "value", "entries")
    title = _("{members} by region of the head office", members=who)
    tables.append(count_by_value("by-region", title, members, lambda entry: entry.region, regions, chart))
    first = tables[0]
    notes = (*first.notes, *_notes(stakeholders, named, former))
    if not has_membership(context):
        notes = (
            _("The schema of stakeholders has no field {field}: who is a member cannot be said.", field="membership"),
            *notes,
        )
    tables[0] = Table(first.name, first.title, first.columns, first.rows, notes, first.chart)
    bodies = list_bodies(question.country or question.dataset, members)
    listed = (_members(members, context), count_bodies(members, bodies), name_bodies(members, bodies))
    return (*tables, _count_by_year(named, former), *listed)


def _constituency(entry: Entry) -> str | None:
    found = entry.get("membership", "constituency")
    return found if isinstance(found, str) else None


def _notes(stakeholders: Sequence[Entry], named: Sequence[Entry], former: Sequence[Entry]) -> tuple[Words, ...]:
    gone = [entry for entry in named if entry.data.get("status") != "active"]
    unknown = [
        entry for entry in stakeholders if entry.data.get("status") == "active" and entry.get("membership", "status") is None
    ]
    said: list[Words] = [
        *note_units([entry for entry in named if entry.data.get("status") == "active"]),
        _n(
            "{former} former members; of {n} other active stakeholder it is not known whether it is a member, which is not the same as not being one.",
            "{former} former members; of {n} other active stakeholders it is not known whether they are members, which is not the same as not being one.",
            n=len(unknown),
            former=len(former),
        ),
    ]
    if gone:
        said.append(
            _n(
                "{n} entry of a member is no longer active, and is not counted: {ids}.",
                "{n} entries of members are no longer active, and are not counted: {ids}.",
                n=len(gone),
                ids=[entry.id for entry in gone],
            )
        )
    return tuple(said)


def _count_by_year(named: Sequence[Entry], former: Sequence[Entry]) -> Table:
    """Joined and left in each year in which someone did, oldest first; those of no known year last."""
    joined = Counter(year_of(entry.get("membership", "since")) for entry in (*named, *former))
    left = Counter(year_of(entry.get("membership", "until")) for entry in former)
    left.update(year for entry in named if (year := year_of(entry.get("membership", "until"))))
    years = sorted({year for year in (*joined, *left) if year})
    rows: list[tuple[Cell | Words, ...]] = [(year, year, joined[year], left[year]) for year in years]
    rows.append((None, _("not known"), joined[None], left[None]))
    columns = (
        Column("year", "string", _("the year"), _("code"), is_detail=True),
        Column("label", "string", _("the year, or not known"), _("year")),
        Column("joined", "integer", _("members and former members that joined in the year"), _("joined"), unit="entries"),
        Column(
            "left", "integer", _("members and former members that left, or are to leave, in the year"), _("left"), unit="entries"
        ),
    )
    notes = (
        _n(
            "{n} member or former member, whatever the status of its entry: the year of joining is known for {joined}; {former} former members, the year of leaving is known for {left}.",
            "{n} members and former members, whatever the status of their entries: the year of joining is known for {joined}; {former} former members, the year of leaving is known for {left}.",
            n=len(named) + len(former),
            joined=sum(n for year, n in joined.items() if year),
            former=len(former),
            left=sum(year_of(entry.get("membership", "until")) is not None for entry in former),
        ),
        _("Only those still in the registry are seen here: the rows do not say how many members there were in a year."),
    )
    return Table(
        "by-year", _("Members that joined and left by year"), columns, tuple(rows), notes, Chart("bars", "label", "joined")
    )


def _members(members: Sequence[Entry], context: Context) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for entry in sorted(members, key=lambda each: each.id):
        region = context.territory.regions.get(entry.region or "")
        code, since = _constituency(entry), entry.get("membership", "since")
        label: Words | None = context.taxonomy.label(code) if code else None
        where: Labels | None = region.name if region else None
        rows.append((entry.id, main_name(entry), label, where, since if isinstance(since, str) else None))
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the organisation"), _("organisation")),
        Column("constituency", "string", _("constituency of the board"), _("constituency")),
        Column("region", "string", _("name of the region"), _("region")),
        Column("since", "string", _("member since"), _("since"), unit="date"),
    )
    return Table("members", _("The members"), columns, tuple(rows), (_("A dash means that it is not known."),))


REPORT = Report(build)
