"""For people at a terminal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from alisei_cli.escape import escape_command, escape_text
from alisei_cli.language import _n
from alisei_cli.model.table import Answer, Table
from alisei_cli.render._paint import cells, paint
from alisei_cli.render.lines import break_words, wrap
from alisei_cli.render.screen import Screen
from alisei_cli.render.tables._cells import NO_ROWS, show_cell, state
from alisei_cli.render.tables._contract import Format
from alisei_cli.render.tables._folded import choose_widths, is_whole

Wrap = Callable[[str, int], list[str]]
CODES = frozenset({"id", "code"})
"""Units of what is copied, and so stays in one piece."""
OPTIONAL = frozenset({"because", "note"})
"""Columns that are shown only where one of their cells says something."""
GAP = 2
"""Spaces between columns."""
WIDEST = 200
"""Maximum width that is used."""
TALLEST = 5
"""Maximum lines per record in a grid.

Taller records are easier to read as blocks.
"""
HIGHEST = 4
"""Maximum lines per record, on average, in a grid with broken words."""
MANY = 5
"""Minimum number of numeric columns that are split into several grids.

Blocks would not allow comparison.
"""
DEEPEST = 8
"""Most spaces that a label is indented by."""
FEWEST = 3
"""Minimum number of rows shown, however low the terminal is."""
LONGEST = 4000
"""Maximum characters of a cell."""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    cells: list[str]
    is_number: bool
    is_code: bool = False

    @property
    def least(self) -> int:
        """Width of the longest word."""
        return max(max(map(cells, text.split(" "))) + _indent(text) for text in (self.title, *self.cells))

    @property
    def wanted(self) -> int:
        """Width at which no cell wraps."""
        return max(self.least, *map(cells, self.cells))


@dataclass(frozen=True, slots=True)
class _Part:
    """Drawn columns: the lines above, and the lines of each row."""

    head: list[str]
    rows: list[list[str]]


def render(answer: Answer, screen: Screen) -> Iterator[str]:
    """Draw each table as a grid or as blocks, with notes below.

    Blocks are used if the columns do not fit.

    Words, headings and codes are never truncated: lines break at spaces, or behind hyphens where a grid would not fit otherwise.
    """
    for table in answer.tables:
        if not (table.is_detail and len(answer.tables) > 1):
            yield from (escape_command(line.rstrip()) for line in _table(table, screen))
            yield ""
    yield from (paint(line, "dim", screen.is_colour) for line in wrap(str(state(answer)), min(screen.columns, WIDEST)))


def _table(table: Table, screen: Screen) -> Iterator[str]:
    width = min(screen.columns, WIDEST)
    titles = wrap(escape_text(table.title), width)
    notes = [line for note in table.notes for line in wrap(escape_text(note, 1000), width)]
    yield from (paint(line, "bold", screen.is_colour) for line in titles)
    if table.rows:
        parts = list(_parts(list(_columns(table)), width, screen.is_colour))
        room = screen.height - len(titles) - len(notes) - 5 if screen.height else None  # lines left on the page, above the prompt
        yield from _take_first_page(parts, room, screen)
    else:
        yield str(NO_ROWS)
    yield from notes  # plain: every caveat stands here, and dim is hard to read on a dark ground


def _columns(table: Table) -> Iterator[_Column]:
    """List the columns that are shown to people."""
    for number, column in enumerate(table.columns):
        found = [row[number] for row in table.rows]
        if not column.is_detail and not (column.name in OPTIONAL and all(cell is None for cell in found)):
            texts = [escape_text(show_cell(cell, column), LONGEST) for cell in found]
            yield _Column(escape_text(column.title), texts, column.type != "string", column.unit in CODES)


def _parts(columns: list[_Column], width: int, is_colour: bool) -> Iterator[_Part]:
    """Lay out the table as one grid, several grids, or blocks."""
    whole = _grid(columns, width, is_colour)
    labels = [column for column in columns if not column.is_number]
    numbers = [column for column in columns if column.is_number]
    if whole:
        yield whole
    elif len(numbers) >= MANY and len(columns[0].cells) > 1 and (bands := _draw_bands(labels, numbers, width, is_colour)):
        yield from bands
    elif len(columns[0].cells) > 1 and (folded := _fold(columns, width, is_colour)):
        yield folded
    else:
        yield _blocks(columns, width, is_colour)


def _fold(columns: list[_Column], width: int, is_colour: bool) -> _Part | None:
    """Draw the columns side by side, long words broken, long codes on lines of their own.

    It is ``None`` if blocks are hardly longer.
    """
    texts = [((column.title, *column.cells), column.least if column.is_number else None, column.is_code) for column in columns]
    widths = choose_widths(texts, width - GAP * (len(columns) - 1))
    if not widths:
        return None
    part = _draw(columns, widths, break_words, is_colour)
    return part if sum(map(len, part.rows)) <= len(part.rows) * min(HIGHEST, len(columns) - 1) else None


def _grid(columns: list[_Column], width: int, is_colour: bool) -> _Part | None:
    """Draw the columns side by side.

    It is ``None`` if rows are too wide or too tall.
    """
    widths = _compute_widths(columns, width - GAP * (len(columns) - 1))
    if not widths:
        return None
    part = _draw(columns, widths, wrap, is_colour)
    return part if max(map(len, part.rows)) <= TALLEST else None


def _draw(columns: list[_Column], widths: list[int], wrap: Wrap, is_colour: bool) -> _Part:
    """Draw the columns at these widths."""
    rows = []
    for row in zip(*(column.cells for column in columns), strict=True):
        above, row_ = _lift(row, columns, widths)
        rows.append(
            [
                *above,
                *_line_up([_wrap_cell(cell, width, wrap) for cell, width in zip(row_, widths, strict=True)], columns, widths),
            ]
        )
    heads = [wrap(column.title, width) for column, width in zip(columns, widths, strict=True)]
    highest = max(map(len, heads))
    head = _line_up([[""] * (highest - len(lines)) + lines for lines in heads], columns, widths)
    rule = "─" * (sum(widths) + GAP * (len(widths) - 1))
    return _Part([*(paint(line, "bold", is_colour) for line in head), paint(rule, "dim", is_colour)], rows)


def _lift(row: Sequence[str], columns: list[_Column], widths: list[int]) -> tuple[list[str], list[str]]:
    """Lift each code or address that is wider than its column to a line of its own, above the rest of the row."""
    lines, rest = [], list(row)
    total = sum(widths) + GAP * (len(widths) - 1)
    for number, (cell, column, width) in enumerate(zip(row, columns, widths, strict=True)):
        if cells(cell) > width and is_whole(cell, column.is_code):
            left = sum(widths[:number]) + GAP * number
            lines.append(" " * max(0, min(left, total - cells(cell))) + cell)
            rest[number] = ""
    return lines, rest


def _compute_widths(columns: list[_Column], room: int) -> list[int]:
    """Compute column widths of at least the longest word.

    It is empty if they do not fit.

    The narrowest columns grow first.
    """
    widths = [column.least for column in columns]
    wanted = [column.wanted for column in columns]
    spare = room - sum(widths)
    if spare < 0:
        return []
    while spare and (growing := [number for number, width in enumerate(widths) if width < wanted[number]]):
        widths[min(growing, key=widths.__getitem__)] += 1
        spare -= 1
    return widths


def _line_up(cells_: list[list[str]], columns: list[_Column], widths: list[int]) -> list[str]:
    """Join the lines of the cells of one row."""
    lines = []
    for number in range(max(map(len, cells_))):
        line = ""
        for cell, column, width in zip(cells_, columns, widths, strict=True):
            text = cell[number] if number < len(cell) else ""
            blanks = " " * (width - cells(text))
            line += (blanks + text if column.is_number else text + blanks) + " " * GAP
        lines.append(line.rstrip())
    return lines


def _draw_bands(labels: list[_Column], numbers: list[_Column], width: int, is_colour: bool) -> list[_Part]:
    """Draw grids with as many numbers as fit beside the labels.

    It is empty if none fits.
    """
    bands: list[_Part] = []
    while numbers:
        n = len(numbers)
        while n and not (made := _grid([*labels, *numbers[:n]], width, is_colour)):
            n -= 1
        if not n or not made:
            return []
        bands.append(_Part(["", *made.head] if bands else made.head, made.rows))
        numbers = numbers[n:]
    return bands


def _blocks(columns: list[_Column], width: int, is_colour: bool) -> _Part:
    """Draw one block per row: ``heading: value``."""
    longest = max(cells(column.title) for column in columns)
    pad = longest if longest <= width // 3 else 0
    rows: list[list[str]] = []
    for row in zip(*(column.cells for column in columns), strict=True):
        lines = [
            line
            for column, cell in zip(columns, row, strict=True)
            for line in _field(column.title, cell.strip(), pad, width, is_colour)
        ]
        rows.append(["", *lines] if rows else lines)
    return _Part([], rows)


def _field(title: str, value: str, pad: int, width: int, is_colour: bool) -> list[str]:
    """Draw one field of a block.

    A value with a very long word starts at the left.
    """
    indent = pad + 2
    if pad and max(map(cells, value.split(" "))) <= width - indent:
        first, *rest = wrap(value, width - indent)
        head = " " * (pad - cells(title)) + title
        return [f"{paint(f'{head}:', 'note', is_colour)} {first}", *(" " * indent + line for line in rest)]
    first, *rest = wrap(f"{title}: {value}", width)
    return [first, *(f"  {line}" for line in wrap(" ".join(rest), width - 2) if line)]


def _take_first_page(parts: list[_Part], room: int | None, screen: Screen) -> Iterator[str]:
    """List all lines, or the rows that fit on a page."""
    total = len(parts[0].rows)
    n = total
    if room is not None and screen.everything:
        heights = [sum(len(part.rows[number]) for part in parts) for number in range(total)]
        left = room - sum(len(part.head) or 1 for part in parts)
        if sum(heights) > left + 1:  # the line that tells of one row more would take its place
            n = 0
            while n < total and (n < FEWEST or heights[n] <= left):
                left -= heights[n]
                n += 1
    for part in parts:
        yield from part.head
        yield from (line for row in part.rows[:n] for line in row)
    if n < total:
        more = _n("{n} more row: {command}", "{n} more rows: {command}", n=total - n, command=screen.everything)
        yield from [*([] if parts[0].head else [""]), paint(str(more), "note", screen.is_colour)]


def _wrap_cell(text: str, width: int, wrap: Wrap) -> list[str]:
    """Wrap the text of a cell; continuation lines keep its indent."""
    indent = _indent(text)
    return [" " * indent + line for line in wrap(text[indent:], width - indent)]


def _indent(text: str) -> int:
    """Count the leading spaces that are kept."""
    indent = len(text) - len(text.lstrip(" "))
    return indent if indent <= DEEPEST else 0


FORMAT = Format(render, suffixes=(".txt",))
