"""Journal of pending writes: the next run undoes an interrupted one.

The journal lists the files being replaced. It is in the user's own state folder, where no branch and no archive can place one.
Next to the files, in ``.alisei/`` of the root, there are contents only: the new ones, and hard links to the old files, so that
restoring them needs no disk space. A content is read only if the journal lists its digest. While a journal exists, files may be
new or old; it is created before the first file is moved and deleted after the last.
"""

import contextlib
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _
from alisei_cli.store import home
from alisei_cli.store._disk import MOST, content, digest, put, sync, target, umask
from alisei_cli.store.tree import read_bytes

FOLDER = ".alisei"
WORK = "writing-"
"""Prefix of every folder of contents.

The suffix depends on the user and the dataset's path.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One file: digest of its old content (``None`` if there was none) and of its new content."""

    path: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The outcome of undoing an interrupted run."""

    put_back: tuple[str, ...]
    """Files that were new and are old again."""
    left: tuple[str, ...]
    """Files that have been edited since, or whose old content is missing."""


def desk(root: Path) -> Path:
    """Path of the folder for contents and lock, which may not exist.

    Raises:
        SurroundingsError: a file or link has its name.
    """
    folder = root / FOLDER
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise SurroundingsError(_("{path} is not a folder; delete it", path=FOLDER))
    return folder


def journal(root: Path) -> Path:
    """Path of the journal, which may not exist."""
    return home.state(root).with_suffix(".json")


def exists(root: Path) -> bool:
    """Whether an earlier run of this user was interrupted while it wrote."""
    return os.path.lexists(journal(root))


def has_others(root: Path) -> bool:
    """Whether there are contents outside this user's journals.

    They belong to another user or dataset, or were planted.
    """
    folder = root / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return False
    return any(name.startswith((WORK[:-1], "journal")) and name != _work(root).name for name in os.listdir(folder))


def stage(root: Path, files: Mapping[str, bytes]) -> list[Change]:
    """Bring new contents to the disk and keep old files; the dataset stays untouched."""
    work = _work(root)
    clear(root)
    work.mkdir()
    changes: list[Change] = []
    for path, raw in sorted(files.items()):
        here = target(root, path)
        before = content(root, path)
        if before == raw:
            continue
        number = len(changes)
        mode = stat.S_IMODE(os.lstat(here).st_mode) if before is not None else 0o666 & ~umask()
        put(work / f"new-{number}", raw, mode)
        if before is not None:
            try:
                os.link(here, work / f"old-{number}", follow_symlinks=False)
            except (OSError, NotImplementedError):  # a file system without second names
                put(work / f"old-{number}", before, mode)
        changes.append(Change(path, digest(before), str(digest(raw))))
    for file in work.iterdir():  # when all are written: the disk is then waited for about once
        sync(file)
    sync(work)
    return changes


def sign(root: Path, changes: list[Change]) -> None:
    """Write the journal: from here on a crash is undone by the next run."""
    folders = {folder for change in changes for folder in _list_missing(root, change.path)}
    document = {"version": 2, "folders": sorted(folders, reverse=True), "files": [asdict(change) for change in changes]}
    file = journal(root)
    draft = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.unlink(missing_ok=True)
        put(draft, json.dumps(document, ensure_ascii=True, indent=1).encode("ascii"), 0o600)
        sync(draft)
        os.replace(draft, file)
    except OSError as error:
        raise SurroundingsError(
            _(
                "nothing was written: the list of replaced files cannot be written to {path}: {reason}",
                path=file,
                reason=error.strerror,
            ),
            _("Free some space or fix the permissions there, or set XDG_STATE_HOME to a folder of your own."),
        ) from error
    sync(file.parent)


def carry_out(root: Path, changes: list[Change]) -> None:
    """Move every file into its place, then delete the journal."""
    work = _work(root)
    for number, change in enumerate(changes):
        here = target(root, change.path)
        here.parent.mkdir(parents=True, exist_ok=True)
        os.replace(work / f"new-{number}", here)
    _sync_folders(root, changes)
    os.unlink(journal(root))


def recover(root: Path) -> Undone:
    """Undo an interrupted run, unless every file is already new.

    That run may have ended just before it deleted the journal, or the files were restored from git since.
    """
    changes = _journal(root)[1]
    if not changes or any(digest(content(root, change.path)) != change.new for change in changes):
        return undo(root)
    os.unlink(journal(root))
    clear(root)
    return Undone((), ())


def undo(root: Path) -> Undone:
    """Put back every file that is as the interrupted run left it; delete the journal.

    Raises:
        SurroundingsError: the journal cannot be understood, or names what is never written.
    """
    folders, changes = _journal(root)
    work = _work(root)
    back, left = [], []
    for number, change in enumerate(changes):
        here, old = target(root, change.path), work / f"old-{number}"
        now = digest(content(root, change.path))
        if now == change.old:
            continue
        if now != change.new or not work.is_dir() or (change.old and digest(content(work, old.name)) != change.old):
            left.append(change.path)
            continue
        if change.old:
            os.replace(old, here)
        else:
            os.unlink(here)
        back.append(change.path)
    for folder in folders:
        with contextlib.suppress(OSError):
            target(root, folder).rmdir()
    _sync_folders(root, changes)
    os.unlink(journal(root))
    clear(root)
    return Undone(tuple(back), tuple(left))


def clear(root: Path) -> None:
    """Delete the contents that a run of this user has left."""
    work = _work(root)
    if work.is_symlink():
        work.unlink()
    elif work.exists():
        shutil.rmtree(work)


def _work(root: Path) -> Path:
    """Path of the contents folder for this user and dataset path."""
    return desk(root) / f"{WORK}{hashlib.sha256(os.fsencode(journal(root))).hexdigest()[:16]}"


def _journal(root: Path) -> tuple[list[str], list[Change]]:
    file = journal(root)
    try:
        document = json.loads(read_bytes(file.parent, file.name, MOST))
        changes = [Change(str(each["path"]), each["old"], str(each["new"])) for each in document["files"]]
        return [str(folder) for folder in document["folders"]], changes
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SurroundingsError(
            _("{path} is damaged, so it is not known what an interrupted run has written", path=file),
            _(
                "Compare the files with the last commit (git status), then delete {path} and the folder {folder}.",
                path=file,
                folder=FOLDER,
            ),
        ) from error


def _sync_folders(root: Path, changes: list[Change]) -> None:
    for folder in {target(root, change.path).parent for change in changes}:
        sync(folder)


def _list_missing(root: Path, path: str) -> Iterable[str]:
    """Folders above ``path`` that are not there yet."""
    for folder in PurePosixPath(path).parents:
        if folder.parts and not (root / folder).exists():
            yield str(folder)
