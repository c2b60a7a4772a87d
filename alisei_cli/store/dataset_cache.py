"""The registry of the working tree, with what is cached of unchanged files.

Data are cached by content and by the bytes of the schemas, in the folder and with the distrust of ``Memory``: a cache that is damaged,
foreign or of another version is read as empty.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.lazy_entry import LazyEntry
from alisei_cli.model.references import references
from alisei_cli.model.source import Source
from alisei_cli.model.view import Audiences
from alisei_cli.store import git, objects, words, worktree, yaml
from alisei_cli.store.cache import Cache, digest, tool
from alisei_cli.store.load import ContextFiles, content_sign, kind_at, load_context, read_entries, scan
from alisei_cli.store.tree import WorkTree, read_all

FOLDERS = ("registry", "schema", "taxonomy.yaml")
ENTRIES = "entries.jsonl"
LINKS = "links.jsonl"
STATE = "state.json"


def load_dataset(root: Path) -> Dataset:
    """The whole registry of the working tree, with what git says of it; the text of the files is not kept."""
    tree, memory = WorkTree(root), Cache(root)
    look = worktree.look(root, FOLDERS)
    book = load_context(tree)
    entries, unreadable = _load_entries(tree, book, memory, look)
    commit = git.commit(root)
    is_changed, missing = _compare(root, memory, look, commit)
    dataset = Dataset(
        tuple(entries), book.context, commit, is_changed, unreadable=tuple(unreadable), missing=missing, digest=book.sign
    )
    if look.key and not unreadable and not missing:
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
    wanted = {item.path: item.kind for item in scan(tree, context) if item.path in row and item.kind in context.schemas}
    readings = read_entries(tree, [(path, context.schemas[kind or ""]) for path, kind in wanted.items()])
    found = [(path, kind, reading.source.data) for (path, kind), (_sign, reading) in zip(wanted.items(), readings, strict=True)]
    entries = (Entry(path, kind or "", data, Source(path, "", None)) for path, kind, data in found if isinstance(data, dict))
    return Dataset(tuple(entries), context)


def _compare(root: Path, memory: Cache, look: worktree.Look, commit: str | None) -> tuple[bool, tuple[str, ...]]:
    """Whether files differ from the commit, and which of its files are missing; the answer is cached while no file changes."""
    key = _state_key(look, commit)
    known = memory.load(STATE, key) if look.key and commit else None
    if isinstance(known, list) and known and isinstance(known[0], bool) and all(isinstance(each, str) for each in known[1:]):
        return known[0], tuple(known[1:])
    changed = objects.changed(root, *FOLDERS)
    missing = tuple(sorted(changed.missing)) if changed else ()
    if look.key and commit and worktree.look(root, FOLDERS, look.until) == look:
        memory.keep(STATE, key, [changed is not None, *missing])
    return changed is not None, missing


def _load_entries(tree: WorkTree, book: ContextFiles, memory: Cache, look: worktree.Look) -> tuple[list[Entry], list[str]]:
    key = digest(tool(), book.sign)
    known = {path: (sign, times, data) for path, sign, times, data in memory.rows(ENTRIES, key)}
    items = list(scan(tree, book.context))
    rows: dict[str, tuple[str, bytes]] = {}
    stale = []
    for item in items:
        sign, then, packed = known.get(item.path, ("", "", b""))
        now = look.times.get(item.path, "")
        if sign and ((now and now == then) or sign == content_sign(next(read_all(tree, [item.path], yaml.ENTRY.size)))):
            rows[item.path] = sign, packed
        elif item.kind in book.context.schemas:
            stale.append(item)
    for item, (sign, data) in zip(stale, _read(tree, book, [(item.path, item.kind or "") for item in stale]), strict=True):
        if isinstance(data, dict):
            rows[item.path] = sign, _pack(data)
    if stale:
        with memory.keeping(ENTRIES, key) as keep:
            for path, (sign, packed) in rows.items():
                if sign:
                    keep(path, sign, look.times.get(path, ""), packed)
    read = [(item.path, item.kind or "", *rows[item.path]) for item in items if item.path in rows]
    entries = [LazyEntry(path, kind, partial(_data, tree, book, path, packed), sign) for path, kind, sign, packed in read]
    _keep_names(entries, {item.path for item in stale}, book.context, memory)
    return list(entries), [item.path for item in items if item.path not in rows]


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
    public = {kind for kind in context.kinds if audiences.level(context.schemas[kind], ("names", "*", "value")) == 0}
    words.keep_names(memory, known | {entry.id: entry.name if entry.kind in public else "" for entry in told})
