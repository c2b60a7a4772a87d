"""JSON, version 1 of the contract: for programs."""

import json
from collections.abc import Iterator
from typing import Any

from alisei_cli.escape import escape_json
from alisei_cli.model.table import SUPPRESSED, Answer, Table
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables._contract import Format


def render(answer: Answer, screen: Screen) -> Iterator[str]:
    """One JSON document with the state it was made from and every table."""
    document = {
        "version": 1,
        "report": answer.report,
        "taxonomy": answer.taxonomy,
        "commit": answer.commit,
        "dirty": answer.dirty,
        "as_of": answer.as_of,
        "audience": answer.audience,
        "tables": [_table(table) for table in answer.tables],
    }
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": str(table.title),
        "columns": [
            {"name": column.name, "type": column.type, "unit": column.unit, "description": str(column.description)}
            for column in table.columns
        ],
        "rows": [[make_plain(cell) for cell in row] for row in table.rows],
        "notes": [str(note) for note in table.notes],
    }


def make_plain(cell: object) -> Any:
    """A cell as a JSON value: words become text without indentation, a suppressed count nothing."""
    if cell == SUPPRESSED:
        return None
    return cell if cell is None or isinstance(cell, (str, int, float)) else str(cell).strip()


FORMAT = Format(render, suffixes=(".json",))
