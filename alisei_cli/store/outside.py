"""The door to files that are no part of the dataset: the sources of an import."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from alisei_cli.errors import DataError, UsageError
from alisei_cli.language import _

MAX_SIZE = 50 * 1024 * 1024
"""Bytes of a source (security model, 4.3)."""
MAX_UNPACKED = 1024 * 1024 * 1024
PART = 1024 * 1024
"""Characters of a source that is read in parts, and of one part."""


WORKBOOK = b"PK\x03\x04"
"""First bytes of a zip archive, and so of a workbook."""


def read_source(file: Path) -> str:
    """The text of a file that the user named, without byte-order mark.

    Raises:
        UsageError: it is missing, or not ours to read.
        DataError: it is too large, or no UTF-8 text.
    """
    raw = read_bytes_of(file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        help = _('Save it again with the encoding "UTF-8" (in Excel: Save as, CSV UTF-8).')
        if raw.startswith(WORKBOOK):
            help = _("If it is an Excel workbook: alisei import xlsx {file}", file=file)
        raise DataError(_("{file} is not UTF-8 text", file=file), help) from error


def read_parts(file: Path, endings: Sequence[str]) -> Iterator[str]:
    """The text of a file that the user named, however long, in parts of at most ``PART`` characters.

    Of a zip archive, it is the text of the one file with the first of ``endings`` that any has.

    Raises:
        UsageError: it is missing, or not ours to read.
        DataError: it is too large, damaged, no UTF-8 text, or the archive holds no such file, or several.
    """
    size = 0
    try:
        with _open_one(file, endings) as opened, io.TextIOWrapper(opened, encoding="utf-8-sig") as text:
            while part := text.read(PART):
                size += len(part)
                if size > MAX_UNPACKED:
                    raise _refuse_size(file)
                yield part
    except FileNotFoundError as error:
        raise UsageError(_("{path} does not exist", path=file)) from error
    except UnicodeDecodeError as error:
        raise DataError(_("{file} is not UTF-8 text", file=file)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise DataError(_("{file} is damaged, or no zip archive", file=file)) from error
    except OSError as error:
        raise UsageError(_("{file} cannot be read: {reason}", file=file, reason=error.strerror)) from error


@contextmanager
def _open_one(file: Path, endings: Sequence[str]) -> Iterator[IO[bytes]]:
    """Open a file, or the one file that is meant in a zip archive."""
    if file.suffix.lower() != ".zip":
        with file.open("rb") as opened:
            yield opened
        return
    with _Archive(file) as packed, zipfile.ZipFile(packed) as archive:
        named = [[each for each in archive.infolist() if each.filename.lower().endswith(ending)] for ending in endings]
        found = next(filter(None, named), [])
        if len(found) != 1:
            raise DataError(_("{file} holds {n} files {ending}, and one is needed", file=file, n=len(found), ending=endings[-1]))
        if found[0].file_size > MAX_UNPACKED:
            raise _refuse_size(file)
        with archive.open(found[0]) as opened:
            yield opened


class _Archive(io.FileIO):
    """A zip archive whose table of contents, which the library reads at once, is not longer than ``PART``."""

    def read(self, size: int | None = -1, /) -> Any:
        if size is not None and size > PART:
            raise zipfile.BadZipFile
        return super().read(size)


def _refuse_size(file: Path) -> DataError:
    return DataError(_("{file} is larger than 1 GB unpacked", file=file))


def read_bytes_of(file: Path) -> bytes:
    """Read a file given by the user.

    Raises:
        UsageError: it is missing or unreadable.
        DataError: it is too large.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_SIZE + 1)
    except FileNotFoundError as error:
        raise UsageError(_("{path} does not exist", path=file)) from error
    except OSError as error:
        raise UsageError(_("{file} cannot be read: {reason}", file=file, reason=error.strerror)) from error
    if len(raw) > MAX_SIZE:
        raise DataError(_("{file} is larger than 50 MB", file=file))
    return raw


def list_files(place: Path) -> Iterator[Path]:
    """List a file, or the regular files of a folder by name; hidden ones and links are left out."""
    if not place.is_dir():
        yield place
        return
    try:
        found = sorted(place.iterdir())
    except OSError as error:
        raise UsageError(_("{file} cannot be read: {reason}", file=place, reason=error.strerror)) from error
    yield from (each for each in found if not each.name.startswith(".") and each.is_file() and not each.is_symlink())


def read_standard_input(stream: BinaryIO) -> bytes:
    """Read all of standard input.

    Raises:
        DataError: it is too large.
    """
    raw = stream.read(MAX_SIZE + 1)
    if len(raw) > MAX_SIZE:
        raise DataError(_("standard input is larger than 50 MB"))
    return raw
