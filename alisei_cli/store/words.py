"""Words that complete a command line, from file names and the cache alone; nothing here reads an entry."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from alisei_cli.store.cache import Cache, digest, encode_value, program
from alisei_cli.store.tree import WorkTree, read_all

NAMES = "names.json"
"""The name of each entry by its id, as it was when the registry was last loaded."""
PACKAGE = Path(__file__).parent.parent
VERSION = "1"
DEEPEST = 4
"""Folders below ``registry/`` in which entries may stand."""
LARGEST = 4 * 1024 * 1024
PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,99}\Z")
"""Form of the ids that are offered: nothing in it means anything to a shell or a terminal."""

Vocabulary = Iterable[tuple[str, Sequence[tuple[str, str, str]]]]
"""Each kind of words; of each word itself and what it is called in Italian and in English."""


def ids(root: Path) -> list[str]:
    """The ids of all entries, by the names of their files, sorted."""
    return sorted(set(_stems(os.path.join(root, "registry"), DEEPEST)))


def _stems(folder: str, depth: int) -> Iterator[str]:
    with os.scandir(folder) as found:
        for each in found:
            if each.name.endswith(".yaml"):
                if PLAIN.match(each.name[:-5]) and each.is_file(follow_symlinks=False):
                    yield each.name[:-5]
            elif depth and not each.name.startswith(".") and each.is_dir(follow_symlinks=False):
                yield from _stems(each.path, depth - 1)


def names(memory: Cache) -> dict[str, str]:
    """What is cached of the names of entries, by id."""
    found = memory.load(NAMES, VERSION)
    return found if isinstance(found, dict) else {}


def keep_names(memory: Cache, found: dict[str, str]) -> None:
    """Cache the names of entries by id."""
    memory.keep(NAMES, VERSION, found)


def words(root: Path, kind: str, file: str, make: Callable[[], Vocabulary]) -> list[tuple[str, str, str]]:
    """The words of a kind in this dataset, from a file of the cache.

    ``make`` collects all kinds of the file after a change of the taxonomy, a schema or the program.
    """
    memory, key = Cache(root), _key(WorkTree(root))
    if not memory.has(file, key):
        kinds = {name: list(found) for name, found in make()}
        with memory.keeping_sorted(file, key) as keep:
            for name in sorted(kinds):
                keep(name, encode_value(kinds[name]))
        return kinds.get(kind, [])
    return [(word, it, en) for word, it, en in memory.find(file, key, kind) or ()]


def _key(tree: WorkTree) -> str:
    paths = ["taxonomy.yaml", *(f"schema/{node.name}" for node in tree.list_folder("schema") if node.type == "file")]
    raws = read_all(tree, paths, LARGEST)
    return digest(
        VERSION,
        program(),
        *(part for path, raw in zip(paths, raws, strict=True) if isinstance(raw, bytes) for part in (path, raw)),
    )


def grammar(language: str, make: Callable[[], Any]) -> Any:
    """The grammar of the command line, told in a language; ``make`` collects it after a change of the program."""
    memory, name = Cache(PACKAGE), f"grammar-{language}.json"
    found = memory.load(name, program())
    if not isinstance(found, dict):
        found = make()
        memory.keep(name, program(), found)
    return found
