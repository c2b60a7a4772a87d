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
ABOVE = "\ue000"
"""Stands in a cell for an id that is too long for its column, and is put on a line of its own above; data never holds this sign."""
FEW = 3
"""So many columns of numbers stand side by side on the narrowest screen."""
WIDEST = 40
"""No column asks for more."""
NARROW = 26
"""A label is broken over lines down to this width before numbers go on below."""
LONGEST_HEAD = 14
"""Words of a heading are not broken up to this length."""
WIDE = 120
"""From here on several texts have room beside long ids."""
LEAST = 20
"""An address is cut no shorter than this."""
DATE = len("2026-11-23")
DEEPEST = 8
"""Most blanks that a label is indented by."""

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_SCHEME = re.compile(r"\Ahttps?://")
_ADDRESS = re.compile(r"https?://\S+\Z|\S+@\S+\Z|[–-]\Z")


def render(answer: Answer, is_colour: bool) -> Iterator[str]:
    """Tables as wide as they need, at most as wide as the terminal; notes below each."""
    buffer = io.StringIO()
    console = Console(file=buffer, force_terminal=is_colour, no_color=not is_colour, highlight=False, width=_width())
    for table in answer.tables:
        if table.is_detail and len(answer.tables) > 1:
            continue
        console.print(Text(visible(table.title), style="bold"))
        for number, columns in enumerate(_parts(table)):
            made, long = _table(table, columns)
            with console.capture() as drawn:
                console.print(*([""] if number else []), made, sep="\n")
            buffer.write(_with_ids(drawn.get(), long))
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


def _table(table: Table, columns: list[Column]) -> tuple[RichTable, list[str]]:
    """The table, and the ids that are to stand above their rows."""
    made = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    ids = {column.name for column in columns if _is_id(table, column)}
    texts = sum(column.type == "string" and column.name not in ids for column in columns)
    room = _width() // len(columns) if texts >= FEW and _width() < WIDE else _width() * 3 // 8
    widths = {column.name: _id_width(table, column, room) if column.name in ids else 0 for column in columns}
    addresses = {column.name: _is_address(table, column) for column in columns}
    for column in columns:
        made.add_column(
            Text(str(column.title)),
            justify="left" if column.type == "string" else "right",
            overflow="fold",
            no_wrap=column.name in ids or addresses[column.name],
            min_width=max(min(_longest_word(column), LONGEST_HEAD), widths[column.name], DATE if column.unit == "date" else 0),
        )
    shown_ones = {column.name for column in columns}
    long: list[str] = []
    for row in table.rows:
        cells: list[Text | Padding] = []
        for cell, column in zip(row, table.columns, strict=True):
            if column.name not in shown_ones:
                continue
            text = visible(shown(cell, column))
            if addresses[column.name]:
                text = visible(_SCHEME.sub("", text).rstrip("/"), max(_width() // 4, LEAST))
            if column.name in ids and len(text) > widths[column.name]:
                long.append(text)
                text = ABOVE
            cells.append(_cell(text))
        made.add_row(*cells)
    return made, long


def _with_ids(drawn: str, long: list[str]) -> str:
    """The lines of a table with each of the ids in one piece above its row, where the row leaves no room for it."""
    waiting = iter(long)
    lines = []
    for line in drawn.split("\n"):
        for found in re.finditer(ABOVE, line):
            id = next(waiting)
            indent = max(min(found.start(), _width() - len(id)), 0)
            lines += [" " * indent + id[start : start + _width()] for start in range(0, len(id), _width())]
        lines.append(line.replace(ABOVE, " "))
    return "\n".join(lines)


def _cell(text: str) -> Text | Padding:
    """A cell; a text that is indented stays so where it goes on below."""
    body = text.lstrip(" ")
    indent = len(text) - len(body)
    return Padding(Text(body), (0, 0, 0, indent)) if 0 < indent <= DEEPEST else Text(text)


def _is_empty(table: Table, column: Column) -> bool:
    return all(row[table.columns.index(column)] is None for row in table.rows)


def _id_width(table: Table, column: Column, room: int) -> int:
    """How wide ids stand, in one piece so that they can be copied: as wide as the longest for which there is room."""
    lengths = [len(visible(shown(row[table.columns.index(column)], column))) for row in table.rows]
    return max((length for length in lengths if length <= room), default=1)


def _is_id(table: Table, column: Column) -> bool:
    """Whether a column holds what people copy into an entry or a command: ids, and the codes of terms and places."""
    cells = [str(cell) for row in table.rows if (cell := row[table.columns.index(column)]) is not None]
    return column.unit == "id" or (column.type == "string" and bool(cells) and all(_CODE.match(cell) for cell in cells))


def _is_address(table: Table, column: Column) -> bool:
    """Whether web addresses and mailboxes stand in a column: they are shown without ``https://``, and never in pieces."""
    cells = [str(cell) for row in table.rows if (cell := row[table.columns.index(column)]) is not None]
    return bool(cells) and column.unit is None and all(_ADDRESS.match(cell) for cell in cells)


FORMAT = Format(render)
