"""Repository lookup, and a private git directory that borrows its objects.

Settings, hooks and attributes of a repository can name programs, and may be untrusted: a dataset may come in an archive, or with
a planted repository. Therefore git runs in a git directory with our own settings, which uses only refs and objects of the
repository.
"""

import errno
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from alisei_cli.store.tree import read_bytes

MAX_SETTINGS = 1024 * 1024
"""Maximum size of the settings that are searched for repository formats."""
MAX_LIST = 16 * 1024 * 1024
"""Maximum size of a file that lists commits or folders of objects."""
MAX_POINTER = 4096
"""Maximum size of a file that names a folder or a commit."""

_HEAD = re.compile(rb"ref: refs/\S|[0-9a-f]{40}")
_FORMAT = re.compile(
    rb"^[ \t]*(objectformat|refstorage)[ \t]*=[ \t]*(sha1|sha256|files|reftable)\b", re.MULTILINE | re.IGNORECASE
)
_URL = re.compile(r"^[ \t]*(?:push)?url[ \t]*=[ \t]*\"?([^\s\"]+)", re.MULTILINE | re.IGNORECASE)
"""Address of a remote in the settings."""
_ADDRESS = re.compile(r"(?:[a-z+]+://)?(?:[^/@]*@)?([^/:@]+)(?::[0-9]+)?[:/]/?(.*)", re.IGNORECASE)
"""Host and path of an address, in the form of a URL or of scp."""
_REF_FILES = ("refs", "packed-refs", "reftable", "logs", "shallow", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD")
"""Files that name commits; they contain no settings and no programs."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that contains a dataset."""

    prefix: str
    """Path of the dataset in the repository.

    It ends in ``/``; it is empty at the root.
    """
    own: Path
    """Git directory of this working tree."""
    common: Path
    """Git directory shared by all working trees.

    It equals ``own`` if there is one only.
    """

    @property
    def is_shallow(self) -> bool:
        """Whether the clone is shallow."""
        return bool(self.cut())

    def cut(self) -> frozenset[str]:
        """Commits at which a shallow history ends."""
        try:
            return frozenset(read_bytes(self.common, "shallow", MAX_LIST).decode("ascii", "replace").split())
        except OSError:
            return frozenset()

    def remotes(self) -> frozenset[str]:
        """Addresses of this repository elsewhere, as ``host/path``, without user and password."""
        try:
            said = read_bytes(self.common, "config", MAX_SETTINGS).decode("utf-8", "replace")
        except OSError:
            return frozenset()
        sections = (part.partition("]") for part in re.split(r"^[ \t]*\[", said, flags=re.MULTILINE))
        named = (url for head, _bracket, body in sections if head.startswith("remote ") for url in _URL.findall(body))
        return frozenset(filter(None, map(_plain_address, named)))

    @property
    def is_partial(self) -> bool:
        """Whether the clone is partial, so objects are fetched on demand."""
        return any((self.common / "objects" / "pack").glob("*.promisor"))


def find(root: Path) -> Repository | None:
    """Find the nearest valid ``.git`` at or above ``root``.

    A bare git directory is ignored, although git accepts it: its files may be committed by a stranger.
    """
    root = root.resolve()
    for top in (root, *root.parents):
        own = _resolve_directory(top / ".git")
        common = (own and _read_pointer(own, "commondir", b"")) or own
        if own and common and _is_repository(own, common):
            prefix = root.relative_to(top).as_posix()
            return Repository("" if prefix == "." else f"{prefix}/", own, common)
    return None


def _plain_address(url: str) -> str:
    found = _ADDRESS.match(url)
    return f"{found[1]}/{found[2].rstrip('/').removesuffix('.git')}".casefold() if found else url.rstrip("/").removesuffix(".git")


def make_git_directory(repository: Repository, folder: Path) -> dict[str, str]:
    """Create a git directory in the empty ``folder``; return git's environment variables.

    Raises:
        OSError: there is no disk space, or no permission.
    """
    for listed in ("alternates", "http-alternates"):
        place = repository.common / "objects/info" / listed
        if os.path.lexists(place) and not _is_plain(place):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(place))
    name, common = str(folder), folder / "common"
    _copy(repository.common, common)
    (common / "config").write_bytes(_build_settings(repository.common))
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
        "HOME": name,  # location of the user's settings; git before 2.32 has no other way to ignore them
        "XDG_CONFIG_HOME": name,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "C",
    }


def _resolve_directory(place: Path) -> Path | None:
    """Resolve ``.git``: a git directory, or a file that names one."""
    place = Path(os.path.realpath(place))
    return place if os.path.isdir(place) else _read_pointer(place.parent, place.name, b"gitdir: ")


def _read_pointer(folder: Path, name: str, mark: bytes) -> Path | None:
    """Read the folder named in a file, if any.

    It is relative to the folder of the file.
    """
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
    """Read what HEAD names; early versions of git made it a link."""
    try:
        if os.path.islink(own / "HEAD"):
            return b"ref: " + os.fsencode(os.readlink(own / "HEAD"))
        return read_bytes(own, "HEAD", MAX_POINTER)
    except OSError:
        return b""


def _copy(source: Path, target: Path) -> None:
    """Link the files that name commits.

    Copy them if links are not supported.
    """
    target.mkdir()
    (target / "HEAD").write_bytes(_head(source) or b"ref: refs/heads/main\n")
    for name in _REF_FILES:
        if _is_plain(source / name):
            _link(source / name, target / name)


def _is_plain(place: Path) -> bool:
    """Whether it is a folder or a small regular file: git would read a device or a pipe without end."""
    try:
        state = os.lstat(place)
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) or (stat.S_ISREG(state.st_mode) and state.st_size <= MAX_LIST)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except (OSError, NotImplementedError):
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)


def _build_settings(common: Path) -> bytes:
    """Build our own settings.

    Only the object and ref formats come from the repository.
    """
    try:
        said = read_bytes(common, "config", MAX_SETTINGS)
    except OSError:
        said = b""
    formats: dict[bytes, bytes] = dict(_FORMAT.findall(said))
    lines = [b"[core]", b"bare = true", b"commitGraph = false", b"repositoryFormatVersion = %d" % bool(formats), b"[extensions]"]
    return b"\n".join([*lines, *(b"%b = %b" % each for each in formats.items()), b""])
