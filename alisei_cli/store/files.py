"""The door to the files of the registry: only regular files in their places are ever opened; all else is named."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import START

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Form of an id, and so of a file name without ``.yaml``."""
MAX_NAME = 64
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices: a file called so breaks the clones of colleagues there."""

FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the registry: to be opened as an entry of ``kind``, or only named by ``findings``."""

    path: str
    kind: str | None
    findings: tuple[Finding, ...] = ()


def scan(root: Path, schemas: list[Schema]) -> Iterator[Item]:
    """Every file below ``registry/``, in the order of paths, without opening or following anything."""
    homes = {f"{schema.kind}s": schema for schema in schemas}
    for entry in _list(root / "registry"):
        path = f"registry/{_name(entry)}"
        schema = homes.get(entry.name)
        if not _is_folder(entry):
            if not _is_keeper(entry):
                yield Item(path, None, (_stray(path, entry, homes),))
        elif schema is None:
            yield from _strays(entry, path, homes)
        else:
            yield from _scan(entry, path, schema, schema.nesting.count("/"), homes)


def _scan(folder: os.DirEntry[str], at: str, schema: Schema, levels: int, homes: dict[str, Schema]) -> Iterator[Item]:
    for entry in _list(folder.path):
        path = f"{at}/{_name(entry)}"
        if levels and _is_folder(entry):
            yield from _scan(entry, path, schema, levels - 1, homes)
        elif not levels and _is_file(entry) and entry.name.endswith(".yaml"):
            yield Item(path, schema.kind, tuple(_bad_name(entry.name)))
        elif _is_folder(entry):
            yield from _strays(entry, path, homes)
        elif not _is_keeper(entry):
            yield Item(path, None, (_stray(path, entry, homes),))


def _strays(folder: os.DirEntry[str], at: str, homes: dict[str, Schema]) -> Iterator[Item]:
    inside = _list(folder.path)
    if not inside or folder.name.endswith(".yaml"):
        yield Item(at, None, (_stray(at, folder, homes),))
    for entry in inside:
        path = f"{at}/{_name(entry)}"
        if _is_folder(entry):
            yield from _strays(entry, path, homes)
        else:
            yield Item(path, None, (_stray(path, entry, homes),))


def _stray(path: str, entry: os.DirEntry[str], homes: dict[str, Schema]) -> Finding:
    if not (_is_file(entry) or _is_folder(entry)):
        return Finding(
            (),
            _("{path} is no plain file but {what}", path=path, what=_what(entry)),
            _("Put the file itself in this place: links and devices are never opened."),
            span=START,
            rule="not-a-regular-file",
        )
    if _is_folder(entry):
        what = _("{path} is a folder without entries where no folder belongs", path=path)
    elif entry.name.lower().endswith((".yml", ".yaml")):
        what = _("{path} is not read: entries end in .yaml and stand right in the folder of their kind", path=path)
    else:
        what = _("{path} does not belong in the registry", path=path)
    forms = [f"registry/{home}/{schema.nesting}" for home, schema in sorted(homes.items())]
    return Finding(
        (), what, _("Move or rename it to one of these forms, or delete it: {forms}.", forms=forms), span=START, rule="stray-file"
    )


def _what(entry: os.DirEntry[str]) -> object:
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        return _("a link to somewhere else")
    return _("a pipe or device")


def _bad_name(name: str) -> Iterator[Finding]:
    stem = name.removesuffix(".yaml")
    if NAME.match(stem) and len(stem) <= MAX_NAME and stem not in DEVICES:
        return
    yield Finding(
        (),
        _("{name} cannot be the name of an entry's file", name=name),
        _("Use small letters without accents, digits and single hyphens, at most 64, and no name that Windows keeps for itself: for example istituto-rossi.yaml."),
        span=START,
        rule="bad-file-name",
    )


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """The bytes of a regular file, at most ``limit`` + 1 of them, never through a link.

    Raises:
        OSError: it is gone, a link, no regular file, or not ours to read.
    """
    descriptor = os.open(root / path, FLAGS)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        parts = []
        left = limit + 1
        while left > 0 and (part := file.read(left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def unreadable(error: OSError) -> Finding:
    """A finding for a file that is there and cannot be read."""
    return Finding(
        (),
        _("the file cannot be read: {reason}", reason=error.strerror or str(error)),
        _("Look at its permissions, and whether another program holds it."),
        span=START,
        rule="unreadable-file",
    )


def _list(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        if stat.S_ISLNK(os.lstat(folder).st_mode):
            raise SurroundingsError(_("{folder} is a link; the registry is a folder of its own", folder=folder))
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        raise SurroundingsError(_("{folder} cannot be read: {reason}", folder=folder, reason=error.strerror)) from error


def _name(entry: os.DirEntry[str]) -> str:
    return os.fsencode(entry.name).decode("utf-8", "backslashreplace")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _is_keeper(entry: os.DirEntry[str]) -> bool:
    return entry.name == ".gitkeep" and _is_file(entry) and entry.stat(follow_symlinks=False).st_size == 0
