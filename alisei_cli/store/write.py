"""The door through which files are changed: each is replaced whole or not at all, and all of them or none, whatever happens."""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from alisei_cli.errors import SurroundingsError, UsageError
from alisei_cli.language import Text, _
from alisei_cli.store import _disk, _journal, _lock
from alisei_cli.store._journal import Undone


def settle(root: Path) -> Undone | None:
    """Undo what a run that was killed has left half written; ``None`` if nothing was. Every command that writes begins so.

    Raises:
        SurroundingsError: another process is writing, or the disk refuses.
    """
    try:
        if not os.path.lexists(root / _journal.FOLDER) and not is_pending(root):
            return None
        with _lock.hold_lock(_journal.desk(root)):
            if _journal.exists(root):
                return _journal.recover(root)
            _journal.clear(root)
    except OSError as error:
        raise _refuse_place(error, root) from error
    return None


def is_pending(root: Path) -> bool:
    """Whether a write of this user is running or was interrupted.

    Some files may be new, others old.
    """
    try:
        return _journal.exists(root)
    except SurroundingsError:  # without a folder for a journal there can be none
        return False


def has_others(root: Path) -> bool:
    """Whether the dataset holds contents of another user or a stranger.

    They are never read.
    """
    try:
        return _journal.has_others(root)
    except (OSError, SurroundingsError):
        return False


def write_all(root: Path, files: Mapping[str, str], before: Mapping[str, bytes | None] | None = None) -> None:
    """Write every file (path relative to ``root`` to text); on any failure none has changed.

    New content is brought to the disk first; only when all of it is safe there, and a journal says so, are the files moved into
    place. A failure puts the old files back, and so does ``settle`` after a run that was killed. Modes are kept.

    Args:
        root: of the dataset.
        files: path, relative to ``root`` with ``/``, to text.
        before: what is expected to stand at a path now (``None``: nothing), so that no one's change in the meantime is lost.

    Raises:
        SurroundingsError: a path leaves the root, a file has changed meanwhile, another process is writing, or the disk refuses.
    """
    if not files:
        return
    for path in files:
        _disk.target(root, path)
    try:
        with _lock.hold_lock(_journal.desk(root)):
            if _journal.exists(root):
                raise SurroundingsError(_UNFINISHED, _("Run the same command again: it restores the old files first."))
            _expect(root, before or {})
            _write(root, {path: text.encode("utf-8") for path, text in files.items()})
    except OSError as error:
        raise _refuse_place(error, root) from error


def write_file(target: Path, content: str | bytes) -> None:
    """Write one file anywhere the user asked for, whole or not at all.

    Raises:
        SurroundingsError: something else than a file stands there, or the disk refuses.
    """
    write_folder(
        target.parent, {target.name: content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")}
    )


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder anywhere the user asked for: all are written beside their places before the first takes its own.

    Raises:
        SurroundingsError: something else than a file stands in a place, or the disk refuses.
    """
    staged: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if Path(name).name != name or "\0" in name:
                raise SurroundingsError(_("{name} is not a file name; nothing was written", name=name))
            target = folder / name
            is_there = os.path.lexists(target)
            if is_there and not stat.S_ISREG(os.lstat(target).st_mode):
                raise SurroundingsError(
                    _("{path} is a link, a folder or a device; nothing was written", path=target), _("Name a file of its own.")
                )
            descriptor, temporary = tempfile.mkstemp(prefix=".alisei-", dir=folder)
            staged[temporary] = target
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, stat.S_IMODE(os.lstat(target).st_mode) if is_there else 0o666 & ~_disk.umask())
        for temporary, target in list(staged.items()):
            os.replace(temporary, target)
            del staged[temporary]
    except OSError as error:
        raise _refuse_place(error, folder) from error
    finally:
        for temporary in staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Fill ``folder``, which holds nothing called like a part of ``files``: all of them are written apart, then moved in; else none is.

    Args:
        folder: made if it is not there, and taken away again on failure.
        files: path, relative to ``folder`` with ``/``, to content.

    Raises:
        SurroundingsError: the disk refuses.
    """
    made = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    apart, parts = None, []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        apart = Path(tempfile.mkdtemp(prefix=".alisei-", dir=folder))
        for path, content in files.items():
            (apart / path).parent.mkdir(parents=True, exist_ok=True)
            with (apart / path).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        parts = sorted(os.listdir(apart))  # taxonomy.yaml is the last: until it is there, the folder is no dataset
        for part in parts:
            if os.path.lexists(folder / part):
                raise SurroundingsError(_("{path} has been changed meanwhile; nothing was written", path=folder / part))
            os.rename(apart / part, folder / part)
        apart.rmdir()
    except BaseException as error:
        if apart:
            _take_back(folder, apart, parts)
        for each in made:
            with contextlib.suppress(OSError):
                each.rmdir()
        if isinstance(error, OSError):
            raise _refuse_place(error, folder) from error
        raise


def expect_vacant(folder: Path, help: Text) -> None:
    """Make sure that ``write_new`` may fill ``folder``, which need not exist; ``help`` says what to name instead.

    Raises:
        UsageError: it is a link or no folder, or holds more than ``.git``.
    """
    if not os.path.lexists(folder):
        return
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise UsageError(
            _("{path} is a link or a file, not a folder; nothing was written", path=folder), _("Name a folder of its own.")
        )
    held = sorted(name for name in os.listdir(folder) if name != ".git")
    if held:
        raise UsageError(_("{path} is not empty: it holds {names}. Nothing was written", path=folder.resolve(), names=held), help)


def _take_back(folder: Path, apart: Path, parts: Sequence[str]) -> None:
    """Delete what was moved into ``folder``, which is no longer apart, and what still is."""
    moved = [folder / part for part in parts if not os.path.lexists(apart / part)]
    for each in (*moved, apart):
        with contextlib.suppress(OSError):
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def append(target: Path, text: str) -> None:
    """Add ``text`` to a file of the surroundings.

    Raises:
        SurroundingsError: the disk refuses.
    """
    try:
        with target.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise _refuse_place(error, target) from error


_UNFINISHED = _("an earlier run was interrupted while it wrote; nothing was written")


def _expect(root: Path, before: Mapping[str, bytes | None]) -> None:
    for path, raw in before.items():
        if _disk.content(root, path) != raw:
            raise SurroundingsError(
                _("{path} has been changed meanwhile; nothing was written", path=path), _("Run the same command again.")
            )


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    try:
        changes = _journal.stage(root, files)
        if changes:
            _journal.sign(root, changes)
            _journal.carry_out(root, changes)
    except BaseException:
        if _journal.exists(root):
            _put_back(root)
        raise
    finally:  # an interruption leaves nothing lying about either
        if not _journal.exists(root):
            with contextlib.suppress(OSError):
                _journal.clear(root)


def _put_back(root: Path) -> None:
    try:
        _journal.undo(root)
    except OSError as error:
        raise SurroundingsError(
            _("writing failed halfway, and so did restoring the old files: {reason}", reason=error.strerror or str(error)),
            _("Free some space or fix the permissions; then run alisei fix to restore the old files."),
        ) from error


def _refuse_place(error: OSError, place: Path) -> SurroundingsError:
    return SurroundingsError(
        _("nothing was written: {path}: {reason}", path=error.filename or place, reason=error.strerror or str(error)),
        _("Free some space or fix the permissions, then run the same command again."),
    )
