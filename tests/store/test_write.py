"""The door through which files are changed: all of them or none, whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.store.write import write_all, write_file

OLD = {"registry/a.yaml": "old a\n", "registry/b.yaml": "old b\n"}
NEW = {"registry/a.yaml": "new a\n", "registry/b.yaml": "new b\n", "registry/lazio/c.yaml": "new c\n"}

STEPS = [
    (os, "fsync", len(NEW)),
    (Path, "replace", len(NEW)),
    (Path, "chmod", len(NEW)),
    (Path, "mkdir", len(NEW)),
    (os, "fdopen", len(NEW)),
]
"""Each call on the way to the disk, with how often it is made."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two files that are to be changed, a third that is to be made."""
    for path, text in OLD.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def contents(root: Path) -> dict[str, str]:
    """Every file below ``root``, temporary ones included."""
    return {file.relative_to(root).as_posix(): file.read_text() for file in sorted(root.rglob("*")) if file.is_file()}


def failing(call: Callable[..., Any], n: int, reason: int) -> Callable[..., Any]:
    """``call``, except that the ``n``-th time the system refuses."""
    left = [n]

    def wrapped(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(reason, os.strerror(reason), "registry/b.yaml")
        return call(*arguments, **named)

    return wrapped


def test_every_file_is_written(root: Path) -> None:
    """Changed, new, in a new folder; nothing else is left behind."""
    write_all(root, NEW)
    assert contents(root) == NEW


def test_nothing_to_write_is_nothing(root: Path) -> None:
    """An empty plan touches no file."""
    write_all(root, {})
    assert contents(root) == OLD


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize(
    ("owner", "name", "n"),
    [(owner, name, n + 1) for owner, name, times in STEPS for n in range(times)],
    ids=lambda value: str(value)[:24],
)
def test_if_any_step_fails_none_has_changed(
    owner: Any, name: str, n: int, reason: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call for whichever file is refused: the old files stand as they stood, no temporary file is left, the reason is told."""
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, failing(getattr(owner, name), n, reason))
        with pytest.raises(SurroundingsError) as refused:
            write_all(root, NEW)
    assert contents(root) == OLD
    assert os.strerror(reason) in str(refused.value.message)


@pytest.mark.parametrize(
    ("owner", "name", "n"),
    [(owner, name, n + 1) for owner, name, times in STEPS for n in range(times)],
    ids=lambda value: str(value)[:24],
)
def test_an_interruption_leaves_the_old_files(owner: Any, name: str, n: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at any step is as harmless as a full disk."""
    calls = []

    def interrupted(*arguments: Any, **named: Any) -> Any:
        calls.append(name)
        if len(calls) == n:
            raise KeyboardInterrupt
        return before(*arguments, **named)

    before = getattr(owner, name)
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_all(root, NEW)
    assert contents(root) == OLD


def test_modes_are_kept(root: Path) -> None:
    """A file that colleagues could write stays theirs; one that was private stays private."""
    (root / "registry/a.yaml").chmod(0o664)
    (root / "registry/b.yaml").chmod(0o600)
    write_all(root, NEW)
    assert [stat.S_IMODE((root / path).stat().st_mode) for path in OLD] == [0o664, 0o600]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)], ids=oct)
def test_new_files_follow_the_umask(mask: int, mode: int, root: Path) -> None:
    """Not the private mode of a temporary file."""
    before = os.umask(mask)
    try:
        write_all(root, {"registry/new.yaml": "new\n"})
    finally:
        os.umask(before)
    assert mode == stat.S_IMODE((root / "registry/new.yaml").stat().st_mode)


def test_modes_are_kept_when_a_change_is_undone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put back is the old file in every respect."""
    (root / "registry/a.yaml").chmod(0o640)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing(Path.replace, 2, errno.ENOSPC))
        with pytest.raises(SurroundingsError):
            write_all(root, NEW)
    assert stat.S_IMODE((root / "registry/a.yaml").stat().st_mode) == 0o640


@pytest.mark.parametrize("path", ["../evil.yaml", "registry/../../evil.yaml", "/tmp/alisei-evil.yaml", "registry/link/evil.yaml"])
def test_a_path_that_leaves_the_root_is_refused(path: str, root: Path) -> None:
    """Neither by dots, nor absolute, nor through a link; and no other file of the plan is written."""
    outside = root.parent / f"{root.name}-outside"
    outside.mkdir()
    (root / "registry/link").symlink_to(outside)
    with pytest.raises(SurroundingsError) as refused:
        write_all(root, {"registry/a.yaml": "new\n", path: "evil\n"})
    assert "outside" in str(refused.value.message)
    assert {name: text for name, text in contents(root).items() if "link" not in name} == OLD
    assert list(outside.iterdir()) == []
    assert not Path("/tmp/alisei-evil.yaml").exists()


def test_one_file_anywhere_is_written_whole(tmp_path: Path) -> None:
    """The file of ``-o`` replaces what was there, in one step."""
    target = tmp_path / "out.csv"
    target.write_text("a much longer text than the new one\n")
    write_file(target, "new è\n")
    assert contents(tmp_path) == {"out.csv": "new è\n"}


def test_one_file_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk costs nobody the last report."""
    target = tmp_path / "out.csv"
    target.write_text("old\n")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing(os.fsync, 1, errno.ENOSPC))
        with pytest.raises(SurroundingsError):
            write_file(target, "new\n")
    assert contents(tmp_path) == {"out.csv": "old\n"}
