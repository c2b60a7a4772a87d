"""The door to files that are no part of the dataset: the sources of an import."""

from pathlib import Path

from alisei_cli.errors import DataError, UsageError
from alisei_cli.language import _

MAX_SIZE = 50 * 1024 * 1024
"""Bytes of a source (security model, 4.3)."""


def read_source(file: Path) -> str:
    """The text of a file that the user named, without byte-order mark.

    Raises:
        UsageError: it is missing, or not ours to read.
        DataError: it is too large, or no UTF-8 text.
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
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            _("{file} is not UTF-8 text", file=file), _('Save it again with the encoding "UTF-8" (in Excel: Save as, CSV UTF-8).')
        ) from error
