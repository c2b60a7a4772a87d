"""The door through which files are changed: each is replaced whole or not at all, and all of them or none."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _


def write_all(root: Path, files: Mapping[str, str]) -> None:
    """Write every file (path relative to ``root`` to text); on any failure none has changed.

    New content goes to temporary files beside the old ones first; only when all are safely on disk are they moved into place,
    and a failure while moving puts the old content back. Modes are kept.

    Raises:
        SurroundingsError: a path leaves the root, or the disk refuses.
    """
    targets = [(_inside(root, path), text) for path, text in sorted(files.items())]
    staged: list[tuple[Path, Path]] = []
    try:
        for target, text in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(target, text.encode("utf-8")), target))
        _replace(staged)
    except OSError as error:
        raise _refused(error) from error
    finally:  # an interruption leaves nothing lying about either
        _drop(temporary for temporary, _target in staged)


def write_file(target: Path, text: str) -> None:
    """Write one file anywhere the user asked for, whole or not at all.

    Raises:
        SurroundingsError: the disk refuses.
    """
    write_all(target.parent, {target.name: text})


def append(target: Path, text: str) -> None:
    """Add ``text`` to a file of the surroundings.

    Raises:
        SurroundingsError: the disk refuses.
    """
    try:
        with target.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise _refused(error) from error


def _inside(root: Path, path: str) -> Path:
    target = root / path
    if not target.resolve().is_relative_to(root.resolve()):
        raise SurroundingsError(_("{path} lies outside the dataset", path=path))
    return target


def _stage(target: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=".alisei-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
    except BaseException:
        _drop([temporary])
        raise
    return temporary


def _replace(staged: list[tuple[Path, Path]]) -> None:
    undo: list[tuple[Path, bytes | None]] = []
    try:
        for temporary, target in staged:
            undo.append((target, target.read_bytes() if target.exists() else None))
            temporary.replace(target)
    except BaseException:
        for target, before in reversed(undo):
            with contextlib.suppress(OSError):
                if before is None:
                    target.unlink(missing_ok=True)
                else:
                    _stage(target, before).replace(target)
        raise


def _drop(temporaries: Iterable[Path]) -> None:
    for temporary in temporaries:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(error: OSError) -> SurroundingsError:
    return SurroundingsError(
        _("nothing was written: {path}: {reason}", path=error.filename or "", reason=error.strerror or str(error)),
        _("Free some space or mend the permissions, then run the same command again."),
    )
