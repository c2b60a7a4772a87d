"""Personal data in the files of the registry and in their history: reads both, and asks the rules."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from alisei_cli.core.privacy import find_personal
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.ids import stem_of
from alisei_cli.model.personal import Kept, Personal
from alisei_cli.rules import RULES
from alisei_cli.store import git, objects, yaml
from alisei_cli.store.file_changes import FileChange, list_file_changes
from alisei_cli.store.load import is_place, kind_at, load_context, read_item, scan
from alisei_cli.store.tree import WorkTree

Search = Callable[[Entry], Iterable[Personal]]
Key = tuple[str, str, str]
"""What makes two values the same: id of the entry, rule, value."""


def find_kept(root: Path, *, is_past: bool = False) -> tuple[list[Kept], list[str]]:
    """Find the personal data of the files, with their past, and the paths of files that cannot be read.

    With ``is_past`` also what no file of today has, but some commit of any branch or tag.

    Raises:
        SurroundingsError: there is no dataset, or the clone is too shallow to tell.
    """
    context = load_context(WorkTree(root)).context
    rules = {name: rule for name in RULES.names if (rule := RULES.load(name)).is_personal}
    search: Search = partial(find_personal, context=context, rules=rules)
    present, unread = _search_files(root, context, search)
    past: dict[Key, Kept] = {}
    if git.commit(root):
        stems = None if is_past else frozenset(stem_of(each.path) for each in present)
        past = _search_past(root, context, search, stems)
    kept = [replace(past.get(_key(each), Kept(each, True)), what=each, is_present=True, until=None) for each in present]
    gone = past.keys() - {_key(each) for each in present} if is_past else ()
    return [*kept, *(past[key] for key in gone)], unread


def _search_files(root: Path, context: Context, search: Search) -> tuple[list[Personal], list[str]]:
    found: list[Personal] = []
    unread: list[str] = []
    for item in scan(WorkTree(root), context):
        record = read_item(WorkTree(root), item, context)
        source = record.reading.source
        if record.kind in context.kinds and isinstance(source.data, dict):
            found += search(Entry(record.path, record.kind, source.data, source))
        else:
            unread.append(record.path)
    return found, unread


def _search_past(root: Path, context: Context, search: Search, stems: frozenset[str] | None) -> dict[Key, Kept]:
    """Every value that an entry (one of ``stems``, or any) held in some commit, as its last file had it."""
    prefix = git.prefix(root)
    changes = [
        replace(each, path=each.path.removeprefix(prefix), former=each.former.removeprefix(prefix))
        for each in list_file_changes(root)
        if each.path.startswith(f"{prefix}registry/") and (stems is None or {stem_of(each.path), stem_of(each.former)} & stems)
    ]
    texts = _read_texts(root, context, changes, search)
    found: dict[Key, Kept] = {}
    held: dict[str, dict[Key, Personal]] = {}
    for each in changes:
        before = held.pop(each.former or each.path, {})
        now = held[each.path] = texts.get((each.path, each.blob), {})
        for key in before.keys() - now.keys():
            found[key] = replace(found[key], until=each.date)
        for key, what in now.items():
            first = found.get(key) or Kept(what, is_present=False, since=each.date, commit=each.commit)
            found[key] = replace(first, what=what, until=None)
    return found


def _read_texts(
    root: Path, context: Context, changes: Iterable[FileChange], search: Search
) -> Mapping[tuple[str, str], dict[Key, Personal]]:
    """What each content holds, by path and blob id; each blob is read once."""
    paths: dict[str, set[str]] = {}
    for each in changes:
        schema = context.schemas.get(kind_at(each.path, context.schemas) or "")
        if each.blob and schema and is_place(each.path, schema):
            paths.setdefault(each.blob, set()).add(each.path)
    found: dict[tuple[str, str], dict[Key, Personal]] = {}
    for blob, raw in objects.blobs(root, paths, yaml.ENTRY.size):
        for path in paths[blob]:
            kind = kind_at(path, context.schemas) or ""
            source = yaml.read(path, raw, yaml.ENTRY, context.schemas[kind].admits_text).source
            if isinstance(source.data, dict):
                hits = search(Entry(path, kind, source.data, source))
                found[path, blob] = {_key(each): each for each in hits}
    return found


def _key(what: Personal) -> Key:
    return stem_of(what.path), what.rule, what.value
