"""Trees and contents of a commit, verified by id, and differences on the disk."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.model.change_set import FOLDER
from alisei_cli.model.groups import group
from alisei_cli.store import git
from alisei_cli.store.worktree import Difference, compare, is_litter, object_id

AT_ONCE = 32 * 1024 * 1024
"""Bytes of earlier contents that are held at once."""


def tree(root: Path, commit: str, *folders: str) -> dict[str, tuple[str, str]]:
    """Map each path below ``folders`` at ``commit`` to mode and blob id.

    Paths are relative to ``root``.
    """
    prefix = git.prefix(root)
    return {
        name.decode("utf-8", "backslashreplace").removeprefix(prefix): (mode, sign)
        for name, (mode, sign) in list_tree(root, commit, *(prefix + folder for folder in folders)).items()
        if mode != FOLDER
    }


def list_tree(root: Path, commit: str, *folders: str) -> dict[bytes, tuple[str, str]]:
    """Map each path of the repository at ``commit``, folders included, to mode and id; all of it, or what lies below ``folders``."""
    found = {}
    raw = git.check(root, "ls-tree", "-r", "-t", "-z", "--full-tree", commit, "--", *folders)
    for record in raw.split(b"\0"):
        head, _tab, name = record.partition(b"\t")
        if name:
            mode, _kind, sign = head.decode("ascii").split(" ")
            found[name] = (mode, sign)
    # git itself believes the index of a pack, which may come from an archive
    trees = {sign for mode, sign in found.values() if mode == FOLDER}
    _verified.update(sign for sign, _content in _read_objects(root, sorted(trees - _verified)))
    return found


_verified: set[str] = set()
"""Trees that were compared with their ids."""


def compare_with_commit(root: Path, *folders: str) -> Difference | None:
    """Compare the files below ``folders`` with the commit.

    The result is ``None`` if they are equal, or without git or a repository. Untracked files of editors and file managers are
    ignored, because they are never read.
    """
    if not git.is_there(root):
        return None
    head = git.commit(root)
    then = tree(root, head, *folders) if head else {}
    found = compare(root, then, folders)
    paths = frozenset(path for path in found.paths if path in then or not is_litter(path))
    return Difference(paths, found.missing) if paths else None


def list_changed_since(root: Path, commit: str, *folders: str) -> frozenset[str]:
    """List paths that differ between ``commit`` and the working tree.

    New and deleted files are included.
    """
    return compare(root, tree(root, commit, *folders), folders).paths


def contents(root: Path, commit: str, paths: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Read the files at ``paths`` (relative to ``root``) at ``commit``.

    Missing files and those above ``limit`` bytes are left out.
    """
    asked = list(paths)
    then = tree(root, commit, *{path.partition("/")[0] for path in asked}) if asked else {}
    named = group((then[path][1], path) for path in asked if path in then and then[path][0].startswith("100"))
    for sign, raw in blobs(root, named, limit):
        yield from ((path, raw) for path in named[sign])


def blobs(root: Path, signs: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Read each blob by id; leave out those above ``limit`` bytes.

    Raises:
        SurroundingsError: a blob is missing, as in a partial clone.
    """
    asked = list(signs)
    heads = git.check(root, "cat-file", "--batch-check", given=asked).split(b"\n") if asked else []
    waiting: list[str] = []
    held = 0
    for sign, head in zip(asked, heads, strict=False):
        kind, _blank, size = head.partition(b" ")[2].rpartition(b" ")
        if kind != b"blob":
            raise git.build_missing_error(root, _("git does not have the contents {sign} here", sign=sign[:12]))
        if int(size) > limit:
            continue
        if held + int(size) > AT_ONCE:
            yield from _read_objects(root, waiting)
            waiting, held = [], 0
        waiting.append(sign)
        held += int(size)
    yield from _read_objects(root, waiting)


def _read_objects(root: Path, signs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Read objects by id.

    Raises:
        SurroundingsError: an object is missing, or not what its id says.
    """
    raw = git.check(root, "cat-file", "--batch", given=signs) if signs else b""
    start = 0
    for sign in signs:
        head, _newline, _rest = raw[start : start + 200].partition(b"\n")
        kind, _blank, size = head.partition(b" ")[2].rpartition(b" ")
        begin = start + len(head) + 1
        content = raw[begin : begin + int(size)] if kind else b""
        if not kind:
            raise git.build_missing_error(root, _("git does not have the contents {sign} here", sign=sign[:12]))
        if object_id(content, sign, kind) != sign:
            raise SurroundingsError(
                _("this repository is damaged: the contents {sign} are not what their id says", sign=sign[:12]),
                _("See what git finds (git fsck), or work in a new clone."),
            )
        yield sign, content
        start = begin + len(content) + 1
