"""The only door to git: by subprocess, never a shell, names apart by NUL, the environment cleaned."""

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

TIMEOUT_S = 60


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["git", "-C", str(root), *arguments],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], env=_environment(), input=given, capture_output=True, timeout=TIMEOUT_S, check=False
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """What git knows of some folders without reading a file."""

    index: bytes
    """One record a file, as ``ls-files --stage -v -z`` gives it: changes with any committed or staged change."""
    changed: frozenset[str]
    """Paths whose content in the working tree is not what the index says, new and deleted ones included."""

    def blobs(self) -> dict[str, str]:
        """Blob id of each file that is as the index says."""
        found = {}
        for record in self.index.split(b"\0"):
            head, _tab, name = record.partition(b"\t")
            if name:
                path = name.decode("utf-8", "backslashreplace")
                if path not in self.changed:
                    found[path] = head.split(b" ")[2].decode("ascii")
        return found


def listing(root: Path, *folders: str) -> Listing | None:
    """The index and its differences from the working tree; ``None`` where git cannot vouch for the bytes on the disk.

    That is: outside git, where attributes or line-end conversion stand between blob and file, where files are marked
    as not to be compared, and for anything but regular files.
    """
    commands = (
        ("ls-files", "--stage", "-v", "-z", "--", *folders),
        ("ls-files", "-m", "-o", "-d", "--directory", "-z", "--", *folders),
        ("config", "--get-regexp", "^core\\.(autocrlf|eol|attributesfile)$"),
    )
    try:
        running = [_start(root, *command) for command in commands]
    except OSError:
        return None
    index, changed, conversions = (process.communicate(timeout=TIMEOUT_S)[0] for process in running)
    if running[0].returncode or running[1].returncode or conversions.strip() or not index:
        return None
    if any((folder / ".gitattributes").exists() for folder in (root, *root.parents)) or b".gitattributes\0" in index:
        return None
    heads = {record[:8] for record in index.split(b"\0") if record}
    if not heads <= {b"H 100644", b"H 100755"}:
        return None
    names = frozenset(name.decode("utf-8", "backslashreplace") for name in changed.split(b"\0") if name)
    return Listing(index, names)


def changed_since(root: Path, revision: str, *folders: str) -> frozenset[str]:
    """Paths below ``folders`` that differ between the commit ``revision`` and the working tree, new and deleted ones included.

    Raises:
        SurroundingsError: there is no git, no such commit, or the clone is too shallow to hold it.
    """
    base = _commit_of(root, revision)
    differing = _checked(root, "diff", "--name-only", "-z", "--no-renames", "--relative", base, "--", *folders)
    new = _checked(root, "ls-files", "-o", "-z", "--", *folders)
    return frozenset(name.decode("utf-8", "backslashreplace") for name in (differing + new).split(b"\0") if name)


def contents(root: Path, revision: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Bytes of each of ``paths`` (relative to ``root``) at ``revision``; those that are no file there are absent.

    Raises:
        SurroundingsError: there is no git, or no such commit.
    """
    base = _commit_of(root, revision)
    asked = [path for path in paths if "\n" not in path]
    wanted = "".join(f"{base}:./{path}\n" for path in asked).encode("utf-8", "surrogateescape")
    raw = _checked(root, "cat-file", "--batch", given=wanted)
    found = {}
    start = 0
    for path in asked:
        end = raw.index(b"\n", start)
        head = raw[start:end].split(b" ")
        start = end + 1
        if head[-1] == b"missing" or len(head) != 3:
            continue
        size = int(head[2])
        if head[1] == b"blob":
            found[path] = raw[start : start + size]
        start += size + 1
    return found


def _commit_of(root: Path, revision: str) -> str:
    """The commit that ``revision`` names."""
    done = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode == 0:
        return done.stdout.decode("ascii").strip()
    shallow = _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    help = (
        _("This clone is shallow: fetch the history first (git fetch --unshallow; in a workflow: fetch-depth: 0).")
        if shallow
        else _("Name a branch, a tag or a commit: git log --oneline shows some.")
    )
    raise SurroundingsError(_("git knows no commit {revision} here", revision=revision), help)


def _checked(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = _run(root, *arguments, given=given)
    except OSError as error:
        raise SurroundingsError(_("git cannot be run: {reason}", reason=error.strerror)) from error
    if done.returncode:
        raise SurroundingsError(
            _("git cannot look at this folder: {reason}", reason=done.stderr.decode("utf-8", "replace").strip())
        )
    return done.stdout


def commit(root: Path) -> str | None:
    """The commit that the working tree stands on; ``None`` outside git, without git, or before the first commit."""
    try:
        done = _run(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except OSError:
        return None
    return done.stdout.decode("ascii").strip() or None if done.returncode == 0 else None


def changed(root: Path, *folders: str) -> list[str] | None:
    """Paths below ``folders`` (all if none) that differ from the commit, new ones included; ``None`` outside git.

    Raises:
        SurroundingsError: git refuses to look, for instance because the folder belongs to another user.
    """
    try:
        done = _run(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *(folders or (".",)))
    except OSError:
        return None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace")
        if "not a git repository" in said:
            return None
        raise SurroundingsError(_("git cannot look at this folder: {reason}", reason=said.strip()))
    return [field[3:].decode("utf-8", "backslashreplace") for field in done.stdout.split(b"\0") if field]
