"""How many entries there are, by kind, type, region, sector and membership."""

from alisei_cli.language import Labels, _, _n
from alisei_cli.model.dataset import Entry
from alisei_cli.model.table import Table, Words
from alisei_cli.reports._axes import KINDS, MEMBERSHIP
from alisei_cli.reports._contract import Question, Report
from alisei_cli.reports._counts import by_term, by_value


def build(question: Question) -> tuple[Table, ...]:
    """Tables: by-kind, by-type, by-region, by-sector, by-membership; all but the first count active stakeholders."""
    dataset = question.dataset
    law = dataset.law
    stakeholders = dataset.of_kind("stakeholder")
    active = [entry for entry in stakeholders if entry.data.get("status") == "active"]
    kinds = {kind: KINDS.get(kind, Labels(kind, kind)) for kind in law.kinds}
    regions: dict[str, Words] = {slug: region.name for slug, region in sorted(law.territory.regions.items())}
    tables = [by_value("by-kind", _("Entries by kind"), dataset.entries, lambda entry: entry.kind, kinds)]
    facets = law.taxonomy.facets
    if "stakeholder-type" in facets:
        tables.append(
            by_term("by-type", _("Active stakeholders by type"), active, facets["stakeholder-type"], law.taxonomy, _type)
        )
    tables.append(
        by_value("by-region", _("Active stakeholders by region of the head office"), active, lambda entry: entry.region, regions)
    )
    if "sector" in facets:
        title = _("Active stakeholders by primary sector")
        tables.append(by_term("by-sector", title, active, facets["sector"], law.taxonomy, _sector))
    title = _("Active stakeholders by membership of ALISEI")
    tables.append(by_value("by-membership", title, active, _membership, MEMBERSHIP))
    return (tables[0], *(_with_units(table, active) if table.name == "by-type" else table for table in tables[1:]))


def _with_units(table: Table, active: list[Entry]) -> Table:
    units = sum(any(relation.get("kind") == "parent" for _i, relation in entry.items("relations")) for entry in active)
    said = _n("{n} of them is a unit of another entry.", "{n} of them are units of other entries.", n=units)
    return Table(table.name, table.title, table.columns, table.rows, (*table.notes, said))


def _type(entry: Entry) -> str | None:
    return _text(entry.data.get("type"))


def _sector(entry: Entry) -> str | None:
    return _text(entry.get("sector", "primary"))


def _membership(entry: Entry) -> str | None:
    return _text(entry.get("membership", "status"))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


REPORT = Report(build)
