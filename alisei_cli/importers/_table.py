"""Tables with a header line, as rows by field name.

Everything that is not read is reported.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.errors import DataError
from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.harvest import Remark
from alisei_cli.nearest import nearest_by
from alisei_cli.visible import armed

Row = Mapping[str, str]
Cells = tuple[int, Sequence[str]]
"""The number of a line and its cells."""

MOST_COLUMNS = 200
MOST_CELLS = 1_000_000

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (), "id": (), "type": ("stakeholder_type",), "acronym": (), "municipality": ("comune", "city"),
    "province": ("province_sigla",), "region": (), "region_code": (), "country": (), "website": (), "ror_id": (), "vat": (),
    "tax_code": (), "lei": (), "isni": (), "wikidata": (), "pic": (), "nsis": ("nsis_code",), "srn": (), "alisei_member": (),
    "member_since": (), "constituency": (), "founded": (), "legal_form": (), "ateco_code": (), "ateco_edition": (), "sector": (),
    "therapeutic_areas": (), "technologies": (), "value_chain": (), "profile": (), "trajectories": (), "source_url": (),
    "evidence": (), "accessed": (), "note": (),
}  # fmt: skip
"""Columns that are read, as documented, with accepted alternative spellings."""

ITALIAN: Mapping[str, tuple[str, ...]] = {
    "name": ("nome", "denominazione", "ragione sociale"), "type": ("tipo",), "acronym": ("acronimo",), "municipality": ("città",),
    "province": ("provincia",), "region": ("regione",), "region_code": ("codice regione",), "country": ("paese", "nazione"),
    "website": ("sito web", "sito", "web", "sito internet", "homepage"), "ror_id": ("ror",),
    "vat": ("partita iva", "p. iva", "piva", "vat number"), "tax_code": ("codice fiscale",), "founded": ("anno di fondazione",),
    "legal_form": ("forma giuridica",), "ateco_code": ("ateco", "codice ateco"), "ateco_edition": ("edizione ateco",),
    "sector": ("settore",), "therapeutic_areas": ("aree terapeutiche",), "technologies": ("tecnologie",),
    "value_chain": ("catena del valore",), "profile": ("profilo",), "trajectories": ("traiettorie",), "source_url": ("fonte",),
    "accessed": ("data di consultazione",), "note": ("annotazioni",),
}  # fmt: skip
"""Common Italian names of these columns: not read, but suggested."""

_READ = {fold(spelling): name for name, others in COLUMNS.items() for spelling in (name, *others)}
_MEANT = {fold(word): name for name, words in ITALIAN.items() for word in words} | _READ


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a table by column name."""

    columns: tuple[str, ...]
    """Columns in order.

    A column that is read has its name from ``COLUMNS``, any other its own.
    """
    rows: tuple[tuple[int, Row], ...]
    """Rows with their line numbers; empty rows are left out."""
    notes: tuple[Remark, ...] = ()
    """Notes on values without a column name."""


def parse_table(content: str) -> Table:
    """Parse a CSV file.

    The separator is a comma, a semicolon or a tab.

    Raises:
        DataError: there is no header, a column name is repeated, a row is longer than the header, or there are too many cells.
    """
    return build_table(_lines(content))


def build_table(lines: Iterable[Cells]) -> Table:
    """Build a table from lines, the first of which names the columns.

    Raises:
        DataError: a column name is repeated, a row is longer than the header, or there are too many cells.
    """
    rest = iter(lines)
    number, header = next(rest, (1, ()))
    written = [" ".join(cell.split()) for cell in _drop_empty_tail(header)]
    _limit(len(written), 0)
    columns = [_READ.get(fold(name), name) for name in written]
    _refuse_duplicates(number, written)
    rows: list[tuple[int, Row]] = []
    unnamed: dict[int, int] = {}
    for line, raw in rest:
        cells = [armed(cell.strip(" ")).strip() for cell in _drop_empty_tail(raw)]
        _limit(len(columns), len(rows))
        if len(cells) > len(columns):
            raise DataError(_("line {line} of the table has more cells than the header", line=line))
        for place, cell in enumerate(cells):
            if cell and not columns[place]:
                unnamed.setdefault(place, line)
        if cells:
            values = [*cells, *[""] * (len(columns) - len(cells))]
            rows.append((line, {column: value for column, value in zip(columns, values, strict=True) if column}))
    notes = [
        Remark(str(line), _("the column {place} has no name and is not read", place=_place(at))) for at, line in unnamed.items()
    ]
    return Table(tuple(column for column in columns if column), tuple(rows), tuple(notes))


def unread(table: Table, known: Iterable[str] = ()) -> Iterator[Remark]:
    """Report each column that is not read, with the nearest known column."""
    yield from table.notes
    others = set(known)
    for column in table.columns:
        if column not in COLUMNS and column not in others:
            yield Remark("1", _unread(column))


def _unread(column: str) -> Text:
    near = _MEANT.get(fold(column)) or next(iter(nearest_by(column, {name: (name, *COLUMNS[name]) for name in COLUMNS}, 1)), None)
    if near:
        return _("the column {column} is not read; did you mean {near}?", column=column, near=near)
    return _("the column {column} is not read", column=column)


def _refuse_duplicates(number: int, written: Sequence[str]) -> None:
    """Refuse two columns for the same field, because neither has precedence."""
    seen: dict[str, int] = {}
    for place, name in enumerate(written):
        meaning = _MEANT.get(fold(name), fold(name) or name)
        if name and meaning in seen:
            first = seen[meaning]
            raise DataError(
                _(
                    "line {line} of the table names one column twice: {one} ({first}) and {other} ({second}); nothing was imported",
                    line=number,
                    one=written[first],
                    first=_place(first),
                    other=name,
                    second=_place(place),
                ),
                _("Join the two columns, or delete one of them."),
            )
        seen[meaning] = place


def _place(index: int) -> str:
    """Convert a column index to its spreadsheet letters.

    The order is A, B, ... Z, AA.
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _limit(width: int, count: int) -> None:
    if width > MOST_COLUMNS or width * count > MOST_CELLS:
        raise DataError(
            _("the table has more than {columns} columns, or {cells} cells", columns=MOST_COLUMNS, cells=MOST_CELLS),
            _("Import it in parts."),
        )


def _drop_empty_tail(cells: Sequence[str]) -> Sequence[str]:
    """Drop empty cells at the end of a row."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _lines(content: str) -> Iterator[Cells]:
    head = content.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(
            _("line {line} of the table cannot be read", line=reader.line_num),
            _(
                "Look for a quotation mark that is missing or not needed, or for a cell of more than {n} characters.",
                n=csv.field_size_limit(),
            ),
        ) from error
