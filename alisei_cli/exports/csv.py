"""A folder of CSV tables (RFC 4180, UTF-8) with a datapackage.json that describes every column.

One table a kind of entry, one for each list of blocks within it, the terms and the regions; the package names the commit, the taxonomy
version and the licence. A cell that a spreadsheet would take for a formula is prefixed with ``'`` (OWASP ASVS 1.2.10, CWE-1236).
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from alisei_cli.escape import FORMULA_STARTS, escape_excel, escape_formula, escape_json, escape_line
from alisei_cli.exports._contract import Export
from alisei_cli.exports._field import Flat
from alisei_cli.exports._flat import flat
from alisei_cli.exports._state import state
from alisei_cli.model.about import read_about
from alisei_cli.model.view import View

SEPARATOR = "|"
"""Between the items of a list in one cell; no code, id or number holds it."""


def build(dataset: View) -> Mapping[str, bytes]:
    """Each table as ``NAME.csv``, and ``datapackage.json`` (Frictionless Data Package, version 1)."""
    return _build(dataset, lambda table: _bytes(table, _show, ",", "utf-8"), {})


def build_excel_it(dataset: View) -> Mapping[str, bytes]:
    """The same with semicolons, decimal commas, a byte order mark, and texts that Excel takes for no number and no date."""
    return _build(dataset, lambda table: _bytes(table, _show_excel, ";", "utf-8-sig"), {"dialect": {"delimiter": ";"}})


def _build(dataset: View, encode: Callable[[Flat], bytes], more: Mapping[str, Any]) -> Mapping[str, bytes]:
    about = read_about(dataset.context.policy)
    files: dict[str, bytes] = {}
    resources = []
    for table in flat(dataset):
        files[f"{table.name}.csv"] = encode(table)
        resources.append({**_resource(table), **more})
    package = {"name": about.name or "registry", "title": about.title.en, **state(dataset), "resources": resources}
    files["datapackage.json"] = (escape_json(json.dumps(package, ensure_ascii=False, indent=1)) + "\n").encode()
    return files


def _bytes(table: Flat, show: Callable[[Any], object], delimiter: str, encoding: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([escape_formula(escape_line(field.name)) for field in table.fields])
    writer.writerows([show(cell) for cell in row] for row in table.rows)
    return buffer.getvalue().encode(encoding, "backslashreplace")


def _show(cell: Any) -> object:
    if cell.__class__ is tuple:
        cell = SEPARATOR.join(map(str, cell))
    if cell.__class__ is str:
        return escape_formula(cell) if cell[:1] in FORMULA_STARTS else cell
    return ("true" if cell else "false") if cell.__class__ is bool else cell


def _show_excel(cell: Any) -> object:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    shown = _show(cell)
    return escape_excel(shown) if isinstance(shown, str) else shown


def _resource(table: Flat) -> dict[str, Any]:
    fields = [{"name": field.name, "type": field.type, "description": field.describes} for field in table.fields]
    return {
        "name": table.name,
        "title": table.title.en,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }


EXPORT = Export(build, "stakeholders.csv", build_excel_it=build_excel_it)
