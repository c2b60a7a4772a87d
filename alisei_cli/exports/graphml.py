"""The network as GraphML, for Gephi, Cytoscape, yEd or networkx: entries as nodes, ties as edges, both with what is known of them.

A relation that both sides state is one edge. A node is called by its id, which has the form of one, else by its place in the list.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping

from alisei_cli.exports._contract import Export
from alisei_cli.exports._state import state
from alisei_cli.model.dataset import Entry
from alisei_cli.model.ids import is_id
from alisei_cli.model.ties import Tie, ties
from alisei_cli.model.view import View

NODE = ("id", "kind", "label", "type", "status", "region", "area", "sector", "membership")
EDGE = ("kind", "since")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even as a reference."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``network.graphml``: one directed graph; a relation points from the entry to what the kind says the other is to it."""
    known = ties(dataset.entries, dataset.context.schemas)
    names = {id_: id_ if is_id(id_) else f"_{number}" for number, id_ in enumerate(sorted(known.entries))}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys("node", NODE),
        *_keys("edge", EDGE),
        '  <graph id="alisei" edgedefault="directed">',
        f"    <desc>{_text(json.dumps(state(dataset), ensure_ascii=False))}</desc>",
    ]
    for id_ in sorted(known.entries):
        lines += _node(names[id_], known.entries[id_], dataset)
    for number, tie in enumerate(known.ties):
        lines += _edge(number, tie, names)
    lines += ["  </graph>", "</graphml>", ""]
    return {"network.graphml": "\n".join(lines).encode("utf-8", "backslashreplace")}


def _keys(element: str, attributes: tuple[str, ...]) -> Iterator[str]:
    for name in attributes:
        yield f'  <key id="{element}-{name}" for="{element}" attr.name="{name}" attr.type="string"/>'


def _node(name: str, entry: Entry, dataset: View) -> list[str]:
    found = {
        "id": entry.id,
        "kind": entry.kind,
        "label": entry.name,
        "type": entry.data.get("type"),
        "status": entry.data.get("status"),
        "region": entry.region,
        "area": dataset.context.area_of(entry),
        "sector": entry.get("sector", "primary"),
        "membership": entry.get("membership", "status"),
    }
    return [f'    <node id="{_text(name)}">', *_data("node", found), "    </node>"]


def _edge(number: int, tie: Tie, names: Mapping[str, str]) -> list[str]:
    head = f'    <edge id="e{number}" source="{_text(names[tie.source])}" target="{_text(names[tie.target])}">'
    return [head, *_data("edge", {"kind": tie.kind, "since": tie.since}), "    </edge>"]


def _data(element: str, found: Mapping[str, object]) -> Iterator[str]:
    """What is known; what is not is left out."""
    for name, value in found.items():
        if isinstance(value, str):
            yield f'      <data key="{element}-{name}">{_text(value)}</data>'


def _text(value: str) -> str:
    return html.escape(NOT_XML.sub("\ufffd", value)).replace("\r", "&#13;")


EXPORT = Export(build, "network.graphml")
