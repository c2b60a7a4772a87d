"""``alisei report network`` and ``alisei export graphml``: ties, each counted once, and what they connect."""

import builtins
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.model.ties import ties
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, make, stakeholder
from tests.reports.conftest import Ask

S = "registry/stakeholders/{}.yaml"
GROUP = (
    "# yaml-language-server: $schema=../../schema/group.schema.json\nid: {id}\nstatus: active\nnames:\n"
    "  - {{value: Gruppo, kind: display}}\n{more}sources:\n  - {{url: https://www.a.it, accessed: 2026}}\n"
)
EVENT = (
    "# yaml-language-server: $schema=../../schema/event.schema.json\nid: {id}\nstatus: {status}\nnames:\n"
    "  - {{value: Evento, kind: display}}\n{more}sources:\n  - {{url: https://www.a.it, accessed: 2026}}\n"
)


def related(*pairs: str) -> str:
    """Relations, each ``kind target``."""
    return "relations:\n" + "".join("  - {{kind: {}, target: {}}}\n".format(*pair.split()) for pair in pairs)


FILES = {
    S.format("toscana/a"): stakeholder("a", related("child b", "related c", "related gone")),
    S.format("lazio/b"): stakeholder("b", related("parent a"), place="region: lazio"),
    S.format("toscana/c"): stakeholder("c", related("related a", "spin-off-of d")),
    S.format("campania/d"): stakeholder("d", related("has-spin-off c"), place="region: campania"),
    S.format("molise/e"): stakeholder("e", place="region: molise"),
    S.format("italia/f"): stakeholder("f", place="municipality: Roma").replace("municipality: Roma, ", ""),
    S.format("toscana/quiet"): stakeholder("quiet"),
    S.format("toscana/gone"): stakeholder("gone").replace(
        "status: active", "status: inactive\nstatus_since: 2024\nstatus_reason: Chiusa"
    ),
    "registry/groups/g.yaml": GROUP.format(
        id="g",
        more="coordinators:\n  - {id: d, from: 2019}\nmembers:\n  - {id: d}\n  - {id: e}\n  - {id: f}\n  - {name: Altri}\n",
    ),
    "registry/events/x.yaml": EVENT.format(
        id="x", status="held", more="organiser: {id: e}\nparticipants:\n  - {id: d}\ngroups: [g]\n"
    ),
    "registry/events/y.yaml": EVENT.format(id="y", status="cancelled", more="organiser: {id: a}\n"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Six tied stakeholders in four regions, one without ties, one that is gone, a group, an event and a cancelled one."""
    return make(tmp_path / "d", FILES)


def test_both_halves_are_one_tie(root: Path, ask: Ask) -> None:
    """a-b (parent), a-c (related), c-d (spin-off): three relations; five roles and one group that follows an event."""
    told = ask(root, "network")
    assert told.by("figures", "figure", "value") == {
        "stakeholders": 7,
        "tied-stakeholders": 6,
        "groups": 1,
        "events": 1,
        "relations": 3,
        "roles": 7,
        "components": 1,
        "largest": 8,
    }
    assert "1 tie leads to an entry that is not counted here" in told.notes("figures")
    assert "1 body in groups, at events and in projects has no entry" in told.notes("figures")
    assert "1 of them is a unit" in told.notes("figures")
    assert [list(row.values()) for row in told.rows("components")] == [[8, 1]]


def test_who_is_tied_most(root: Path, ask: Ask) -> None:
    """Neighbours in the graph; two roles in one group are one neighbour."""
    rows = ask(root, "network").rows("most-tied")
    assert [(row["id"], row["ties"], row["relations"], row["groups"], row["events"]) for row in rows][:3] == [
        ("d", 3, 1, 2, 1),
        ("a", 2, 2, 0, 0),
        ("c", 2, 2, 0, 0),
    ]


def test_ties_to_other_kinds_have_a_column(root: Path, ask: Ask) -> None:
    """Only where there are any: the columns add up to the ties."""
    assert all("others" not in row for row in ask(root, "network").rows("most-tied"))
    schema = json.loads((root / "schema/group.schema.json").read_text())
    schema["x-alisei-kind"] = {**schema["x-alisei-kind"], "plural": "products"}
    (root / "schema/product.schema.json").write_text(json.dumps(schema))
    (root / "registry/products").mkdir()
    text = GROUP.format(id="p", more="coordinators:\n  - {id: quiet, from: 2019}\n").replace("group.schema", "product.schema")
    (root / "registry/products/p.yaml").write_text(text)
    rows = {row["id"]: row for row in ask(root, "network").rows("most-tied")}
    assert (rows["quiet"]["ties"], rows["quiet"]["groups"], rows["quiet"]["others"]) == (1, 0, 1)
    assert (rows["d"]["groups"], rows["d"]["others"]) == (2, 0)


def test_regions_are_connected_by_pairs_of_bodies(root: Path, ask: Ask) -> None:
    """Bodies in one group and at one event are still one pair; where f is nobody knows."""
    told = ask(root, "network")
    assert {
        (row["region"], row["other"]): (row["pairs"], row["related"], row["met"]) for row in told.rows("between-regions")
    } == {
        ("campania", "toscana"): (1, 1, 0),
        ("campania", "molise"): (1, 0, 1),
        ("lazio", "toscana"): (1, 1, 0),
    }
    assert "6 pairs" in told.notes("between-regions")
    assert "1 of them within a region, for 2 a region is not known" in told.notes("between-regions")
    assert [(row["id"], row["regions"], row["partners"]) for row in told.rows("connectors")] == [
        ("d", 2, 2),
        ("a", 1, 1),
        ("b", 1, 1),
        ("c", 1, 1),
        ("e", 1, 1),
    ]


def test_bridges_hold_the_network_together(root: Path, ask: Ask) -> None:
    """Without a-c the part falls in {a, b} and the rest; a tie that cuts off one entry alone is not shown."""
    rows = ask(root, "network").rows("bridges")
    assert [(row["id"], row["other"], row["smaller"]) for row in rows] == [("c", "d", 3), ("a", "c", 2)]


def test_a_crowd_is_no_tie(ask: Ask, tmp_path: Path) -> None:
    """Being at one event with fifty others ties nobody to anybody."""
    names = [f"n{number}" for number in range(51)]
    files = {S.format(f"toscana/{name}"): stakeholder(name) for name in names}
    more = "participants:\n" + "".join(f"  - {{id: {name}}}\n" for name in names)
    root = make(tmp_path / "d", {**files, "registry/events/x.yaml": EVENT.format(id="x", status="held", more=more)})
    told = ask(root, "network")
    assert "0 pairs" in told.notes("between-regions")
    assert "1 group, event or project has more than 50 bodies" in told.notes("between-regions")


def test_it_makes_sense_of_little(small: Path, ask: Ask) -> None:
    """Without ties there are figures, and tables without rows."""
    told = ask(small, "network")
    entries = len(list((small / "registry").rglob("*.yaml")))
    assert told.by("figures", "figure", "value")["stakeholders"] == entries
    assert all(not told.rows(table) for table in told.tables if table != "figures")


def test_without_the_library_it_says_what_to_install(root: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """The surroundings are at fault, not the data."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "networkx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    outcome = alisei("-C", root, "report", "network")
    assert outcome.code == 3
    assert "pip install --no-deps --require-hashes -r" in outcome.err


def test_networkx_and_pandas_count_the_same(sample: Path, ask: Ask, exported: Callable[[str], Any], alisei: Alisei) -> None:
    """The network rebuilt from the exports.

    Bridges are found by removing each edge.
    """
    graph = networkx.Graph()
    inverse = {"child": "parent", "predecessor": "successor", "has-member": "member-of", "has-spin-off": "spin-off-of"}
    relations = set()
    for row in exported("stakeholders-relations").itertuples():
        one, other = (row.target, row.entry) if row.kind in inverse else (row.entry, row.target)
        ends = tuple(sorted((one, other))) if row.kind == "related" else (one, other)
        relations.add((ends, inverse.get(row.kind, row.kind)))
    graph.add_edges_from(ends for ends, _kind in relations)
    for table in ("groups-coordinators", "groups-members", "groups-partners", "events-participants", "events-partners"):
        named = exported(table).dropna(subset=["id"])
        graph.add_edges_from(zip(named["id"], named["entry"], strict=True))
    organisers = exported("events").dropna(subset=["organiser.id"])
    graph.add_edges_from(zip(organisers["organiser.id"], organisers["id"], strict=True))
    followed = exported("events").dropna(subset=["groups"])
    graph.add_edges_from((group, row.id) for row in followed.itertuples() for group in row.groups.split("|"))
    told = ask(sample, "network")
    figures = told.by("figures", "figure", "value")
    assert figures["relations"] == len(relations)
    assert figures["components"] == networkx.number_connected_components(graph)
    sizes = [len(part) for part in networkx.connected_components(graph)]
    assert told.by("components", "size", "parts") == {size: sizes.count(size) for size in set(sizes)}
    assert all(row["ties"] == graph.degree(row["id"]) for row in told.rows("most-tied"))
    cuts = {}
    for one, other in networkx.bridges(graph):
        without = graph.copy()
        without.remove_edge(one, other)
        smaller = min(len(networkx.node_connected_component(without, end)) for end in (one, other))
        if smaller > 1:
            cuts[frozenset((one, other))] = smaller
    assert {frozenset((row["id"], row["other"])): row["smaller"] for row in told.rows("bridges")} == cuts


def test_graphml_is_read_by_others(root: Path) -> None:
    """A library that knows nothing of us reads every entry and every tie, with what is known of them."""
    raw = EXPORTS.load("graphml").build(view(load_dataset(root)))["network.graphml"]
    graph = networkx.read_graphml(io.BytesIO(raw))
    assert sorted(graph.nodes) == ["a", "b", "c", "d", "e", "f", "g", "gone", "quiet", "x", "y"]
    assert graph.nodes["a"]["region"] == "toscana"
    assert "region" not in graph.nodes["f"]
    edges = {(one, other, data["kind"], data.get("since")) for one, other, data in graph.edges(data=True)}
    assert {("b", "a", "parent", None), ("c", "d", "spin-off-of", None), ("d", "g", "coordinator", "2019")} <= edges
    assert len(edges) == len(ties((found := load_dataset(root)).entries, found.context.schemas).ties)


@pytest.mark.parametrize("name", ["<&\"'>", "a\u0001b", "\ufffe", "x ]]> y", "\U0001f600", "\u2028", "--> <!--"])
def test_graphml_is_xml_whatever_the_data_hold(name: str, root: Path) -> None:
    """Characters that XML does not admit are replaced, marks are escaped, ids that are none are numbered."""
    import json

    text = stakeholder("odd").replace("value: Odd", f"value: {json.dumps(name)}").replace("id: odd", f"id: {json.dumps(name)}")
    (root / S.format("toscana/odd")).write_text(text, encoding="utf-8")
    dataset = load_dataset(root)
    graph = networkx.read_graphml(io.BytesIO(EXPORTS.load("graphml").build(view(dataset))["network.graphml"]))
    assert len(graph) == len({entry.id for entry in dataset.entries})


def test_the_same_data_give_the_same_bytes(sample: Path) -> None:
    """On every machine, in every run."""
    dataset = load_dataset(sample)
    export = EXPORTS.load("graphml")
    assert export.build(view(dataset)) == export.build(view(load_dataset(sample)))
