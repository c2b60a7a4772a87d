"""Every figure of the annual report, made again from ``alisei export csv`` of the same state by a few lines of pandas each."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest

from tests.conftest import Alisei

Exported = Callable[[str], Any]
Figures = dict[Any, Any]
LEAST = 10
"""Entries that a region or a term needs for a quotient or an index (docs/methods.md)."""


@pytest.fixture
def annual(sample: Path, alisei: Alisei) -> dict[str, Any]:
    """The tables of the report by name, each as a frame."""
    said = json.loads(alisei("-C", sample, "report", "annual", "--format", "json").out)
    return {
        each["name"]: pandas.DataFrame(each["rows"], columns=[column["name"] for column in each["columns"]], dtype=object)
        for each in said["tables"]
    }


class Data:
    """The export, and what is asked of it often."""

    def __init__(self, exported: Exported) -> None:
        self.exported = exported
        everything = exported("stakeholders")
        self.active = everything[everything["status"] == "active"]
        terms = exported("terms").set_index("code")
        self.parent: dict[str, Any] = {code: parent for code, parent in terms["parent"].items() if isinstance(parent, str)}
        self.technologies = terms.index[terms["facet"] == "technology"]
        units = exported("stakeholders-relations")
        self.units = set(units.loc[units["kind"] == "parent", "entry"]) & set(self.active["id"])

    def line(self, code: Any) -> list[str]:
        """A term and those above it."""
        return [code, *self.line(self.parent[code])] if code in self.parent else [code] if isinstance(code, str) else []

    def rolled(self, column: str) -> Figures:
        """Entries under each term and those above it; not known under ``None``."""
        return counted(self.active[column].map(lambda code: self.line(code) or [None]).explode())

    @property
    def sectors(self) -> Any:
        """Region and primary sector at the first level."""
        return pandas.DataFrame(
            {
                "region": self.active["region"],
                "term": self.active["sector.primary"].map(lambda code: (self.line(code) or [None])[-1]),
            }
        )

    @property
    def bearers(self) -> Any:
        """One row for each entry and technology that it bears, or that stands above one that it bears."""
        offers = [
            self.exported(f"stakeholders-{name}")[["entry", "technologies"]].rename(columns={"entry": "id"})
            for name in ("offers", "needs")
        ]
        borne = pandas.concat([self.active, *[each[each["id"].isin(self.active["id"])] for each in offers]], ignore_index=True)
        borne = borne[["id", "technologies"]].dropna()
        borne = borne.assign(term=borne["technologies"].str.split("|")).explode("term", ignore_index=True)
        borne = borne.assign(term=borne["term"].map(self.line)).explode("term", ignore_index=True).drop_duplicates(["id", "term"])
        return borne[["id", "term"]].merge(self.active[["id", "name", "region"]], on="id")


def counted(values: Any) -> Figures:
    return {None if pandas.isna(value) else value: n for value, n in values.value_counts(dropna=False).items()}


def column(table: Any, key: str, value: str) -> Figures:
    return {None if pandas.isna(row[key]) else row[key]: row[value] for _index, row in table.iterrows()}


def shares_are_of(table: Any, whole: int) -> bool:
    return all(
        pandas.isna(row["share"]) or math.isclose(row["share"], row["entries"] / whole, abs_tol=6e-7)
        for _i, row in table.iterrows()
    )


def figures(data: Data, table: Any) -> None:
    types = data.rolled("type")
    wanted = {
        "active": len(data.active),
        "company": types["company"],
        "healthcare-organisation": types["healthcare-organisation"],
        "regions": data.active["region"].nunique(),
        "members": int((data.active["membership.status"] == "member").sum()),
        "confirmed": int(data.active["verified.on"].notna().sum()),
        "groups": len(data.exported("groups")),
        "events": len(data.exported("events")),
    }
    found = column(table, "figure", "number")
    assert {key: found[key] for key in wanted} == wanted
    assert {key: types[key] for key in found.keys() - wanted} == {key: found[key] for key in found.keys() - wanted}


def by_type(data: Data, table: Any) -> None:
    assert column(table, "term", "entries") == data.rolled("type")
    assert shares_are_of(table, len(data.active))


def by_sector(data: Data, table: Any) -> None:
    assert column(table, "term", "entries") == data.rolled("sector.primary")
    assert shares_are_of(table, len(data.active))


def by_region(data: Data, table: Any) -> None:
    assert column(table, "value", "entries") == counted(data.active["region"])
    assert shares_are_of(table, len(data.active))


def cells(data: Data, table: Any) -> None:
    wanted = {
        (None if pandas.isna(a) else a, None if pandas.isna(b) else b): n
        for (a, b), n in data.sectors.groupby(["term", "region"], dropna=False).size().items()
    }
    assert {(row["row"], row["column"]): row["entries"] for _i, row in table.iterrows()} == wanted


def quotients(data: Data, table: Any) -> None:
    known = data.sectors.dropna()
    crossed = pandas.crosstab(known["region"], known["term"])
    regions, terms, whole = crossed.sum(axis=1), crossed.sum(axis=0), len(known)
    wanted = []
    for region, row in crossed.iterrows():
        for term, n in row.items():
            expected = regions[region] * terms[term] / whole
            if regions[region] >= LEAST and terms[term] >= LEAST and expected >= 1:
                wanted.append((n / expected, region, term, n, expected))
    best = {(region, term): (n, expected, quotient) for quotient, region, term, n, expected in wanted}
    for _i, row in table.iterrows():
        n, expected, quotient = best[row["region"], row["term"]]
        assert (row["entries"], row["region-entries"], row["term-entries"]) == (n, regions[row["region"]], terms[row["term"]])
        assert math.isclose(row["expected"], expected, abs_tol=6e-3)
        assert math.isclose(row["quotient"], quotient, abs_tol=6e-3)
    assert min(table["quotient"]) >= sorted((each[0] for each in wanted), reverse=True)[len(table)] - 6e-3, "not the highest"


def regions(data: Data, table: Any) -> None:
    known = data.sectors.dropna()
    for _i, row in table.iterrows():
        share = known.loc[known["region"] == row["value"], "term"].value_counts(normalize=True)
        assert row["entries"] == (known["region"] == row["value"]).sum()
        assert row["parts"] == len(share)
        assert math.isclose(row["largest"], share.max(), abs_tol=6e-7)
        assert pandas.isna(row["hhi"]) if row["entries"] < LEAST else math.isclose(row["hhi"], (share**2).sum(), abs_tol=6e-7)


def terms(data: Data, table: Any) -> None:
    borne = data.bearers
    wanted = borne.groupby("term")["id"].nunique().to_dict()
    known = borne["id"].nunique()
    assert column(table, "term", "entries") == wanted | {None: len(data.active) - known}
    of_known = table[table["term"].notna()]
    assert column(of_known, "term", "regions") == borne.groupby("term")["region"].nunique().to_dict()
    assert shares_are_of(of_known, known)


def white_spots(data: Data, table: Any) -> None:
    borne = data.bearers
    known = borne.drop_duplicates("id")["region"].value_counts()
    top = [code for code in data.technologies if code not in data.parent]
    wanted = {}
    for region in known.index[known >= 5]:
        for term in top:
            if term in set(borne["term"]) and not len(borne[(borne["region"] == region) & (borne["term"] == term)]):
                wanted[term, region] = (known[region], borne[borne["term"] == term]["id"].nunique())
    assert {(row["term"], row["region"]): (row["known"], row["elsewhere"]) for _i, row in table.iterrows()} == wanted


def single_actors(data: Data, table: Any) -> None:
    borne = data.bearers
    known = borne.drop_duplicates("id")["region"].value_counts()
    alone = borne[~borne["term"].isin(data.parent)].dropna().groupby(["term", "region"]).filter(lambda group: len(group) == 1)
    wanted = {(row["term"], row["region"]): (row["id"], known[row["region"]]) for _i, row in alone.iterrows()}
    assert {(row["term"], row["region"]): (row["id"], row["known"]) for _i, row in table.iterrows()} == wanted


def total(data: Data, table: Any) -> None:
    assert table.iloc[-1]["entries"] == len(data.active)


def trend_by_sector(data: Data, table: Any) -> None:
    last = table[table["period"] == table.iloc[-1]["period"]]
    assert column(last, "value", "entries") == counted(data.sectors["term"])


def members(data: Data, table: Any) -> None:
    assert set(table["id"]) == set(data.active.loc[data.active["membership.status"] == "member", "id"])


def by_constituency(data: Data, table: Any) -> None:
    own = data.active[data.active["membership.status"] == "member"]
    assert column(table, "value", "entries") == counted(own["membership.constituency"])
    assert shares_are_of(table, len(own))


def members_by_region(data: Data, table: Any) -> None:
    own = data.active[data.active["membership.status"] == "member"]
    assert column(table, "value", "entries") == counted(own["region"])
    assert shares_are_of(table, len(own))


def totals(data: Data, table: Any) -> None:
    row = table.set_index("id").loc["members"]
    n = int((data.active["membership.status"] == "member").sum())
    assert (row["entries"], row["unknown"]) == (n, int(data.active["membership.status"].isna().sum()))
    assert math.isclose(row["share"], n / row["total"], abs_tol=6e-7)


def completeness(data: Data, table: Any) -> None:
    lists = ("names", "sites", "offers", "needs", "relations", "maintainers", "sources")
    for _i, row in table.iterrows():
        if row["field"] in lists:
            filled = data.active["id"].isin(data.exported(f"stakeholders-{row['field']}")["entry"])
        else:
            own = [name for name in data.active.columns if name.split(".")[0] == row["field"]]
            filled = data.active[own].notna().any(axis=1)
        assert row["entries"] == filled.sum(), row["field"]
    assert shares_are_of(table, len(data.active))


def verified(data: Data, table: Any) -> None:
    assert column(table, "value", "entries").get("never", 0) == data.active["verified.on"].isna().sum()
    assert shares_are_of(table, len(data.active))


def freshness_by_region(data: Data, table: Any) -> None:
    confirmed = {
        None if pandas.isna(region) else region: group["verified.on"].notna().sum()
        for region, group in data.active.groupby("region", dropna=False)
    }
    assert column(table, "value", "entries").items() <= counted(data.active["region"]).items()
    assert column(table, "value", "confirmed").items() <= confirmed.items()
    assert {region for region, n in confirmed.items() if n} <= set(column(table, "value", "entries"))


def network_figures(data: Data, table: Any) -> None:
    found = column(table, "figure", "value")
    ties = pairs(data)
    assert found["stakeholders"] == len(data.active)
    assert found["tied-stakeholders"] == len({id_ for pair in ties for id_ in pair} & set(data.active["id"]))


def pairs(data: Data) -> set[frozenset[str]]:
    """Each two entries, groups or events with a tie between them."""
    found = []
    relations = data.exported("stakeholders-relations")
    found += list(zip(relations["entry"], relations["target"], strict=True))
    for kind, fields in (("groups", ("members", "coordinators", "partners")), ("events", ("partners", "participants"))):
        for field in fields:
            named = data.exported(f"{kind}-{field}")
            found += list(zip(named["entry"], named["id"], strict=True)) if "id" in named else []
    events = data.exported("events")
    found += list(zip(events["id"], events["organiser.id"], strict=True)) if "organiser.id" in events else []
    ids = {*data.active["id"], *data.exported("groups")["id"], *events["id"]}
    return {frozenset(pair) for pair in found if set(pair) <= ids and len(set(pair)) == 2}


def sources_by_sector(data: Data, table: Any) -> None:
    sectors = counted(data.sectors["term"])
    assert column(table, "value", "total") == sectors | {"total": len(data.active)}
    assert rows_add_up(table)


def sources_by_region(data: Data, table: Any) -> None:
    assert column(table, "value", "total") == counted(data.active["region"]) | {"total": len(data.active)}
    assert rows_add_up(table)


def rows_add_up(table: Any) -> bool:
    parts = table.drop(columns=["value", "label", "total"])
    return bool((parts.sum(axis=1) == table["total"]).all())


RECOMPUTED = {
    function.__name__.replace("_", "-"): function
    for function in (
        figures, by_type, by_sector, by_region, cells, quotients, regions, terms, white_spots, single_actors, total, trend_by_sector,
        members, by_constituency, members_by_region, totals, completeness, verified, freshness_by_region, network_figures,
        sources_by_sector, sources_by_region,
    )
}  # fmt: skip
ELSEWHERE = {"most-tied", "between-regions", "connectors", "sources", "bodies", "trajectories", "trajectories-by-region"}
"""Tables that their own tests make again: test_network.py by networkx, test_origins.py, test_bodies.py and test_trajectories.py by hand."""
WORDS = {"edition", "method", "reproduce"}


def test_every_figure_is_made_again(annual: dict[str, Any], exported: Exported) -> None:
    """No table of the report is left out."""
    assert annual.keys() == RECOMPUTED.keys() | ELSEWHERE | WORDS
    data = Data(exported)
    for name, recompute in RECOMPUTED.items():
        recompute(data, annual[name])
