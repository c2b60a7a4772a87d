"""Git access by subprocess, in a private git directory (``_repository``).

No shell is used, and names are separated by NUL.

git is asked for commits, trees and blobs only; ``worktree`` compares files on disk with a commit. So git reads neither the
settings of the repository nor its index, and opens no file of the dataset: nothing can make it run a program.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from alisei_cli.errors import SurroundingsError, UnknownCommitError
from alisei_cli.language import Text, _
from alisei_cli.store._repository import Repository, find, make_git_directory

TIMEOUT_S = 60


def is_there(root: Path) -> bool:
    """Whether ``root`` lies in a repository, and git is installed."""
    return find(root) is not None and _find_git() is not None


def commit(root: Path) -> str | None:
    """The commit of the working tree; ``None`` without git or a commit."""
    return _commit(root, "HEAD") if is_there(root) else None


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
    return find_merge_bases(root, commit_of(root, revision), commit_of(root, "HEAD"))[0]


def find_merge_bases(root: Path, base: str, head: str) -> tuple[str, ...]:
    """Find every merge base of two commits; branches that were merged crosswise have several.

    Raises:
        SurroundingsError: there is none, or the clone is too shallow to tell.
    """
    done = _run(root, "merge-base", "--all", base, head)
    if done.returncode > 1:
        raise _build_error(root, done)
    found = done.stdout.decode("ascii").split()
    cut = _repository(root).cut()
    since = check(root, "rev-list", base, head, *(f"^{each}" for each in found)).decode("ascii").split() if cut else ()
    if cut and (len(found) != 1 or not cut.isdisjoint(since)):
        raise SurroundingsError(
            _("this clone is shallow: it does not show where {base} and {head} parted", base=base[:12], head=head[:12]),
            _("Fetch the history first: git fetch --unshallow; in a workflow: fetch-depth: 0."),
        )
    if not found:
        raise SurroundingsError(
            _("{base} and {head} have no history in common", base=base[:12], head=head[:12]),
            _("Name a branch, a tag or a commit that this branch comes from: git log --oneline shows some."),
        )
    return tuple(found)


def tracks(root: Path, folder: str) -> bool:
    """Whether the commit has ``folder`` in the dataset's root, ignoring case."""
    head = commit(root)
    if not head:
        return False
    place = prefix(root).rstrip("/")
    names = _run(root, "ls-tree", "-z", "--name-only", f"{head}:{place}").stdout.decode("utf-8", "replace")
    return folder in (name.casefold() for name in names.split("\0"))


def list_submodules(root: Path, folder: str) -> list[str]:
    """Paths below ``folder`` at which the commit has another repository."""
    head = commit(root)
    raw = _run(root, "ls-tree", "-r", "-z", "--full-tree", head, "--", prefix(root) + folder).stdout if head else b""
    records = (record.decode("utf-8", "backslashreplace").partition("\t") for record in raw.split(b"\0"))
    return [path.removeprefix(prefix(root)) for said, _tab, path in records if said.startswith("160000 ")]


def refuse_shallow(root: Path) -> None:
    """Raise SurroundingsError for a shallow history, in which old changes look new."""
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


def top(root: Path) -> Path | None:
    """The folder of the working tree that holds ``root``; ``None`` outside git."""
    found = find(root)
    real = root.resolve()
    return (real, *real.parents)[found.prefix.count("/")] if found else None


def is_same(one: Path, other: Path) -> bool:
    """Whether two folders lie in working trees of one repository."""
    found = find(one)
    return found is not None and found.common == getattr(find(other), "common", None)


def remotes(root: Path) -> frozenset[str]:
    """Addresses of the repository that holds ``root`` elsewhere, as ``host/path``, without user and password."""
    found = find(root)
    return found.remotes() if found else frozenset()


def check(root: Path, *arguments: str, given: Iterable[str] = ()) -> bytes:
    """Run git on the lines ``given`` and return its output.

    Raises:
        SurroundingsError: there is no repository, no git, or git fails, with its reason.
    """
    done = _run(root, *arguments, given=given)
    if done.returncode:
        raise _build_error(root, done)
    return done.stdout


def _commit(root: Path, revision: str) -> str | None:
    """Resolve ``revision`` to a commit, guarded against option injection."""
    if "\n" in revision or "\0" in revision:
        return None
    answer = _run(root, "cat-file", "--batch-check", given=[f"{revision}^{{commit}}"]).stdout
    found = re.fullmatch(rb"([0-9a-f]{40,64}) commit \d+\n", answer)
    return found[1].decode() if found else None


def build_missing_error(root: Path, said: Text) -> SurroundingsError:
    """Build the error for missing objects, with the command that fetches them."""
    if _repository(root).is_partial:
        return SurroundingsError(
            _("this is a partial clone: contents of earlier times are not here, and nothing is fetched from the network"),
            _("Fetch them once: git fetch --refetch --no-filter; or work in a full clone."),
        )
    return SurroundingsError(said, _("See what is missing (git fsck), or work in a new clone."))


def _build_error(root: Path, done: subprocess.CompletedProcess[bytes]) -> SurroundingsError:
    """Build the error for a run that failed, with git's reason but not its hints."""
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    fatal = [line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))]
    reason = (fatal or lines or ["?"])[-1]
    return build_missing_error(root, _("git cannot read this repository: {reason}", reason=reason))


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


def _run(root: Path, *arguments: str, given: Iterable[str] = ()) -> subprocess.CompletedProcess[bytes]:
    repository, program = _repository(root), _find_git()
    if not program:
        raise SurroundingsError(_("git is not installed, or not on PATH"), _("Install it: https://git-scm.com/downloads"))
    try:
        with tempfile.TemporaryDirectory() as name:
            environment = make_git_directory(repository, Path(name))
            command = [program, *arguments]
            lines = "".join(f"{line}\n" for line in given).encode("utf-8", "surrogateescape")
            return subprocess.run(
                command, cwd=name, env=environment, input=lines, capture_output=True, timeout=TIMEOUT_S, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise SurroundingsError(_("git has not answered for {n} seconds", n=TIMEOUT_S)) from error
    except OSError as error:
        raise SurroundingsError(_("git cannot be run: {reason}", reason=error.strerror)) from error
