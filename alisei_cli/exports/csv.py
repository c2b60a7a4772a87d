"""A folder of CSV tables (RFC 4180, UTF-8) with a datapackage.json that describes every column.

One table a kind of entry, one for each list of blocks within it, the terms and the regions; the package names the commit, the taxonomy
version and the licence. A cell that a spreadsheet would take for a formula is prefixed with ``'`` (OWASP ASVS 1.2.10, CWE-1236).
"""

from collections.abc import Mapping
from typing import Any

from alisei_cli.escape import escape_excel
from alisei_cli.exports._contract import Export
from alisei_cli.exports._flat import flat
from alisei_cli.exports._package import DESCRIPTOR, describe
from alisei_cli.exports._tables import encode, show_cell
from alisei_cli.model.view import View


def build(dataset: View) -> Mapping[str, bytes]:
    """Each table as ``NAME.csv``, and ``datapackage.json`` (Frictionless Data Package, version 1)."""
    tables = [*flat(dataset)]
    return {**{f"{table.name}.csv": encode(table) for table in tables}, DESCRIPTOR: describe(dataset, tables)}


def build_excel_it(dataset: View) -> Mapping[str, bytes]:
    """The same with semicolons, decimal commas, a byte order mark, and texts that Excel takes for no number and no date."""
    tables = [*flat(dataset)]
    files = {f"{table.name}.csv": encode(table, _show_excel, ";", "utf-8-sig") for table in tables}
    return {**files, DESCRIPTOR: describe(dataset, tables, ";")}


def _show_excel(cell: Any) -> object:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    shown = show_cell(cell)
    return escape_excel(shown) if isinstance(shown, str) else shown


EXPORT = Export(build, "stakeholders.csv", build_excel_it=build_excel_it)
