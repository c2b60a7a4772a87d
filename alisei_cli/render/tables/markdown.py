"""Markdown (GitHub's), for pull requests and documents; data is escaped, whatever it holds."""

from collections.abc import Iterator

from alisei_cli.model.table import Answer, Column, Table
from alisei_cli.render.markdown import escape
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables._cells import NO_ROWS, show_cell, state
from alisei_cli.render.tables._contract import Format


def render(answer: Answer, screen: Screen) -> Iterator[str]:
    """A heading and a table each, with the notes below, then the state they were made from."""
    for table in answer.tables:
        yield f"## {escape(str(table.title))}"
        yield ""
        yield from _table(table) if table.rows else [str(NO_ROWS)]
        yield ""
        for note in table.notes:
            yield escape(str(note).strip())  # four spaces before it would make it code
            yield ""
    yield escape(str(state(answer)))


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(escape(str(column.title)) for column in table.columns) + " |"
    yield "| " + " | ".join("---" if column.type == "string" else "---:" for column in table.columns) + " |"
    for row in table.rows:
        yield "| " + " | ".join(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)) + " |"


def _cell(cell: object, column: Column) -> str:
    text = show_cell(cell, column)
    indent = "&nbsp;" * (len(text) - len(text.lstrip(" ")))
    return indent + escape(text.strip())


FORMAT = Format(render, suffixes=(".md",))
