"""For people at a terminal."""

import io
import re
from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from alisei_cli.model.table import Answer, Column, Table
from alisei_cli.render.tables._cells import shown, state
from alisei_cli.render.tables._contract import Format
from alisei_cli.visible import no_command, visible

OPTIONAL = frozenset({"because", "note"})
"""Columns that are shown only where one of their cells says something."""
LEAST = 20
"""Ids are broken no narrower than this."""
FEW = 3
"""So many columns of numbers stand side by side on the narrowest screen."""
WIDEST = 40
"""No column asks for more."""
NARROW = 26
"""A label is broken over lines down to this width before numbers go on below."""
LONGEST_HEAD = 14
"""Words of a heading are not broken up to this length."""
DEEPEST = 8
"""Most blanks that a label is indented by."""


def render(answer: Answer, is_colour: bool) -> Iterator[str]:
    """Tables as wide as they need, at most as wide as the terminal; notes below each."""
    buffer = io.StringIO()
    console = Console(file=buffer, force_terminal=is_colour, no_color=not is_colour, highlight=False, width=_width())
    for table in answer.tables:
        if table.is_detail and len(answer.tables) > 1:
            continue
        console.print(Text(visible(table.title), style="bold"))
        for number, columns in enumerate(_parts(table)):
            console.print(*([""] if number else []), _table(table, columns), sep="\n")
        for note in table.notes:
            console.print(Text(visible(note, 1000), style="dim"))
        console.print()
    console.print(Text(str(state(answer)), style="dim"))
    yield from (no_command(line.rstrip()) for line in buffer.getvalue().rstrip("\n").split("\n"))


def _width() -> int:
    import shutil

    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 200))


def _parts(table: Table) -> Iterator[list[Column]]:
    """The columns that stand side by side; where there is no room for all numbers, they go on below, beside the same labels."""
    hidden = {column.name for column in table.columns if column.is_detail} | {
        column.name for column in table.columns if column.name in OPTIONAL and _is_empty(table, column)
    }
    columns = [column for column in table.columns if column.name not in hidden]
    labels = [column for column in columns if column.type == "string"]
    numbers = [column for column in columns if column.type != "string"]
    needs = {column.name: _need(table, column) for column in columns}
    room = _width() - sum(min(needs[column.name], NARROW) for column in labels)
    if len(numbers) <= FEW or sum(needs[column.name] for column in numbers) <= room or columns[: len(labels)] != labels:
        yield columns
        return
    part: list[Column] = []
    for column in numbers:
        if len(part) >= FEW and sum(needs[each.name] for each in (*part, column)) > room:
            yield [*labels, *part]
            part = []
        part.append(column)
    yield [*labels, *part]


def _need(table: Table, column: Column) -> int:
    """How wide a column ought to be with the gap beside it: a label as wide as it is, a number as its longest word."""
    cells = max((len(shown(row[table.columns.index(column)], column)) for row in table.rows), default=0)
    return min(WIDEST, max(_longest_word(column), cells)) + 3


def _longest_word(column: Column) -> int:
    return max(map(len, str(column.title).split()), default=1)


def _table(table: Table, columns: list[Column]) -> RichTable:
    made = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        made.add_column(
            Text(str(column.title)),
            justify="left" if column.type == "string" else "right",
            overflow="fold",
            no_wrap=column.unit in ("id", "date"),
            min_width=min(_longest_word(column), LONGEST_HEAD),
        )
    shown_ones = {column.name for column in columns}
    widths = {column.name: _id_width(table, column) for column in columns}
    for row in table.rows:
        cells = [
            _cell(visible(shown(cell, column)), widths[column.name])
            for cell, column in zip(row, table.columns, strict=True)
            if column.name in shown_ones
        ]
        made.add_row(*cells)
    return made


def _cell(text: str, id_width: int | None) -> Text | Padding:
    """A cell; an id is no wider than ``id_width``; a text that is indented stays so where it goes on below."""
    if id_width:
        return Text(_folded(text, id_width))
    body = text.lstrip(" ")
    indent = len(text) - len(body)
    return Padding(Text(body), (0, 0, 0, indent)) if 0 < indent <= DEEPEST else Text(text)


def _is_empty(table: Table, column: Column) -> bool:
    return all(row[table.columns.index(column)] is None for row in table.rows)


def _id_width(table: Table, column: Column) -> int | None:
    """How wide ids stand, so that they can be copied: all in one piece, or all but those that leave no room for the rest."""
    if column.unit != "id":
        return None
    lengths = [len(str(row[table.columns.index(column)])) for row in table.rows]
    if max(lengths, default=0) <= _width() // 2:
        return _width()
    return max([LEAST, *(length for length in lengths if length <= _width() * 3 // 8)])


def _folded(text: str, width: int) -> str:
    """An id in lines of at most ``width``, broken after hyphens where it can be."""
    lines = [""]
    for part in re.findall(rf"[^-]{{0,{width - 1}}}-|[^-]{{1,{width}}}", text):
        if len(lines[-1]) + len(part) > width and lines[-1]:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


FORMAT = Format(render)
