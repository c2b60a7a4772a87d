"""For people at a terminal."""

import io
from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from alisei_cli.model.table import Answer, Column, Table
from alisei_cli.render.tables._cells import shown, state
from alisei_cli.render.tables._contract import Format
from alisei_cli.visible import visible


def render(answer: Answer, is_colour: bool) -> Iterator[str]:
    """Tables as wide as they need, at most as wide as the terminal; notes below each."""
    buffer = io.StringIO()
    console = Console(file=buffer, force_terminal=is_colour, no_color=not is_colour, highlight=False, width=_width())
    for table in answer.tables:
        console.print(Text(str(table.title), style="bold"))
        console.print(_table(table))
        for note in table.notes:
            console.print(Text(visible(note, 1000), style="dim"))
        console.print()
    console.print(Text(str(state(answer)), style="dim"))
    yield from buffer.getvalue().rstrip("\n").split("\n")


def _width() -> int:
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 200))


def _table(table: Table) -> RichTable:
    made = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    hidden = {"level"}
    columns = [column for column in table.columns if column.name not in hidden]
    for column in columns:
        made.add_column(
            Text(str(column.title)),
            justify="left" if column.type == "string" else "right",
            overflow="fold",
            no_wrap=_is_whole(table, column),
        )
    for row in table.rows:
        cells = [
            Text(visible(shown(cell, column)))
            for cell, column in zip(row, table.columns, strict=True)
            if column.name not in hidden
        ]
        made.add_row(*cells)
    return made


def _is_whole(table: Table, column: Column) -> bool:
    """Whether the ids of a column can stand in one piece, so that they can be copied, and leave room for the rest."""
    longest = max((len(str(row[table.columns.index(column)])) for row in table.rows), default=0)
    return column.unit == "id" and longest <= _width() // 2


FORMAT = Format(render)
