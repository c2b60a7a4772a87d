"""One JSON document: every entry as it is written, with the terms of the taxonomy and the regions."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.exports._contract import Export
from alisei_cli.exports._flat import codes
from alisei_cli.exports._state import state
from alisei_cli.model.view import View

BATCH = 10_000
"""Tokens that are encoded at a time; a document of many entries as one text takes ten times its size in memory."""


def build(dataset: View) -> Mapping[str, bytes]:
    """``registry.json``: version, state, entries (kind, path, data), terms, regions."""
    document = {
        "version": 1,
        **state(dataset),
        "entries": [{"kind": entry.kind, "path": entry.path, "data": entry.data} for entry in dataset.entries],
        **{
            table.name: [dict(zip([field.name for field in table.fields], row, strict=True)) for row in table.rows]
            for table in codes(dataset)
        },
    }
    return {"registry.json": b"".join(_encode(document))}


def _encode(document: Any) -> Iterator[bytes]:
    tokens = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(document)
    while text := "".join(islice(tokens, BATCH)):
        yield escape_json(text).encode("utf-8", "backslashreplace")
    yield b"\n"


EXPORT = Export(build, "registry.json")
