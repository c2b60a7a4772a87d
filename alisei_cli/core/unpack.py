"""The readable parts of a file: what is compressed, paged or coded in it, besides its own bytes."""

import base64
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

DEEPEST = 3
"""Files within files that are opened."""
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DATA_URL = re.compile(rb"base64,([A-Za-z0-9+/=\s]{40,})")


def unpack(raw: bytes, depth: int = 0) -> Iterator[bytes]:
    """``raw``, then every part of it that its own bytes do not show."""
    yield raw
    if depth < DEEPEST:
        for part in _parts(raw):
            yield from unpack(part, depth + 1)


def _parts(raw: bytes) -> Iterator[bytes]:
    if raw[:4] == b"PK\3\4":
        yield from _members(raw)
    elif raw[:2] == b"\x1f\x8b":
        yield zlib.decompress(raw, wbits=zlib.MAX_WBITS | 16)
    elif raw[:16] == b"SQLite format 3\0":
        yield from _rows(raw)
    elif raw[:4] == raw[-4:] == b"PAR1":
        yield from _columns(raw)
    elif raw[:5] == b"%PDF-":
        from alisei_cli.core.pdf_text import read_pages

        streams = [_inflate(found.group(1)) for found in _STREAM.finditer(raw)]
        yield from streams
        yield read_pages(streams)
    else:
        yield from (_decode(found.group(1)) for found in _DATA_URL.finditer(raw))


def _members(raw: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            yield name.encode("utf-8", "surrogateescape")
            yield archive.read(name)


def _rows(raw: bytes) -> Iterator[bytes]:
    """Every row of every table, and the words of each full-text index, which its pages hold without their beginnings."""
    base = sqlite3.connect(":memory:")
    base.deserialize(raw)
    indexes = base.execute("select name from sqlite_master where sql like '%using fts5%'").fetchall()
    for number, (name,) in enumerate(indexes):
        base.execute(f"create virtual table temp.words_{number} using fts5vocab(main, {_quote(name)}, 'row')")
        terms = base.execute(f"select term from words_{number}")  # noqa: S608
        yield from (str(term).encode("utf-8", "surrogatepass") for (term,) in terms)
    for (name,) in base.execute("select name from main.sqlite_master where type = 'table'").fetchall():
        for row in base.execute(f"select * from main.{_quote(name)}"):  # noqa: S608
            yield b"\n".join(each if isinstance(each, bytes) else str(each).encode() for each in row if each is not None)
    base.close()


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _columns(raw: bytes) -> Iterator[bytes]:
    """Every value, the statistics and the metadata of a Parquet file."""
    import pyarrow.parquet

    library: Any = pyarrow.parquet
    file = library.ParquetFile(io.BytesIO(raw))
    yield str(file.metadata.to_dict()).encode("utf-8", "surrogatepass")
    yield str(file.schema_arrow.metadata).encode()
    for column in file.read().to_pydict().values():
        yield "\n".join(map(str, column)).encode("utf-8", "surrogatepass")


def _inflate(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _decode(text: bytes) -> bytes:
    return base64.b64decode(text + b"==")
