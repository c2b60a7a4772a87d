"""Searches that know from the cache which words each entry has."""

from dataclasses import replace
from pathlib import Path

from alisei_cli.core.sieve import build_describer
from alisei_cli.model.lazy_entry import LazyEntry
from alisei_cli.model.view import View
from alisei_cli.store.cache import Cache, digest, tool

WORDS = "words-{audience}.jsonl"


def add_words(seen: View, root: Path) -> View:
    """``seen`` with the words of its unchanged entries; those of the others are listed and cached too."""
    if not seen.digest:
        return seen
    memory, name = Cache(root), WORDS.format(audience=digest(seen.audience)[:8])
    key = digest(tool(), seen.digest, seen.audience)
    known = {path: (sign, packed) for path, sign, _times, packed in memory.rows(name, key)}
    describe = build_describer(seen.context)
    words: dict[str, str] = {}
    rows: list[tuple[str, str, bytes]] = []
    is_new = False
    for entry in seen.entries:
        if isinstance(entry, LazyEntry):
            sign, packed = known.get(entry.path, ("", b""))
            if sign != entry.digest:
                packed, is_new = describe(entry).encode("utf-8", "surrogatepass"), True
            words[entry.path] = packed.decode("utf-8", "surrogatepass")
            rows.append((entry.path, entry.digest, packed))
    if is_new:
        with memory.keeping(name, key) as keep:
            for path, sign, packed in rows:
                keep(path, sign, "", packed)
    return replace(seen, words=words)
