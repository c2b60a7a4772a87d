"""JSON Lines: every entry as it is written, one on each line, for programs that read entry by entry.

Each line has ``kind``, ``path`` and ``data``, and so is as long as its entry.
"""

import json
from collections.abc import Mapping

from alisei_cli.escape import escape_json
from alisei_cli.exports._contract import Export
from alisei_cli.exports._state import state
from alisei_cli.model.view import View


def build(dataset: View) -> Mapping[str, bytes]:
    """``registry.jsonl``, and ``about.json``, which says the state: a first line of another form would be taken for an entry."""
    lines = [_line({"kind": entry.kind, "path": entry.path, "data": entry.data}) for entry in dataset.entries]
    return {"registry.jsonl": b"".join(lines), "about.json": _line(state(dataset))}


def _line(value: object) -> bytes:
    return (escape_json(json.dumps(value, ensure_ascii=False)) + "\n").encode("utf-8", "backslashreplace")


EXPORT = Export(build, "registry.jsonl")
