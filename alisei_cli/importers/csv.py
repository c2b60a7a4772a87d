"""A table of organisations, one per row, with its evidence.

Columns (all but ``name`` and ``type`` may be missing or empty): those of docs/import.md. Evidence is ``read``, ``partly`` or ``known``:
general knowledge, for which the table itself is cited, never a site that nobody opened.
"""

from alisei_cli.importers._contract import Importer
from alisei_cli.importers._organisations import build_result
from alisei_cli.importers._table import parse_table
from alisei_cli.model.dataset import Context
from alisei_cli.model.import_result import ImportResult
from alisei_cli.store.withdrawn import read_withdrawn


def read(content: str, selection: str | None, context: Context, accessed: str, name: str) -> ImportResult:
    """Build one proposal per row.

    Raises:
        DataError: it is no table, or has no column of names.
    """
    return build_result(parse_table(content), context, accessed, name, read_withdrawn())


IMPORTER = Importer(read)
