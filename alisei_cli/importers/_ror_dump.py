"""Records of a ROR data dump, one at a time: that of the whole world has more than 120,000, in some 250 MB.

The list is cut into its records here, and Python's own parser decodes each. The library ijson reads streams as well, but puts a
question mark where a text holds half a character, and takes an object for a list.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.language import _, _n

LONGEST = 1024 * 1024
"""Characters of one record; the longest of ROR has a fortieth of that."""

_FIRST, _NEXT = re.compile(r"[ \t\r\n]*\[[ \t\r\n]*(?=\{)"), re.compile(r"[ \t\r\n]*,[ \t\r\n]*(?=\{)")
"""What stands before a record."""
_EMPTY, _END = re.compile(r"[ \t\r\n]*\[[ \t\r\n]*\][ \t\r\n]*"), re.compile(r"[ \t\r\n]*\][ \t\r\n]*")
"""What follows the last record, and where there is none, the whole dump."""


def read_records(parts: Iterable[str]) -> Iterator[tuple[dict[str, Any], int]]:
    """Each record of a dump that comes in ``parts``, with its length in characters.

    No more than one part and one record are held: a record whose end has not come yet is decoded again with the next part.

    Raises:
        DataError: it is no list of objects with ids, it breaks off, or a record is longer than ``LONGEST``.
    """
    decode = json.JSONDecoder().raw_decode
    text, before, count = "", _FIRST, 0
    for part in parts:
        text, at = text + part, 0
        while found := before.match(text, at):
            try:
                record, end = decode(text, found.end())
            except (ValueError, RecursionError):
                break
            length = end - found.end()
            if length > LONGEST or not isinstance(record.get("id"), str):
                raise _refuse(count)
            yield record, length
            at, before, count = end, _NEXT, count + 1
        text = text[at:]
        if len(text) > LONGEST:
            raise _refuse(count)
    if not (_END if count else _EMPTY).fullmatch(text):
        raise _refuse(count)


def _refuse(count: int) -> DataError:
    """Build the error for a dump that can be read no further than ``count`` records."""
    if count == 0:
        return DataError(_("this is not a ROR data dump"), _("It is a JSON list of records, each with its id."))
    said = _n(
        "the ROR data dump is damaged, or not complete, after {n} record",
        "the ROR data dump is damaged, or not complete, after {n} records",
        n=count,
    )
    return DataError(said, _("Download it again."))
