"""One JSON document: every entry as it is written, with the terms of the taxonomy and the regions."""

import json
from collections.abc import Mapping

from alisei_cli.escape import escape_json
from alisei_cli.exports._contract import Export
from alisei_cli.exports._flat import flat
from alisei_cli.exports._state import state
from alisei_cli.model.view import View


def build(dataset: View) -> Mapping[str, bytes]:
    """``registry.json``: version, state, entries (kind, path, data), terms, regions."""
    tables = {table.name: table for table in flat(dataset) if table.name in ("terms", "regions")}
    document = {
        "version": 1,
        **state(dataset),
        "entries": [{"kind": entry.kind, "path": entry.path, "data": entry.data} for entry in dataset.entries],
        **{
            name: [dict(zip([field.name for field in table.fields], row, strict=True)) for row in table.rows]
            for name, table in tables.items()
        },
    }
    text = escape_json(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"
    return {"registry.json": text.encode("utf-8", "backslashreplace")}


EXPORT = Export(build, "registry.json")
