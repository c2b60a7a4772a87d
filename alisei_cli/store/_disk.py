"""Files of a dataset for the writer: never through a link, never outside."""

import hashlib
import os
from pathlib import Path, PurePosixPath

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.store.tree import read_bytes

PLACES = ("registry", "schema", "taxonomy.yaml")
"""Paths below a root that may be written."""
MOST = 64 * 1024 * 1024
"""Bytes of a journal, and of a file whose old content is kept, that are read."""


def target(root: Path, path: str) -> Path:
    """The file at ``path``.

    Raises:
        SurroundingsError: it is not in a place of the dataset, or a link stands on the way.
    """
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in PLACES or ".." in parts or any(sign in path for sign in "\\:\0"):
        raise SurroundingsError(_("{path} lies outside the dataset", path=path))
    here = root
    for part in parts:
        here /= part
        if here.is_symlink():
            raise SurroundingsError(_("there is a link at {path}: alisei never writes to its target", path=path))
    if not here.parent.resolve().is_relative_to(root.resolve()):
        raise SurroundingsError(_("{path} lies outside the dataset", path=path))
    return here


def digest(raw: bytes | None) -> str | None:
    """The digest of a content, ``None`` of none."""
    return None if raw is None else hashlib.sha256(raw).hexdigest()


def content(root: Path, path: str) -> bytes | None:
    """The content at ``path`` now, or ``None``."""
    try:
        return read_bytes(root, path, MOST)
    except FileNotFoundError:
        return None


def put(file: Path, raw: bytes, mode: int) -> None:
    """Write a new file, with ``mode``."""
    with file.open("xb") as opened:
        opened.write(raw)
    file.chmod(mode)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, outlast a power cut."""
    if not path.exists() or (os.name == "nt" and path.is_dir()):
        return
    descriptor = os.open(path, os.O_RDWR if path.is_file() and os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def umask() -> int:
    """The mode bits that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
