"""The only door to git: by subprocess, never a shell, names apart by NUL, the environment cleaned.

A dataset may have come in an archive, its ``.git`` with it: no program that the settings of the repository name is ever run.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.store.files import read_bytes

MAX_SETTINGS = 1024 * 1024
TIMEOUT_S = 60
AT_ONCE = 32 * 1024 * 1024
"""Bytes of earlier contents that are held at once."""

SIGN = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
"""The id of an object."""

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "protocol.allow": "never",  # what a partial clone lacks is not fetched
    "status.submoduleSummary": "false",
    "diff.external": "",
    "log.showSignature": "false",
    "gpg.program": "false",
    "gpg.ssh.program": "false",
    "gpg.x509.program": "false",
}
"""Settings that name programs, each with what runs none."""


def _environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return (
        kept
        | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
        | _set(_SETTINGS | _no_filters(root))
    )


def _set(settings: Mapping[str, str]) -> dict[str, str]:
    """Variables that make git take ``settings`` before all others."""
    found = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def _no_filters(root: Path) -> dict[str, str]:
    """Settings by which the filters of the repository itself (not of the user) do nothing: comparing files would run them."""
    if not _may_filter(root):
        return {}
    settings = {}
    for scope, key in _filters(root):
        if scope in ("local", "worktree"):
            settings[key] = "false" if key.endswith(".required") else ""
    return settings


def _may_filter(root: Path) -> bool:
    """Whether the repository's settings may name filters, by a look that costs nothing."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if not os.path.lexists(place):
            continue
        if place.is_symlink() or not place.is_dir():
            return True
        words = b"".join(_words(place, name) for name in ("config", "config.worktree"))
        return b"filter" in words or b"include" in words
    return False


def _words(place: Path, name: str) -> bytes:
    try:
        return read_bytes(place, name, MAX_SETTINGS).lower()
    except FileNotFoundError:
        return b""
    except OSError as error:
        said = _("{path} cannot be read: {reason}", path=place / name, reason=error.strerror)
        raise SurroundingsError(said, _("Look at it: every repository has this file, and it is a plain one.")) from error


def _filters(root: Path) -> list[tuple[str, str]]:
    """Scope and name of every setting of a filter."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _set(_SETTINGS)
    words = ("config", "--null", "--show-scope", "--name-only", "--get-regexp", r"^filter\.")
    done = _finished(["git", "-C", str(root), *words], kept, b"")
    fields = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return list(zip(fields[::2], fields[1::2], strict=False))


def _start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["git", "-C", str(root), *arguments],
        env=_environment(root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return _finished(["git", "-C", str(root), *arguments], _environment(root), given)


def _finished(command: list[str], environment: dict[str, str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, env=environment, input=given, capture_output=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise SurroundingsError(_("git has not answered for {n} seconds", n=TIMEOUT_S)) from error


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
    except (OSError, SurroundingsError):
        return None
    try:
        index, changed, conversions = (process.communicate(timeout=TIMEOUT_S)[0] for process in running)
    except subprocess.TimeoutExpired:
        for process in running:
            process.kill()
        return None
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
    base = commit_of(root, revision)
    quiet = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--no-renames")
    differing = _checked(root, "diff", "--name-only", "-z", *quiet, "--relative", base, "--", *folders)
    new = _checked(root, "ls-files", "-o", "-z", "--", *folders)
    return frozenset(name.decode("utf-8", "backslashreplace") for name in (differing + new).split(b"\0") if name)


def contents(root: Path, revision: str, paths: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each of ``paths`` (relative to ``root``) at ``revision``; what is no file there, or has more than ``limit`` bytes, is left out.

    Raises:
        SurroundingsError: there is no git, or no such commit.
    """
    base = commit_of(root, revision)
    names = {f"{base}:./{path}": path for path in paths if "\n" not in path}
    for name, raw in blobs(root, names, limit):
        yield names[name], raw


def blobs(root: Path, names: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Name (id, or ``REV:PATH``) and bytes of each blob; what is no blob, or has more than ``limit`` bytes, is left out.

    Raises:
        SurroundingsError: there is no git.
    """
    asked = list(names)
    wanted = "".join(f"{name}\n" for name in asked).encode("utf-8", "surrogateescape")
    heads = _checked(root, "cat-file", "--batch-check", given=wanted).split(b"\n") if asked else []
    waiting: list[tuple[str, bytes, int]] = []
    held = 0
    for name, head in zip(asked, heads, strict=False):
        sign, _blank, rest = head.partition(b" ")
        kind, _blank, size = rest.rpartition(b" ")
        if kind != b"blob" or int(size) > limit:
            continue
        if held + int(size) > AT_ONCE:
            yield from _blobs(root, waiting)
            waiting, held = [], 0
        waiting.append((name, sign, int(size)))
        held += int(size)
    yield from _blobs(root, waiting)


def _blobs(root: Path, wanted: list[tuple[str, bytes, int]]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of blobs of which name, id and size are known."""
    raw = _checked(root, "cat-file", "--batch", given=b"".join(sign + b"\n" for _name, sign, _size in wanted)) if wanted else b""
    start = 0
    for name, _sign, size in wanted:
        start = raw.index(b"\n", start) + 1
        yield name, raw[start : start + size]
        start += size + 1


def commit_of(root: Path, revision: str) -> str:
    """The commit that ``revision`` names."""
    try:
        done = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except OSError as error:
        raise SurroundingsError(_("git cannot be run: {reason}", reason=error.strerror)) from error
    found = done.stdout.decode("ascii", "replace").strip()
    if done.returncode == 0 and SIGN.match(found):
        return found
    looked = _run(root, "rev-parse", "--is-shallow-repository")
    if b"not a git repository" in looked.stderr:
        raise SurroundingsError(
            _("{folder} is no git repository, so that nothing of its past is known", folder=root),
            _("Work in a clone: git clone ADDRESS"),
        )
    shallow = looked.stdout.strip() == b"true"
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
        quiet = ("--ignore-submodules=all", "--no-renames", "--untracked-files=all")
        done = _run(root, "status", "--porcelain=v1", "-z", *quiet, "--", *(folders or (".",)))
    except OSError:
        return None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace")
        if "not a git repository" in said:
            return None
        raise SurroundingsError(_("git cannot look at this folder: {reason}", reason=said.strip()))
    return [field[3:].decode("utf-8", "backslashreplace") for field in done.stdout.split(b"\0") if field]
