"""Workbooks that others send: safety checks before a library opens one, and the text that Excel shows of a cell.

Checked are the unpacked size, the XML declarations and the order of the cells.
"""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from alisei_cli.errors import DataError
from alisei_cli.language import Text, _

MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 1000
"""Limits for an unpacked workbook: bytes and parts."""
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""First bytes of a workbook, and of an encrypted or old one."""
ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii"})
"""Encodings that are allowed.

Any other could hide a declaration from these checks.
"""

EXACT = 10**15
"""A number from which on Excel no longer keeps every digit."""

_ZEROS = re.compile(r"(0+)(?:\.(0+))?\Z")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,8})[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")


def check_archive(content: bytes) -> io.BytesIO:
    """Check the workbook and return it for opening.

    Raises:
        DataError: it is no workbook, or one that no office program would write.
    """
    if content.startswith(COMPOUND):
        raise DataError(
            _("the workbook is from Excel 97, or protected by a password"),
            _("Save it as an Excel workbook (.xlsx) without a password."),
        )
    if not content.startswith(ZIP):
        raise DataError(_("this is not an Excel workbook (.xlsx)"), _("For a table in text: alisei import csv"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _refuse_archive(_("unpacked it has more than 50 MB, or more than {n} parts", n=MOST_PARTS))
            if len({part.filename for part in parts}) < len(parts):
                raise _refuse_archive(_("two of its parts have the same name"))
            for part in parts:
                _check(archive.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise build_damage_error() from error
    return io.BytesIO(content)


def build_damage_error() -> DataError:
    """Build the error for a workbook that is damaged."""
    return DataError(
        _("the workbook is damaged"), _("Open it in Excel or LibreOffice and save it again as an Excel workbook (.xlsx).")
    )


def show_number(value: float, form: str) -> str:
    """A number with the zeros that its format shows: 9 in the format ``00`` is ``09``."""
    zeros = _ZEROS.match(form)
    if zeros:
        decimals = len(zeros[2] or "")
        text = f"{value:0{len(zeros[1]) + (decimals + 1 if decimals else 0)}.{decimals}f}"
        if float(text) == value:  # else the format hides digits
            return text
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def show_date(value: datetime.date, form: str) -> str:
    """A date as far as its format shows it: ``2025``, ``2025-03`` or ``2025-03-01``; a time of day is left as it is."""
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(" ")
    parts = _QUOTED.sub("", form.lower())
    if "d" in parts or "y" not in parts:
        return value.isoformat()[:10]
    return value.isoformat()[: 7 if "m" in parts else 4]


def _check(part: bytes) -> None:
    plain = part.replace(b"\0", b"") if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:4] else part
    encoding = _ENCODING.search(plain[:400])
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or (encoding and encoding[1].lower() not in ENCODINGS):
        raise _refuse_archive(_("its XML declares more than a workbook needs"))
    if _SHEET.search(plain):
        before = (0, 0)
        for here in _cells(plain):
            if here <= before:
                raise _refuse_archive(_("its cells are out of order"))
            before = here


def _cells(sheet: bytes) -> Iterator[tuple[int, int]]:
    for found in _CELL.finditer(sheet):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        yield int(found[2]), column


def _refuse_archive(reason: Text) -> DataError:
    return DataError(
        _("the workbook is not opened: {reason}", reason=reason),
        _("Open it in Excel or LibreOffice and save only the sheet with the table as a new workbook."),
    )
