"""Where the repository of a dataset is, by our own walk up the folders, and a git directory of our own that borrows from it.

Settings, hooks and attributes of a repository may name programs, and a stranger may have written them: a dataset comes in an archive,
or with a repository planted in it. So git is never shown any: it gets a git directory with settings of ours, where only refs and
objects are those of the repository.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.store.files import read_bytes

MAX_SETTINGS = 1024 * 1024
"""Bytes of the repository's settings in which its formats are looked for."""
MAX_POINTER = 4096
"""Bytes of a file that names a folder or a commit."""

_HEAD = re.compile(rb"ref: refs/\S|[0-9a-f]{40}")
_FORMAT = re.compile(
    rb"^[ \t]*(objectformat|refstorage)[ \t]*=[ \t]*(sha1|sha256|files|reftable)\b", re.MULTILINE | re.IGNORECASE
)
_BORROWED = ("refs", "packed-refs", "reftable", "logs", "shallow", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD")
"""What names commits: no settings, nothing that is ever run."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a dataset stands in."""

    prefix: str
    """Path of the dataset in it, ending in ``/``; empty where the dataset is its root."""
    own: Path
    """The git directory of this working tree."""
    common: Path
    """The git directory that all working trees share: the same one where there is but one."""

    @property
    def is_shallow(self) -> bool:
        """Whether the history is cut off."""
        return bool(self.cut())

    def cut(self) -> frozenset[str]:
        """Commits whose parents are missing on purpose."""
        try:
            return frozenset((self.common / "shallow").read_text(encoding="ascii", errors="replace").split())
        except OSError:
            return frozenset()

    @property
    def is_partial(self) -> bool:
        """Whether a clone left objects out, to be fetched when they are needed."""
        return any((self.common / "objects" / "pack").glob("*.promisor"))


def find(root: Path) -> Repository | None:
    """The repository around ``root``: the nearest ``.git`` at or above it that is one.

    A folder that merely looks like a git directory, as git itself would take it, is none: a stranger may have committed its files.
    """
    root = root.resolve()
    for top in (root, *root.parents):
        own = _directory(top / ".git")
        common = (own and _pointed(own, "commondir", b"")) or own
        if own and common and _is_repository(own, common):
            prefix = root.relative_to(top).as_posix()
            return Repository("" if prefix == "." else f"{prefix}/", own, common)
    return None


def lend(repository: Repository, folder: Path) -> dict[str, str]:
    """Make a git directory in the empty ``folder``; gives the variables by which git works there, and nowhere else.

    Raises:
        OSError: there is no room, or no permission.
    """
    name, common = str(folder), folder / "common"
    _copy(repository.common, common)
    (common / "config").write_bytes(_settings(repository.common))
    own = common
    if repository.own != repository.common:
        own = folder / "own"
        _copy(repository.own, own)
        (own / "commondir").write_text("../common\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_DIR": str(own),
        "GIT_OBJECT_DIRECTORY": str(repository.common / "objects"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": name,  # where git looks for the settings of the user; one before 2.32 knows no other way to have none
        "XDG_CONFIG_HOME": name,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "C",
    }


def _directory(place: Path) -> Path | None:
    """The git directory that ``.git`` is, or that it names."""
    return place if os.path.isdir(place) else _pointed(place.parent, place.name, b"gitdir: ")


def _pointed(folder: Path, name: str, mark: bytes) -> Path | None:
    """The folder that a file names, from the folder it stands in; ``None`` where no such file is, or it names none."""
    try:
        raw = read_bytes(folder, name, MAX_POINTER)
    except OSError:
        return None
    named = raw.removeprefix(mark).rstrip(b"\r\n")
    if not raw.startswith(mark) or not named or b"\0" in named:
        return None
    return Path(os.path.realpath(folder / os.fsdecode(named)))


def _is_repository(own: Path, common: Path) -> bool:
    return bool(_HEAD.match(_head(own))) and all(os.path.isdir(common / name) for name in ("objects", "refs"))


def _head(own: Path) -> bytes:
    try:
        return read_bytes(own, "HEAD", MAX_POINTER)
    except OSError:
        return b""


def _copy(source: Path, target: Path) -> None:
    """What names commits in one git directory, as links; copied where the system allows no links."""
    target.mkdir()
    (target / "HEAD").write_bytes(_head(source) or b"ref: refs/heads/main\n")
    for name in _BORROWED:
        if os.path.exists(source / name):
            _link(source / name, target / name)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except (OSError, NotImplementedError):
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)


def _settings(common: Path) -> bytes:
    """Settings of ours: of the repository's own only in which form it keeps objects and refs."""
    try:
        said = read_bytes(common, "config", MAX_SETTINGS)
    except OSError:
        said = b""
    formats: dict[bytes, bytes] = dict(_FORMAT.findall(said))
    lines = [b"[core]", b"bare = true", b"commitGraph = false", b"repositoryFormatVersion = %d" % bool(formats), b"[extensions]"]
    return b"\n".join([*lines, *(b"%b = %b" % each for each in formats.items()), b""])
