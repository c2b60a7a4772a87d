"""Plans to erase an entry, or values of it, from the history of its repository; nothing is rewritten."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from alisei_cli.core.erase import REMOVED, check_values, find_texts, holds, is_replaceable, parse_field
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.erasure import Brought, Erasure
from alisei_cli.model.ids import stem_of
from alisei_cli.store import git, objects, yaml
from alisei_cli.store.file_changes import FileChange, list_file_changes, list_messages_with, list_refs_with
from alisei_cli.store.load import kind_at, load_context
from alisei_cli.store.tree import WorkTree

LARGEST = 50 * 1024 * 1024
"""Bytes of a content above which it is not searched."""


def plan_erasure(root: Path, id_: str, field: str | None = None, value: str | None = None) -> Erasure:
    """Find where history holds the entry ``id_``, or what its ``field`` ever said, or ``value``.

    Raises:
        UsageError: a value is too short.
        SurroundingsError: there is no git, or the clone is too shallow to tell.
    """
    changes = list_file_changes(root)
    registry = f"{git.prefix(root)}registry/"
    own = [each for each in changes if each.path.startswith(registry) and stem_of(each.path) == id_]
    if field is None and value is None:
        return _plan_entry(root, id_, changes, {each.path for each in own})
    said = _read_values(root, own, parse_field(field)) if field is not None else {"": {value or ""}}
    values = sorted({each for texts in said.values() for each in texts} - {REMOVED})
    check_values(values)
    return _plan_values(root, id_, changes, values, {blob for blob, texts in said.items() if texts - {REMOVED}})


def check_place(root: Path, target: Path) -> Path:
    """Return ``target``, if it is outside the repository, where no commit can catch it.

    Raises:
        UsageError: it is inside.
    """
    top = root.resolve()
    for _part in git.prefix(root).split("/")[:-1]:
        top = top.parent
    if (target.parent.resolve() / target.name).is_relative_to(top):
        raise UsageError(
            _("{path} is in the repository, where a commit could take up the values; nothing was written", path=target),
            _("Name a file outside it: --expressions ../expressions.txt"),
        )
    return target


def _plan_entry(root: Path, id_: str, changes: Sequence[FileChange], paths: set[str]) -> Erasure:
    commits = tuple(_follow(changes, lambda each: bool(each.blob) and each.path in paths))
    others = {each.former for each in changes if each.path in paths} | {each.path for each in changes if each.former in paths}
    listed = tuple(sorted(paths))
    refs = list_refs_with(root, {each.commit for each in commits if not each.is_gone})
    is_present = not paths.isdisjoint(_head(root))
    return Erasure(id_, None, commits, listed, listed, tuple(sorted(others - {"", *paths})), tuple(refs), (), is_present)


def _plan_values(root: Path, id_: str, changes: Sequence[FileChange], values: Sequence[str], said: set[str]) -> Erasure:
    """Search every content; in those of the entry that are ``said`` to have a value it may be written in another way."""
    paths = {each.blob: each.path for each in changes if each.blob}
    replaceable: dict[str, bool] = {}
    unsearched = set(paths)
    for blob, raw in objects.blobs(root, paths, LARGEST):
        unsearched.discard(blob)
        is_found = holds(raw, values)
        if is_found or blob in said:
            replaceable[blob] = is_found and is_replaceable(raw)
    commits = tuple(_follow(changes, lambda each: each.blob in replaceable))
    return Erasure(
        id_,
        tuple(values),
        commits,
        tuple(sorted({each.path for each in commits})),
        tuple(sorted({each.path for each in changes if replaceable.get(each.blob) is False})),
        (),
        tuple(list_refs_with(root, {each.commit for each in commits if not each.is_gone})),
        tuple(dict.fromkeys(name for value in values for name in list_messages_with(root, value))),
        not replaceable.keys().isdisjoint(_head(root).values()),
        tuple(sorted(paths[blob] for blob in unsearched)),
    )


def _follow(changes: Iterable[FileChange], has: Callable[[FileChange], bool]) -> Iterator[Brought]:
    """The commits that brought the data into a file, or took them away; a file that only changed otherwise is passed over."""
    holding: set[str] = set()
    for each in changes:
        held = each.path in holding or each.former in holding
        holding -= {each.path, each.former}
        if has(each):
            holding.add(each.path)
            if not held or each.former:
                yield Brought(each.commit, each.date, each.path)
        elif held:
            yield Brought(each.commit, each.date, each.path, is_gone=True)


def _head(root: Path) -> dict[str, str]:
    """Blob id by path in the repository, at the last commit."""
    commit, prefix = git.commit(root), git.prefix(root)
    return {prefix + path: blob for path, (_mode, blob) in objects.tree(root, commit).items()} if commit else {}


def _read_values(root: Path, own: Sequence[FileChange], field: Sequence[str]) -> dict[str, set[str]]:
    """What each content of the entry says in ``field``, by blob id."""
    schemas = load_context(WorkTree(root)).context.schemas
    prefix = git.prefix(root)
    paths = {each.blob: each.path.removeprefix(prefix) for each in own if each.blob}
    found = {}
    for blob, raw in objects.blobs(root, paths, yaml.ENTRY.size):
        schema = schemas.get(kind_at(paths[blob], schemas) or "")
        data = yaml.read(paths[blob], raw, yaml.ENTRY, schema.admits_text if schema else None).source.data
        found[blob] = set(find_texts(data, field))
    return found
