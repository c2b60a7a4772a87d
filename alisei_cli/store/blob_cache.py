"""Data of earlier entries, cached by blob id, with the distrust of ``Cache``: what is damaged or foreign is read as empty."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from alisei_cli.store.cache import Cache, digest, tool

FILE = "past.jsonl"
MOST = 32 * 1024 * 1024
"""Bytes above which only what a run has used is kept."""
Key = tuple[str, str, str]
"""Path, blob id, and a key of all that reading depends on besides."""


class BlobCache:
    """What is remembered of the past of one dataset; read when it is first asked."""

    def __init__(self, root: Path) -> None:
        self._cache = Cache(root)
        self._rows: dict[Key, bytes] | None = None
        self._is_new = False

    @property
    def rows(self) -> dict[Key, bytes]:
        """All that is remembered, packed."""
        if self._rows is None:
            self._rows = {(path, sign, form): packed for path, sign, form, packed in self._cache.rows(FILE, digest(tool()))}
        return self._rows

    def find(self, key: Key) -> dict[str, Any] | None:
        """The data of an entry; ``None`` where they are not remembered."""
        packed = self.rows.get(key)
        if packed is None:
            return None
        try:
            data = json.loads(packed)
        except (ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None

    def add(self, key: Key, data: dict[str, Any]) -> None:
        """Remember the data of an entry until ``keep``."""
        self.rows[key] = json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()
        self._is_new = True

    def keep(self, used: Collection[Key]) -> None:
        """Write all to the disk if anything is new; only what was ``used`` where all would be too much."""
        if not self._is_new:
            return
        is_much = sum(map(len, self.rows.values())) > MOST
        with self._cache.keeping(FILE, digest(tool())) as keep:
            for (path, sign, form), packed in self.rows.items():
                if not is_much or (path, sign, form) in used:
                    keep(path, sign, form, packed)
        self._is_new = False
