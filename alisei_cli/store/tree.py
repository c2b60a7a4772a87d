"""Trees: the files of a dataset, on the disk, in git or in memory; whatever loads takes one.

Only regular files are ever opened, links are never followed.
"""

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Node:
    """One name in a folder, in text that can be shown."""

    name: str
    type: Literal["file", "folder", "link", "other"]
    size: int = 0
    """Bytes of a file."""
    is_text: bool = True
    """Whether the name itself can be shown."""


class Tree(Protocol):
    """Files by path, relative to the root of the dataset, with ``/``."""

    def list_folder(self, folder: str) -> list[Node]:
        """List what is in a folder, in the order of names.

        Raises:
            SurroundingsError: it is a link, missing, or not ours to read.
        """
        ...

    def read(self, path: str, limit: int) -> bytes:
        """Read at most ``limit`` + 1 bytes of a regular file.

        Raises:
            OSError: it is gone, a link, not a regular file, or not ours to read.
        """
        ...


@dataclass(frozen=True)
class WorkTree:
    """The files below a folder of the disk."""

    root: Path

    def list_folder(self, folder: str) -> list[Node]:
        """List what is in a folder."""
        place = os.path.join(self.root, folder)
        try:
            if stat.S_ISLNK(os.lstat(place).st_mode):
                raise SurroundingsError(_("{folder} is a link; a dataset has folders of its own", folder=place))
            with os.scandir(place) as entries:
                found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            raise SurroundingsError(_("{folder} cannot be read: {reason}", folder=place, reason=error.strerror)) from error
        return [_node(entry) for entry in found]

    def read(self, path: str, limit: int) -> bytes:
        """Read a file."""
        return read_bytes(self.root, path, limit)


@dataclass(frozen=True)
class MemoryTree:
    """Files that are contents already."""

    files: Mapping[str, bytes]

    def list_folder(self, folder: str) -> list[Node]:
        """List what is in a folder; one that has no files is empty."""
        return self._folders.get(folder, [])

    def read(self, path: str, limit: int) -> bytes:
        """Read a file."""
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return self.files[path][: limit + 1]

    @cached_property
    def _folders(self) -> dict[str, list[Node]]:
        return sort_into_folders(
            {
                path: Node(name := path.rpartition("/")[2], "file", len(raw), name.isprintable())
                for path, raw in self.files.items()
            }
        )


@dataclass(frozen=True)
class OverlayTree:
    """``base`` with the files of ``over`` in place of its own or besides, and without some paths."""

    base: Tree
    over: Tree
    without: Collection[str] = frozenset()

    def list_folder(self, folder: str) -> list[Node]:
        """List what is in a folder of either tree."""
        above = {node.name: node for node in self.over.list_folder(folder)}
        try:
            below = [node for node in self.base.list_folder(folder) if f"{folder}/{node.name}" not in self.without]
        except SurroundingsError:
            if not above:
                raise
            below = []
        return sorted({**{node.name: node for node in below}, **above}.values(), key=_name)

    def read(self, path: str, limit: int) -> bytes:
        """Read a file."""
        try:
            return self.over.read(path, limit)
        except FileNotFoundError:
            if path in self.without:
                raise
            return self.base.read(path, limit)


def sort_into_folders(files: Mapping[str, Node]) -> dict[str, list[Node]]:
    """What each folder holds, in the order of names, for files by path."""
    found: dict[str, dict[str, Node]] = {}
    for path in sorted(files, key=os.fsencode):
        folders = path.split("/")[:-1]
        for depth, name in enumerate(folders):
            found.setdefault("/".join(folders[:depth]), {})[name] = Node(name, "folder")
        found.setdefault("/".join(folders), {})[files[path].name] = files[path]
    return {folder: sorted(nodes.values(), key=_name) for folder, nodes in found.items()}


def read_all(tree: Tree, paths: Iterable[str], limit: int) -> Iterator[bytes | OSError]:
    """Read several files; what cannot be read is its error."""
    for path in paths:
        try:
            yield tree.read(path, limit)
        except OSError as error:
            yield error


def read_bytes(root: Path, path: str, limit: int) -> bytes:
    """The bytes of a regular file, at most ``limit`` + 1 of them, never through a link.

    Raises:
        OSError: it is gone, a link, no regular file, or not ours to read.
    """
    descriptor = os.open(os.path.join(root, path), FLAGS)
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        parts = []
        left = limit + 1
        while left > 0 and (part := os.read(descriptor, min(left, state.st_size + 1))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _name(node: Node) -> bytes:
    return os.fsencode(node.name)


def _node(entry: os.DirEntry[str]) -> Node:
    name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
    is_text = entry.name.isprintable()
    if entry.is_dir(follow_symlinks=False):
        return Node(name, "folder")
    if entry.is_file(follow_symlinks=False):
        return Node(name, "file", entry.stat(follow_symlinks=False).st_size if name == ".gitkeep" else 0, is_text)
    return Node(name, "link" if entry.is_symlink() else "other")
