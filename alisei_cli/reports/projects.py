"""Projects and who carries them out: by programme, trajectory and region, with their budgets and the bodies that take part most."""

from collections import Counter
from collections.abc import Iterator, Sequence

from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.source import Data
from alisei_cli.model.table import Cell, Chart, Column, Table, Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import main_name
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import ENTRIES, LABEL, total

KIND, COORDINATOR = "project", "coordinator"
MOST = 15
"""Number of bodies with the most projects that are shown."""
TRAJECTORY = "trajectory"
CURRENCY = Column("currency", "string", _("currency of the sums"), _("currency"), unit="ISO 4217")
SUMS = ("total", "funding")
"""Fields of a budget that are sums."""


def build(question: Question) -> tuple[Table, ...]:
    """Tables: by-programme, budgets, by-trajectory, by-region, partners, projects; about projects of any status."""
    dataset = question.dataset
    projects = sorted(dataset.of_kind(KIND), key=lambda entry: entry.id)
    by_trajectory = [_count_by_trajectory(projects, dataset.context)] if TRAJECTORY in dataset.context.taxonomy.facets else []
    return (
        _count_by_programme(projects),
        _sum_up(projects),
        *by_trajectory,
        _count_by_region(projects, dataset),
        _list_partners(projects, dataset),
        _list(projects, dataset),
    )


def _count_by_programme(projects: Sequence[Entry]) -> Table:
    counts = Counter(entry.text("programme") for entry in projects)
    bodies: Counter[str | None] = Counter()
    for entry in projects:
        bodies[entry.text("programme")] += len(list(_bodies(entry)))
    order = sorted((name for name in counts if name), key=lambda name: (-counts[name], name))
    rows: list[tuple[Cell | Words, ...]] = [(name, counts[name], bodies[name]) for name in order]
    if counts[None]:
        rows.append((_("not known"), counts[None], bodies[None]))
    columns = (
        Column("programme", "string", _("the programme that funds them"), _("programme")),
        ENTRIES,
        Column("partners", "integer", _("partners that they name, the coordinators included"), _("partners"), unit="bodies"),
    )
    chart = Chart("bars", "programme", "entries")
    return Table("by-programme", _("Projects by programme"), columns, tuple(rows), (total(projects, counts[None]),), chart)


def _sum_up(projects: Sequence[Entry]) -> Table:
    """What is known of the budgets, one row for each currency and each of the two sums."""
    titles = {"total": _("total cost"), "funding": _("funding")}
    found: dict[tuple[str, str], list[int]] = {}
    for entry in projects:
        for sum_ in SUMS:
            value = entry.get("budget", sum_)
            if isinstance(value, int):
                found.setdefault((entry.text("budget", "currency") or "", sum_), []).append(value)
    rows = [(currency or None, titles[sum_], len(values), sum(values)) for (currency, sum_), values in sorted(found.items())]
    known = sum(any(isinstance(entry.get("budget", sum_), int) for sum_ in SUMS) for entry in projects)
    vague = sum(entry.text("budget", "qualifier") is not None for entry in projects)
    columns = (
        CURRENCY,
        Column("sum", "string", _("which of the two sums"), _("sum")),
        Column("projects", "integer", _("projects of which it is known"), _("projects"), unit="entries"),
        Column("value", "integer", _("their sums added up"), _("in all"), unit="currency"),
    )
    notes = (
        _n(
            "{n} project; a sum is known for {known}, and is about or over the number given for {vague}.",
            "{n} projects; a sum is known for {known}, and is about or over the number given for {vague}.",
            n=len(projects),
            known=known,
            vague=vague,
        ),
    )
    return Table("budgets", _("Budgets that are known"), columns, tuple(rows), notes)


def _count_by_trajectory(projects: Sequence[Entry], context: Context) -> Table:
    counts = Counter(code for entry in projects for code in context.terms_of(entry, TRAJECTORY))
    facet = context.taxonomy.facets[TRAJECTORY]
    rows = [(code, context.taxonomy.label(code), counts[code]) for code in facet.terms if counts[code]]
    unknown = sum(not context.terms_of(entry, TRAJECTORY) for entry in projects)
    columns = (Column("term", "string", _("code of the term"), _("term"), is_detail=True), LABEL, ENTRIES)
    notes = (
        _n(
            "{n} project, not known for {unknown}; one with several trajectories counts in each.",
            "{n} projects, not known for {unknown}; one with several trajectories counts in each.",
            n=len(projects),
            unknown=unknown,
        ),
    )
    chart = Chart("bars", "label", "entries")
    return Table("by-trajectory", _("Projects by trajectory"), columns, tuple(rows), notes, chart)


def _bodies(entry: Entry) -> Iterator[Data]:
    return (body for _index, body in entry.items("partners"))


def _entry_of(body: Data, dataset: View) -> Entry | None:
    id_ = body.get("id")
    return dataset.by_id.get(id_) or dataset.passed_over_by_id.get(id_) if isinstance(id_, str) else None


def _count_by_region(projects: Sequence[Entry], dataset: View) -> Table:
    regions = dataset.context.territory.regions
    reached: Counter[str] = Counter()
    unknown = 0
    for entry in projects:
        found = {partner.region if (partner := _entry_of(body, dataset)) else None for body in _bodies(entry)}
        reached.update(region for region in found if region and region in regions)
        unknown += not found <= set(regions)
    rows = [(slug, regions[slug].name, n) for slug, n in sorted(reached.items(), key=lambda each: (-each[1], each[0]))]
    columns = (
        Column("value", "string", _("slug of the region"), _("code"), is_detail=True),
        LABEL,
        Column("projects", "integer", _("projects with a partner there"), _("projects"), unit="entries"),
    )
    notes = (
        _n(
            "{n} project has a partner whose region is not known, most of them without an entry.",
            "{n} projects have partners whose region is not known, most of them without an entry.",
            n=unknown,
        ),
    )
    return Table(
        "by-region", _("Projects by region of the partners"), columns, tuple(rows), notes, Chart("map", "value", "projects")
    )


def _list_partners(projects: Sequence[Entry], dataset: View) -> Table:
    taking: Counter[tuple[str, str]] = Counter()
    leading: Counter[tuple[str, str]] = Counter()
    for entry in projects:
        for body in _bodies(entry):
            key = (str(body.get("id") or ""), str(body.get("name") or ""))
            taking[key] += 1
            leading[key] += body.get("role") == COORDINATOR
    order = sorted(taking, key=lambda key: (-taking[key], -leading[key], key[1] or key[0]))
    regions = dataset.context.territory.regions
    rows: list[tuple[Cell | Words, ...]] = []
    for key in order[:MOST]:
        partner = _entry_of({"id": key[0]}, dataset)
        region = regions.get(partner.region or "") if partner else None
        name = main_name(partner) if partner else key[1] or key[0]
        rows.append((key[0] or None, name, region.name if region else None, taking[key], leading[key]))
    columns = (
        Column("id", "string", _("id of the entry; empty for a body without one"), _("id"), unit="id", is_detail=True),
        Column("name", "string", _("name of the organisation"), _("organisation")),
        Column("region", "string", _("name of the region"), _("region")),
        Column("projects", "integer", _("projects in which it takes part"), _("projects"), unit="entries"),
        Column("leads", "integer", _("of them as coordinator"), _("coordinates"), unit="entries"),
    )
    notes = (
        _n("{shown} of {n} that has any is shown.", "{shown} of {n} that have any are shown.", n=len(order), shown=len(rows)),
    )
    return Table("partners", _("Organisations in most projects"), columns, tuple(rows), notes, Chart("bars", "name", "projects"))


def _list(projects: Sequence[Entry], dataset: View) -> Table:
    rows: list[tuple[Cell | Words, ...]] = []
    for entry in projects:
        leads = [_name(body, dataset) for body in _bodies(entry) if body.get("role") == COORDINATOR]
        years = tuple(entry.text("dates", key) for key in ("from", "until"))
        sums = tuple(value if isinstance(value := entry.get("budget", key), int) else None for key in SUMS)
        lead = leads[0] if leads else None
        bodies = len(list(_bodies(entry)))
        status = entry.text("status")
        rows.append((entry.id, main_name(entry), status, *years, lead, bodies or None, *sums, entry.text("budget", "currency")))
    columns = (
        Column("id", "string", _("id of the entry"), _("id"), unit="id"),
        Column("name", "string", _("name of the project"), _("project")),
        Column("status", "string", _("planned, active, completed or cancelled"), _("status"), is_detail=True),
        Column("from", "string", _("when it began"), _("since"), unit="date", is_detail=True),
        Column("until", "string", _("when it ended or is to end"), _("end"), unit="date"),
        Column("coordinator", "string", _("the body that coordinates it"), _("coordinator")),
        Column("partners", "integer", _("partners that are named, the coordinator included"), _("partners"), unit="entries"),
        Column("total", "integer", _("total cost"), _("cost"), unit="currency"),
        Column("funding", "integer", _("the part that the programme funds"), _("funding"), unit="currency"),
        CURRENCY,
    )
    return Table("projects", _("The projects"), columns, tuple(rows), (_("A dash means that it is not known."),))


def _name(body: Data, dataset: View) -> Labels | str:
    partner = _entry_of(body, dataset)
    return main_name(partner) if partner else str(body.get("name") or body.get("id") or "")


REPORT = Report(build)
