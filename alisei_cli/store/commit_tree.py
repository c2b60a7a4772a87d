"""The files of a commit, or of several laid over one another, as a tree; nothing is checked out."""

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alisei_cli.store import objects, yaml
from alisei_cli.store.tree import Node, sort_into_folders

Files = Mapping[str, tuple[str, str]]
"""Mode and blob id of each file, by path."""
MOST_HELD = 256 * 1024 * 1024
"""Bytes of contents that are held at once; what is beyond is read one by one."""


@dataclass(frozen=True)
class CommitTree:
    """``files`` as git has them."""

    root: Path
    files: Files
    held: Mapping[str, bytes]
    """Contents by blob id, as ``hold`` reads them; trees of one repository share them."""

    def list_folder(self, folder: str) -> list[Node]:
        """List what is in a folder; one that has no files is empty."""
        return self._folders.get(folder, [])

    def read(self, path: str, limit: int) -> bytes:
        """Read a file; of one above ``limit``, only so much that this shows."""
        mode, sign = self.files.get(path, ("", ""))
        if not mode.startswith("100"):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        if sign not in self.held:
            return next((raw for _sign, raw in objects.blobs(self.root, [sign], limit)), bytes(limit + 1))
        return self.held[sign][: limit + 1]

    @cached_property
    def _folders(self) -> dict[str, list[Node]]:
        return sort_into_folders({path: _node(path, mode, self.held.get(sign)) for path, (mode, sign) in self.files.items()})


def hold(root: Path, signs: Iterable[str]) -> dict[str, bytes]:
    """Read blobs at once, as many as may be held; those that are larger than any file of a dataset are left out."""
    held: dict[str, bytes] = {}
    size = 0
    for sign, raw in objects.blobs(root, signs, yaml.TAXONOMY.size):
        size += len(raw)
        if size > MOST_HELD:
            break
        held[sign] = raw
    return held


def _node(path: str, mode: str, raw: bytes | None) -> Node:
    """A file; a submodule counts as a link, because it leads elsewhere."""
    name = path.rpartition("/")[2]
    return Node(name, "file" if mode.startswith("100") else "link", 1 if raw is None else len(raw), name.isprintable())
