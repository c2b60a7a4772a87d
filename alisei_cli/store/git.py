"""Git access by subprocess, in a private git directory (``_repository``).

No shell is used, and names are separated by NUL.

git is asked for commits, trees and blobs only; ``worktree`` compares files on disk with a commit. So git reads neither the
settings of the repository nor its index, and opens no file of the dataset: nothing can make it run a program.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from alisei_cli.errors import SurroundingsError, UnknownCommitError
from alisei_cli.language import Text, _
from alisei_cli.store._repository import Repository, find, make_git_directory
from alisei_cli.store.worktree import Difference, compare, is_litter, object_id

TIMEOUT_S = 60
AT_ONCE = 32 * 1024 * 1024
"""Bytes of earlier contents that are held at once."""


def commit(root: Path) -> str | None:
    """The commit that the working tree stands on; ``None`` outside git, without git, or before the first commit."""
    return _commit(root, "HEAD") if find(root) and _find_git() else None


def commit_of(root: Path, revision: str) -> str:
    """Resolve ``revision`` to a commit.

    Raises:
        SurroundingsError: there is no git, no such commit, or the clone is too shallow to hold it.
    """
    repository = _repository(root)
    found = _commit(root, revision)
    if found:
        return found
    said = _('"{revision}" is not a commit of this registry', revision=revision)
    if repository.is_shallow:
        raise SurroundingsError(
            said, _("This clone is shallow: fetch the history first (git fetch --unshallow; in a workflow: fetch-depth: 0).")
        )
    raise UnknownCommitError(said, _("Name a branch, a tag or a commit: git log --oneline shows some."))


def branch_point(root: Path, revision: str) -> str:
    """Find the merge base of ``revision`` and the working tree's commit.

    Raises:
        SurroundingsError: there is no git, no such commit, no merge base, or the clone is too shallow to tell.
    """
    tips = (commit_of(root, revision), commit_of(root, "HEAD"))
    done = _run(root, "merge-base", *tips)
    if done.returncode > 1:
        raise _build_missing_error(
            _repository(root), _("git cannot read this repository: {reason}", reason=_extract_reason(done.stderr))
        )
    found = done.stdout.decode("ascii").strip()
    cut = _repository(root).cut()
    if cut and (not found or not cut.isdisjoint(check(root, "rev-list", *tips, f"^{found}").decode("ascii").split())):
        raise SurroundingsError(
            _("this clone is shallow: it does not show where {revision} and this branch parted", revision=revision),
            _("Fetch the history first: git fetch --unshallow; in a workflow: fetch-depth: 0."),
        )
    if not found:
        raise SurroundingsError(
            _("{revision} and the commit here have no history in common", revision=revision),
            _("Name a branch, a tag or a commit that this branch comes from: git log --oneline shows some."),
        )
    return found


def tree(root: Path, commit: str, *folders: str) -> dict[str, tuple[str, str]]:
    """Map each path below ``folders`` at ``commit`` to mode and blob id.

    Paths are relative to ``root``.
    """
    prefix = _repository(root).prefix
    found = {}
    trees = set()
    raw = check(root, "ls-tree", "-r", "-t", "-z", "--full-tree", commit, "--", *(prefix + folder for folder in folders))
    for record in raw.split(b"\0"):
        head, _tab, name = record.partition(b"\t")
        if name:
            mode, kind, sign = head.decode("ascii").split(" ")
            if kind == "tree":
                trees.add(sign)
            else:
                found[name.decode("utf-8", "backslashreplace").removeprefix(prefix)] = (mode, sign)
    # git itself believes the index of a pack, which may come from an archive
    _verified.update(sign for sign, _content in _read_objects(root, sorted(trees - _verified)))
    return found


_verified: set[str] = set()
"""Trees that were compared with their ids."""


def changed(root: Path, *folders: str) -> Difference | None:
    """Compare the files below ``folders`` with the commit.

    The result is ``None`` if they are equal, or without git or a repository. Untracked files of editors and file managers are
    ignored, because they are never read.
    """
    if not find(root) or not _find_git():
        return None
    head = commit(root)
    then = tree(root, head, *folders) if head else {}
    found = compare(root, then, folders)
    paths = frozenset(path for path in found.paths if path in then or not is_litter(path))
    return Difference(paths, found.missing) if paths else None


def changed_since(root: Path, commit: str, *folders: str) -> frozenset[str]:
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
    named: dict[str, list[str]] = {}
    for path in asked:
        if path in then and then[path][0].startswith("100"):
            named.setdefault(then[path][1], []).append(path)
    for sign, raw in blobs(root, named, limit):
        yield from ((path, raw) for path in named[sign])


def blobs(root: Path, signs: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Read each blob by id; leave out those above ``limit`` bytes.

    Raises:
        SurroundingsError: a blob is missing, as in a partial clone.
    """
    asked = list(signs)
    heads = check(root, "cat-file", "--batch-check", given=_lines(asked)).split(b"\n") if asked else []
    waiting: list[str] = []
    held = 0
    for sign, head in zip(asked, heads, strict=False):
        kind, _blank, size = head.partition(b" ")[2].rpartition(b" ")
        if kind != b"blob":
            raise _build_missing_error(_repository(root), _("git does not have the contents {sign} here", sign=sign[:12]))
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
    raw = check(root, "cat-file", "--batch", given=_lines(signs)) if signs else b""
    start = 0
    for sign in signs:
        head, _newline, _rest = raw[start : start + 200].partition(b"\n")
        kind, _blank, size = head.partition(b" ")[2].rpartition(b" ")
        begin = start + len(head) + 1
        content = raw[begin : begin + int(size)] if kind else b""
        if not kind:
            raise _build_missing_error(_repository(root), _("git does not have the contents {sign} here", sign=sign[:12]))
        if object_id(content, sign, kind) != sign:
            raise SurroundingsError(
                _("this repository is damaged: the contents {sign} are not what their id says", sign=sign[:12]),
                _("See what git finds (git fsck), or work in a new clone."),
            )
        yield sign, content
        start = begin + len(content) + 1


def tracks(root: Path, folder: str) -> bool:
    """Whether the commit has ``folder`` in the dataset's root, ignoring case."""
    head = commit(root)
    if not head:
        return False
    place = _repository(root).prefix.rstrip("/")
    names = _run(root, "ls-tree", "-z", "--name-only", f"{head}:{place}").stdout.decode("utf-8", "replace")
    return folder in (name.casefold() for name in names.split("\0"))


def refuse_shallow(root: Path) -> None:
    """Raises SurroundingsError where the history is cut off: what is older would be taken for new."""
    if _repository(root).is_shallow:
        raise SurroundingsError(
            _("this clone is shallow: its history is cut off, and what is old would look new"),
            _("Fetch the history first: git fetch --unshallow; in a workflow: fetch-depth: 0."),
        )


def prefix(root: Path) -> str:
    """Path of the dataset in the repository.

    It ends in ``/``; it is empty at the root.
    """
    return _repository(root).prefix


def check(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git and return its output.

    Raises:
        SurroundingsError: there is no repository, no git, or git fails, with its reason.
    """
    done = _run(root, *arguments, given=given)
    if done.returncode:
        raise _build_missing_error(
            _repository(root), _("git cannot read this repository: {reason}", reason=_extract_reason(done.stderr))
        )
    return done.stdout


def _commit(root: Path, revision: str) -> str | None:
    """Resolve ``revision`` to a commit, guarded against option injection."""
    if "\n" in revision or "\0" in revision:
        return None
    answer = _run(root, "cat-file", "--batch-check", given=_lines([f"{revision}^{{commit}}"])).stdout
    found = re.fullmatch(rb"([0-9a-f]{40,64}) commit \d+\n", answer)
    return found[1].decode() if found else None


def _lines(words: Iterable[str]) -> bytes:
    return "".join(f"{word}\n" for word in words).encode("utf-8", "surrogateescape")


def _extract_reason(said: bytes) -> str:
    """Extract git's fatal error without its hints."""
    lines = said.decode("utf-8", "replace").splitlines()
    fatal = [line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))]
    return (fatal or lines or ["?"])[-1]


def _build_missing_error(repository: Repository, said: Text) -> SurroundingsError:
    """Build the error for missing objects, with the command that fetches them."""
    if repository.is_partial:
        return SurroundingsError(
            _("this is a partial clone: contents of earlier times are not here, and nothing is fetched from the network"),
            _("Fetch them once: git fetch --refetch --no-filter; or work in a full clone."),
        )
    return SurroundingsError(said, _("See what is missing (git fsck), or work in a new clone."))


def _repository(root: Path) -> Repository:
    found = find(root)
    if found:
        return found
    raise SurroundingsError(
        _("{folder} is not a git repository, so its history is not known", folder=root),
        _("Work in a clone: git clone ADDRESS"),
    )


def _find_git() -> str | None:
    """Find git on the path.

    The current folder is never searched, because it may be untrusted.
    """
    for folder in filter(os.path.isabs, os.get_exec_path()):
        for name in ("git", "git.exe"):
            place = os.path.join(folder, name)
            if os.path.isfile(place) and os.access(place, os.X_OK):
                return place
    return None


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    repository, program = _repository(root), _find_git()
    if not program:
        raise SurroundingsError(_("git is not installed, or not on PATH"), _("Install it: https://git-scm.com/downloads"))
    try:
        with tempfile.TemporaryDirectory() as name:
            environment = make_git_directory(repository, Path(name))
            command = [program, *arguments]
            return subprocess.run(
                command, cwd=name, env=environment, input=given, capture_output=True, timeout=TIMEOUT_S, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise SurroundingsError(_("git has not answered for {n} seconds", n=TIMEOUT_S)) from error
    except OSError as error:
        raise SurroundingsError(_("git cannot be run: {reason}", reason=error.strerror)) from error
