"""The registry of the working tree, with what is cached of unchanged files.

Data are cached by content and by the bytes of the schemas, in the folder and with the distrust of ``Cache``: a cache that is damaged,
foreign or of another version is read as empty.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from alisei_cli.model.dataset import Context, Dataset, Entry, display_name
from alisei_cli.model.lazy_entry import LazyEntry
from alisei_cli.model.references import references
from alisei_cli.model.source import Source
from alisei_cli.model.view import Audiences
from alisei_cli.store import git, objects, words, worktree, yaml
from alisei_cli.store.cache import Cache, digest, tool
from alisei_cli.store.load import ContextFiles, content_sign, is_place, kind_at, load_context, read_entries, scan, schema_at
from alisei_cli.store.tree import WorkTree, read_all

FOLDERS = ("registry", "schema", "taxonomy.yaml")
ENTRIES = "entries.jsonl"
LINKS = "links.jsonl"
STATE = "state.json"


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of a tree while no file changes: what git says of it, and how much of it is cached."""

    changed: tuple[str, ...]
    """Files that differ from the commit."""
    missing: tuple[str, ...]
    """Files of the commit that are not on the disk."""
    unreadable: tuple[str, ...]
    readable: int
    """Number of entries."""


def load_dataset(root: Path) -> Dataset:
    """The whole registry of the working tree, with what git says of it; the text of the files is not kept."""
    tree, memory = WorkTree(root), Cache(root)
    look = worktree.look(root, FOLDERS)
    book = load_context(tree)
    commit = git.commit(root)
    known = _known_state(memory, look, commit)
    rows = list(memory.rows(ENTRIES, digest(tool(), book.sign)))
    kept = [(path, sign, packed) for path, sign, times, packed in rows if times and look.times.get(path) == times]
    changed: set[str] = set()
    if known is None or len(kept) != known.readable:
        kept, unreadable, changed = _refresh(tree, book, memory, look, rows)
        known = _compare(root, memory, look, commit, tuple(unreadable), len(kept))
    homes = {book.context.schemas[kind].folder: kind for kind in book.context.kinds}
    entries = [
        LazyEntry(path, homes[path.split("/", 2)[1]], partial(_data, tree, book, path, packed), sign)
        for path, sign, packed in kept
    ]
    _keep_names(entries, changed, book.context, memory)
    dataset = Dataset(
        tuple(entries),
        book.context,
        commit,
        bool(known.changed),
        changed=frozenset(known.changed),
        unreadable=known.unreadable,
        missing=known.missing,
        digest=book.sign,
    )
    if look.key and not known.unreadable and not known.missing:
        _keep_links(dataset, memory, _state_key(look, commit))
    return dataset


def load_around(root: Path, id_: str) -> Dataset | None:
    """The entry ``id_``, those that it names, and those of other kinds that name it; ``None`` where that is not cached.

    It costs a look at the times of all files, and reads only these entries.
    """
    look = worktree.look(root, FOLDERS)
    row = Cache(root).find(LINKS, _state_key(look, git.commit(root)), id_) if look.key else None
    if not isinstance(row, list) or not all(isinstance(path, str) for path in row):
        return None
    tree = WorkTree(root)
    context = load_context(tree).context
    schemas = {path: schema for path in sorted(row) if (schema := schema_at(path, context)) and is_place(path, schema)}
    found = zip(schemas.items(), read_entries(tree, list(schemas.items())), strict=True)
    read = [(path, schema.kind, reading.source.data) for (path, schema), (_sign, reading) in found]
    entries = (Entry(path, kind, data, Source(path, "", None)) for path, kind, data in read if isinstance(data, dict))
    return Dataset(tuple(entries), context)


def _known_state(memory: Cache, look: worktree.Look, commit: str | None) -> _State | None:
    """What was found when the tree was as it is now, where that is cached."""
    known = memory.load(STATE, _state_key(look, commit)) if look.key and commit else None
    try:
        return msgspec.convert(known, _State)
    except msgspec.ValidationError:
        return None


def _compare(
    root: Path, memory: Cache, look: worktree.Look, commit: str | None, unreadable: tuple[str, ...], readable: int
) -> _State:
    """Which files differ from the commit, and which of its files are missing; cached while no file changes."""
    found = objects.compare_with_commit(root, *FOLDERS)
    changed, missing = (tuple(sorted(found.paths)), tuple(sorted(found.missing))) if found else ((), ())
    state = _State(changed, missing, unreadable, readable)
    if look.key and commit and worktree.look(root, FOLDERS, look.until) == look:
        memory.keep(STATE, _state_key(look, commit), asdict(state))
    return state


Row = tuple[str, str, bytes]
"""Path, digest of the bytes, packed data."""


def _refresh(
    tree: WorkTree, book: ContextFiles, memory: Cache, look: worktree.Look, cached: list[tuple[str, str, str, bytes]]
) -> tuple[list[Row], list[str], set[str]]:
    """The row of each entry by path; the paths of what is no entry or cannot be read; the paths of changed files."""
    known = {path: (sign, times, data) for path, sign, times, data in cached}
    items = list(scan(tree, book.context))
    rows: dict[str, tuple[str, bytes]] = {}
    stale = []
    is_old = False
    for item in items:
        sign, then, packed = known.get(item.path, ("", "", b""))
        now = look.times.get(item.path, "")
        is_old |= now != then
        if sign and ((now and now == then) or sign == content_sign(next(read_all(tree, [item.path], yaml.ENTRY.size)))):
            rows[item.path] = sign, packed
        elif item.kind in book.context.schemas:
            stale.append(item)
    for item, (sign, data) in zip(stale, _read(tree, book, [(item.path, item.kind or "") for item in stale]), strict=True):
        if isinstance(data, dict):
            rows[item.path] = sign, _pack(data)
    kept = [(item.path, *rows[item.path]) for item in items if item.path in rows]
    if stale or is_old:
        with memory.keeping(ENTRIES, digest(tool(), book.sign)) as keep:
            for path, sign, packed in kept:
                if sign:
                    keep(path, sign, look.times.get(path, ""), packed)
    return kept, [item.path for item in items if item.path not in rows], {item.path for item in stale}


def _data(tree: WorkTree, book: ContextFiles, path: str, packed: bytes) -> dict[str, Any]:
    """What is cached of an entry; what its file says, where something else was cached."""
    data = _unpack(packed)
    if data is None:
        [(_sign, data)] = _read(tree, book, [(path, kind_at(path, book.context.schemas) or "")])
    return data if isinstance(data, dict) else {}


def _read(tree: WorkTree, book: ContextFiles, wanted: list[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    for start in range(0, len(wanted), 100):  # the texts of all files at once would fill the memory
        part = [(path, book.context.schemas[kind]) for path, kind in wanted[start : start + 100]]
        yield from ((sign, reading.source.data) for sign, reading in read_entries(tree, part))


def _pack(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()


def _unpack(packed: bytes) -> dict[str, Any] | None:
    try:
        data = msgspec.json.decode(packed)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _state_key(look: worktree.Look, commit: str | None) -> str:
    return digest(tool(), look.key, commit or "")


def _keep_links(dataset: Dataset, memory: Cache, key: str) -> None:
    """Keep for each id the paths of the entries that are shown with it, in the order of ids."""
    if memory.has(LINKS, key):
        return
    named: dict[str, list[str]] = {}
    paths: dict[str, list[str]] = {}
    by_id = dataset.by_id
    for entry in dataset.entries:
        targets = {each.target for each in references(entry.data, dataset.context.schemas[entry.kind])} & by_id.keys()
        paths[entry.id] = [entry.path, *(by_id[target].path for target in sorted(targets))]
        for target in targets:
            if by_id[target].kind != entry.kind:
                named.setdefault(target, []).append(entry.path)
    with memory.keeping_sorted(LINKS, key) as keep:
        for id_ in sorted(paths):
            keep(id_, _pack([*paths[id_], *named.get(id_, ())]))


def _keep_names(entries: Sequence[Entry], changed: Collection[str], context: Context, memory: Cache) -> None:
    """Keep the names that everyone may see, for completion: of the entries at the ``changed`` paths, of all where none are kept."""
    if not changed and memory.has(words.NAMES, words.VERSION):
        return
    known = words.names(memory)
    told = [entry for entry in entries if entry.path in changed] if known else entries
    audiences = Audiences(context)
    words.keep_names(memory, known | {entry.id: _public_name(entry, context, audiences) for entry in told})


def _public_name(entry: Entry, context: Context, audiences: Audiences) -> str:
    schema = context.schemas[entry.kind]
    if audiences.level(schema, ("names", "*", "value")):
        return ""
    return display_name(audiences.drop_raised(entry, schema, audiences.names[0]), entry.id)
