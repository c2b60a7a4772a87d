"""A table with a header line: its columns by the names of fields, its rows with their lines, and nothing of it lost in silence."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alisei_cli.errors import DataError
from alisei_cli.escape import unescape_formula
from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.import_result import Remark
from alisei_cli.nearest import find_nearest_by

Row = Mapping[str, str]
Cells = tuple[int, Sequence[str]]
"""The number of a line and its cells."""

MOST_COLUMNS = 200
MOST_CELLS = 1_000_000

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("nome", "denominazione", "ragione sociale"), "id": (), "type": ("stakeholder_type", "tipo", "tipologia"),
    "acronym": ("acronimo",), "municipality": ("comune", "city", "città"),
    "province": ("province_sigla", "provincia", "sigla provincia"), "region": ("regione",), "region_code": ("codice regione",),
    "country": ("paese", "nazione"), "website": ("sito web", "sito", "web", "sito internet", "homepage"), "ror_id": ("ror",),
    "vat": ("partita iva", "p. iva", "piva", "vat number"), "tax_code": ("codice fiscale",), "lei": (), "isni": (), "wikidata": (),
    "pic": (), "nsis": ("nsis_code",), "srn": (), "member": ("alisei_member", "socio"), "member_since": (), "constituency": (),
    "founded": ("anno di fondazione",), "legal_form": ("forma giuridica",), "ateco_code": ("ateco", "codice ateco"),
    "ateco_edition": ("edizione ateco",), "sector": ("settore",), "therapeutic_areas": ("aree terapeutiche",),
    "technologies": ("tecnologie",), "value_chain": ("catena del valore",), "profile": ("profilo",),
    "qualifications": ("qualifiche",),
    "trajectories": ("traiettorie",), "source_url": ("fonte",), "evidence": (), "accessed": ("data di consultazione",),
    "note": ("annotazioni",), "document": ("documento",), "completes": ("completa",),
}  # fmt: skip
"""Columns that are read, as the documentation names them, with other spellings under which they are read too."""

_READ = {fold(spelling): name for name, others in COLUMNS.items() for spelling in (name, *others)}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table by the names of its columns."""

    columns: tuple[str, ...]
    """In their order; a column that is read has the name of ``COLUMNS``, any other its own."""
    rows: tuple[tuple[int, Row], ...]
    """Each with the number of its line; rows without any value are left out."""
    remarks: tuple[Remark, ...] = ()
    """What could not be put under a name."""


def parse_table(content: str) -> Table:
    """The table in a CSV file; comma, semicolon or tab between cells.

    Raises:
        DataError: it has no header, two columns of one name, a row with more cells than the header, or more cells than anyone reads.
    """
    return build_table(_lines(content))


def build_table(lines: Iterable[Cells]) -> Table:
    """The table in these lines, of which the first names the columns.

    Raises:
        DataError: two columns have one name, a row is longer than the header, or there are more cells than anyone reads.
    """
    rest = iter(lines)
    number, header = next(rest, (1, ()))
    written = [" ".join(cell.split()) for cell in _drop_tail(header)]
    _limit(len(written), 0)
    columns = [_READ.get(fold(name), name) for name in written]
    _refuse_doubles(number, written)
    rows: list[tuple[int, Row]] = []
    unnamed: dict[int, int] = {}
    for line, raw in rest:
        cells = [unescape_formula(cell.strip(" ")).strip() for cell in _drop_tail(raw)]
        _limit(len(columns), len(rows))
        if len(cells) > len(columns):
            raise DataError(_("line {line} of the table has more cells than the header", line=line))
        for place, cell in enumerate(cells):
            if cell and not columns[place]:
                unnamed.setdefault(place, line)
        if cells:
            values = [*cells, *[""] * (len(columns) - len(cells))]
            rows.append((line, {column: value for column, value in zip(columns, values, strict=True) if column}))
    remarks = [
        Remark(str(line), _("the column {place} has no name and is not read", place=_place(at))) for at, line in unnamed.items()
    ]
    return Table(tuple(column for column in columns if column), tuple(rows), tuple(remarks))


def is_header(cells: Iterable[str]) -> bool:
    """Whether these cells name the columns of a table of organisations."""
    return any(_READ.get(fold(cell)) == "name" for cell in cells)


def report_unread(table: Table, known: Iterable[str] = ()) -> Iterator[Remark]:
    """What a reader of ``COLUMNS`` (and of the columns ``known`` besides) leaves of a table: each column, with the one that was meant."""
    yield from table.remarks
    others = set(known)
    for column in table.columns:
        if column not in COLUMNS and column not in others:
            yield Remark("1", _describe_unread(column))


def _describe_unread(column: str) -> Text:
    near = next(iter(find_nearest_by(column, {name: (name, *COLUMNS[name]) for name in COLUMNS}, 1)), None)
    if near:
        return _("the column {column} is not read; did you mean {near}?", column=column, near=near)
    return _("the column {column} is not read", column=column)


def _refuse_doubles(number: int, written: Sequence[str]) -> None:
    """Refuse two columns that hold the same field: no one could tell which of them counts."""
    seen: dict[str, int] = {}
    for place, name in enumerate(written):
        meaning = _READ.get(fold(name), fold(name) or name)
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
    """The letters by which spreadsheets call a column: A, B, ... Z, AA."""
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


def _drop_tail(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last one that holds something."""
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
                "Look for a missing or superfluous quotation mark, or for a cell of more than {n} characters.",
                n=csv.field_size_limit(),
            ),
        ) from error
