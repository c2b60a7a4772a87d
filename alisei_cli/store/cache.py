"""Cache of validation results, outside the dataset and untrusted.

It is in the user's own folder.

It holds plain JSON under a key of the context, the tool, its libraries and the day, each line with a checksum. Damaged, foreign or
unreadable data are ignored and recomputed; writes are atomic, the last wins, and failures are harmless. A dataset cannot provide
its own cache, and a cache folder inside the dataset is not used.
"""

import contextlib
import hashlib
import json
import os
import stat
import tempfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from alisei_cli.store import home

VERSION = "2"
MAX_SIZE = 512 * 1024 * 1024
"""Larger files of the cache are ignored."""
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a file of the cache is opened: never through a link, never waiting for a pipe."""


class Cache:
    """What is remembered of one dataset: the last answer, the outcome for each file, and its data."""

    def __init__(self, root: Path) -> None:
        self.folder = home.cache(root)

    def load(self, name: str, key: str) -> Any:
        """The value of a file stored under ``key``, or ``None``."""
        first = next(self._lines(name, key), None)
        return _decode_line(first) if first is not None else None

    def keep(self, name: str, key: str, value: Any) -> None:
        """Store one value instead of the one before."""
        with self._replacing(name, key) as add:
            add(encode_value(value))

    def rows(self, name: str, key: str) -> Iterator[tuple[str, str, str, bytes]]:
        """Load the rows of a file stored under ``key``.

        Each has path, content id, times (see ``worktree``) and packed value.
        """
        for line in self._lines(name, key):
            path, *rest = line.split(b"\t", 3)
            if len(rest) == 3:
                yield (
                    path.decode("utf-8", "replace"),
                    rest[0].decode("ascii", "replace"),
                    rest[1].decode("ascii", "replace"),
                    rest[2],
                )

    @contextlib.contextmanager
    def keeping(self, name: str, key: str) -> Iterator[Callable[[str, str, str, bytes], None]]:
        """Provide a function that stores one row: path, content id, times, packed value.

        When the block succeeds, the new rows replace the old ones. Paths that do not fit on a line are left out.
        """
        with self._replacing(name, key) as add:

            def keep(path: str, sign: str, times: str, packed: bytes) -> None:
                if path.isprintable():
                    add(f"{path}\t{sign}\t{times}\t".encode("utf-8", "replace") + packed)

            yield keep

    @contextlib.contextmanager
    def keeping_sorted(self, name: str, key: str) -> Iterator[Callable[[str, bytes], None]]:
        """Provide a function that stores one value by its id, for ``find``; ids come in order."""
        with self._replacing(name, key) as add:
            yield lambda id_, packed: add(f"{id_}\t".encode("utf-8", "replace") + packed) if id_.isprintable() else None

    def has(self, name: str, key: str) -> bool:
        """Whether a file is stored under ``key``."""
        with self._open(name, key) as file:
            return file is not None

    def find(self, name: str, key: str, id_: str) -> Any:
        """The value stored by an id, found by halving the file; ``None`` where there is none."""
        wanted = id_.encode("utf-8", "replace")
        with self._open(name, key) as file, contextlib.suppress(OSError):
            if file is None:
                return None
            low, high = file.tell(), os.fstat(file.fileno()).st_size
            while low < high:
                middle = (low + high) // 2
                file.seek(middle)
                if middle > low:
                    file.readline()
                start, line = file.tell(), file.readline()
                found = line[9:-1].partition(b"\t")
                if line and line[:8] != _checksum(line[9:-1]):
                    return None
                if found[0] == wanted and line:
                    return _decode_line(found[2])
                if line and found[0] < wanted:
                    low = start + len(line)
                else:
                    high = middle
        return None

    def _lines(self, name: str, key: str) -> Iterator[bytes]:
        with self._open(name, key) as file, contextlib.suppress(OSError):
            for line in file or ():
                content = line[9:-1]
                if line[:8] != _checksum(content) or line[-1:] != b"\n":
                    return
                yield content

    @contextlib.contextmanager
    def _open(self, name: str, key: str) -> Iterator[BinaryIO | None]:
        """The file after its first line, which is the key; ``None`` where there is no such file."""
        with contextlib.ExitStack() as stack:
            file = None
            with contextlib.suppress(OSError):
                file = stack.enter_context(open(self.folder / name, "rb", opener=lambda path, _flags: os.open(path, FLAGS)))
                state = os.fstat(file.fileno())
                is_ours = stat.S_ISREG(state.st_mode) and state.st_size <= MAX_SIZE
                if not is_ours or file.readline(len(key) + 1) != key.encode() + b"\n":
                    file = None
            yield file

    @contextlib.contextmanager
    def _replacing(self, name: str, key: str) -> Iterator[Callable[[bytes], None]]:
        draft = _Draft(self.folder, name)
        try:
            draft.write(key.encode() + b"\n")
            yield lambda line: draft.write(b"%b %b\n" % (_checksum(line), line))
            draft.publish()
        finally:
            draft.discard()


class _Draft:
    """What is to take the place of a file of the cache: written line by line, and given up at the first line that cannot be written."""

    def __init__(self, folder: Path, name: str) -> None:
        self.target = folder / name
        self.file: BinaryIO | None = None
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, self.path = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
            self.file = os.fdopen(descriptor, "wb")

    def write(self, line: bytes) -> None:
        try:
            if self.file:
                self.file.write(line)
        except OSError:
            self.discard()

    def publish(self) -> None:
        try:
            if self.file:
                self.file.close()
                os.replace(self.path, self.target)
                self.file = None
        except OSError:
            self.discard()

    def discard(self) -> None:
        if self.file:
            with contextlib.suppress(OSError):
                self.file.close()
            with contextlib.suppress(OSError):
                os.unlink(self.path)
            self.file = None


def _checksum(line: bytes) -> bytes:
    """Eight letters against damage; no one who may write here is kept from anything by them."""
    return b"%08x" % zlib.crc32(line)


def encode_value(value: Any) -> bytes:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _decode_line(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def digest(*parts: bytes | str) -> str:
    """A key of these parts; no two lists of parts have the same."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big") + raw)
    return found.hexdigest()


@cache
def tool() -> str:
    """A key of the tool and the libraries that judge: sizes and times of their files, so that no upgrade goes unseen."""
    parts = []
    for library in ("yaml", "jsonschema_rs", "stdnum", "email_validator", "ateco", "rapidfuzz", "msgspec"):
        spec = find_spec(library)
        if spec and spec.origin:
            state = os.stat(spec.origin)
            parts.append(f"{library}:{state.st_size}:{state.st_mtime_ns}")
    return digest(program(), *parts)


@cache
def program() -> str:
    """A key of the tool's own files."""
    parts = [VERSION]
    for folder, _folders, names in os.walk(Path(__file__).parent.parent):
        for name in sorted(names):
            if name.endswith((".py", ".csv")):
                state = os.stat(os.path.join(folder, name))
                parts.append(f"{name}:{state.st_size}:{state.st_mtime_ns}")
    return digest(*sorted(parts))
