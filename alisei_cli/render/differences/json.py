"""JSON, version 1 of the contract: for programs."""

import json
from collections.abc import Iterator
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.model.difference import KINDS, Change, Difference, EntryChange
from alisei_cli.model.source import json_pointer
from alisei_cli.render.differences._contract import Format
from alisei_cli.render.screen import Screen


def render(difference: Difference, screen: Screen) -> Iterator[str]:
    """One JSON document, indented, in a fixed order of keys."""
    base, head = difference.commits
    summary = difference.summary
    document = {
        "version": 1,
        "base": base,
        "head": head,
        "taxonomy": [state.context.taxonomy.version for state in (difference.base, difference.head)],
        "audience": difference.head.audience,
        "summary": {change: summary[change] for change in KINDS},
        "entries": [_entry(each) for each in difference.entries],
        "totals": [{"where": dict(each.where), "old": each.old, "new": each.new} for each in difference.totals],
        "one_sided": [
            {"id": each.id, "path": each.path, "kind": each.relation, "target": each.target} for each in difference.one_sided
        ],
        "unreadable": dict(zip(("base", "head"), map(list, difference.unreadable), strict=True)),
        "notes": [str(note) for state in (difference.base, difference.head) for note in state.remarks],
    }
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


def _entry(entry: EntryChange) -> dict[str, Any]:
    told = {"id": entry.id, "kind": entry.kind, "path": entry.path, "change": entry.change}
    moved = {"moved_from": entry.moved_from} if entry.moved_from else {}
    return {**told, **moved, "changes": [describe(each) for each in entry.changes]}


def describe(change: Change) -> dict[str, Any]:
    """One change, as other documents of the contract have it too."""
    return {"pointer": json_pointer(change.pointer), "op": change.op, "old": change.old, "new": change.new}


FORMAT = Format(render, (".json",))
