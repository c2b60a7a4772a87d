"""A folder of CSV tables (RFC 4180, UTF-8) with a datapackage.json that describes every column.

One table a kind of entry, one for each list of blocks within it, the terms and the regions; the package names the commit, the taxonomy
version and the licence. A cell that a spreadsheet would take for a formula is prefixed with ``'`` (OWASP ASVS 1.2.10, CWE-1236).
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from alisei_cli.escape import FORMULA_STARTS, escape_formula, escape_json, escape_line
from alisei_cli.exports._contract import Export
from alisei_cli.exports._flat import Flat, flat
from alisei_cli.exports._state import state
from alisei_cli.model.about import read_about
from alisei_cli.model.view import View


def build(dataset: View) -> Mapping[str, bytes]:
    """Each table as ``NAME.csv``, and ``datapackage.json`` (Frictionless Data Package, version 1)."""
    about = read_about(dataset.context.policy)
    tables = list({table.name: table for table in flat(dataset)}.values())
    package = {
        "name": about.name or "registry",
        "title": about.title.en,
        **state(dataset),
        "resources": [_resource(table) for table in tables],
    }
    described = escape_json(json.dumps(package, ensure_ascii=False, indent=1)) + "\n"
    return {**{f"{table.name}.csv": _bytes(table) for table in tables}, "datapackage.json": described.encode()}


def _bytes(table: Flat) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([escape_formula(escape_line(field.name)) for field in table.fields])
    writer.writerows(map(_safe_row, table.rows))
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _safe_row(row: Sequence[Any]) -> list[Any]:
    return [
        ("true" if cell else "false")
        if cell is True or cell is False
        else escape_formula(cell)
        if cell.__class__ is str and cell[:1] in FORMULA_STARTS
        else cell
        for cell in row
    ]


def _resource(table: Flat) -> dict[str, Any]:
    fields = [{"name": field.name, "type": field.type, "description": field.description} for field in table.fields]
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }


EXPORT = Export(build, "stakeholders.csv")
