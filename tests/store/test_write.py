"""The door through which files are changed: all of them or none, whole or not at all."""

import errno
import functools
import itertools
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.store import _journal, _lock, tree
from alisei_cli.store._lock import hold_lock
from alisei_cli.store.write import settle, write_all, write_file

OLD = {"registry/a.yaml": "old a\n", "registry/b.yaml": "old b\n"}
NEW = {"registry/a.yaml": "new a\n", "registry/b.yaml": "new b\n", "registry/lazio/c.yaml": "new c\n"}

STEPS = [
    (os, "fsync"), (os, "replace"), (os, "link"), (os, "unlink"), (os, "open"), (os, "read"), (os, "write"), (os, "rmdir"),
    (Path, "chmod"), (Path, "mkdir"), (Path, "open"),
]  # fmt: skip
"""Each call on the way to the disk."""

steps = pytest.mark.parametrize(("owner", "name"), STEPS, ids=lambda value: getattr(value, "__name__", value))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two files that are to be changed, a third that is to be made."""
    return fresh(tmp_path / "root")


def fresh(root: Path) -> Path:
    """The old files and nothing else."""
    shutil.rmtree(root, ignore_errors=True)
    for path, text in OLD.items():
        (root / path).parent.mkdir(exist_ok=True, parents=True)
        (root / path).write_text(text)
    return root


def contents(root: Path) -> dict[str, str]:
    """Every file below ``root``, temporary ones included."""
    return {file.relative_to(root).as_posix(): file.read_text() for file in sorted(root.rglob("*")) if file.is_file()}


def data(root: Path) -> dict[str, str]:
    """Every file of the dataset: what is below the folder of the journal is no part of it."""
    return {path: text for path, text in contents(root).items() if not path.startswith(".alisei/")}


class Failing:
    """A call that the ``n``-th time, and if ``is_lasting`` ever after, raises instead."""

    def __init__(self, call: Callable[..., Any], n: int, error: BaseException, *, is_lasting: bool = False) -> None:
        self.call = call
        self.n = n
        self.error = error
        self.is_lasting = is_lasting
        self.calls = 0

    def __get__(self, owner: object, _kind: object = None) -> Callable[..., Any]:
        return functools.partial(self, owner) if owner else self

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls == self.n or (self.is_lasting and self.calls > self.n):
            raise self.error
        return self.call(*arguments, **named)

    @property
    def has_failed(self) -> bool:
        """Whether it came so far."""
        return self.calls >= self.n


def each_failure(
    root: Path, owner: Any, name: str, error: Callable[[], BaseException], *, is_lasting: bool = False
) -> Iterator[BaseException | None]:
    """What became of ``write_all``, for the first call of ``name`` failing, then the second, until there are no more."""
    for n in itertools.count(1):
        fresh(root)
        failing = Failing(getattr(owner, name), n, error(), is_lasting=is_lasting)
        raised: BaseException | None = None
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(owner, name, failing)
            try:
                write_all(root, NEW)
            except (SurroundingsError, KeyboardInterrupt) as refused:
                raised = refused
        if not failing.has_failed:
            assert n > 1, f"{name} is never called"
            return
        yield raised


def test_every_file_is_written(root: Path) -> None:
    """Changed, new, in a new folder; nothing else is left behind."""
    write_all(root, NEW)
    assert contents(root) == NEW
    assert not (root / ".alisei").exists()


def test_nothing_to_write_is_nothing(root: Path) -> None:
    """An empty plan touches no file, nor does one that says what is there."""
    before = os.stat(root / "registry/a.yaml")
    write_all(root, {})
    write_all(root, OLD)
    assert contents(root) == OLD
    assert os.stat(root / "registry/a.yaml") == before


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO], ids=errno.errorcode.get)
@steps
def test_if_any_step_fails_none_has_changed(owner: Any, name: str, reason: int, root: Path) -> None:
    """Whichever call for whichever file is refused: the old files stand as they stood, or all is written and only litter stays."""
    for raised in each_failure(root, owner, name, lambda: OSError(reason, os.strerror(reason), "registry/b.yaml")):
        if raised:
            assert data(root) == OLD
            assert not (root / "registry/lazio").exists()
            assert os.strerror(reason) in str(raised)
            assert settle(root) is None
        else:
            assert data(root) == NEW
        write_all(root, NEW)
        assert data(root) == NEW


@steps
def test_an_interruption_leaves_the_old_files_or_the_new(owner: Any, name: str, root: Path) -> None:
    """Ctrl-C at any step is as harmless as a full disk."""
    for raised in each_failure(root, owner, name, KeyboardInterrupt):
        assert isinstance(raised, KeyboardInterrupt)
        assert data(root) in (OLD, NEW)
        assert not _journal.exists(root)
        write_all(root, NEW)
        assert contents(root) == NEW


@steps
def test_a_disk_that_fails_for_good_is_put_right_later(owner: Any, name: str, root: Path) -> None:
    """Where not even putting back works, every file is whole; the next run puts all back, or leaves all if all are new."""
    for raised in each_failure(root, owner, name, lambda: OSError(errno.EIO, os.strerror(errno.EIO)), is_lasting=True):
        assert all(text in (OLD.get(path), NEW[path]) for path, text in data(root).items())
        is_new = data(root) == NEW
        settle(root)
        assert data(root) == (NEW if is_new or not raised else OLD)
        write_all(root, NEW)
        assert data(root) == NEW


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
        patched.setattr(os, "replace", Failing(os.replace, 3, OSError(errno.ENOSPC, "full")))
        with pytest.raises(SurroundingsError):
            write_all(root, NEW)
    assert stat.S_IMODE((root / "registry/a.yaml").stat().st_mode) == 0o640


OUTSIDE = [
    "../evil.yaml", "registry/../../evil.yaml", "registry/../README.md", "/tmp/alisei-evil.yaml", "registry/link/evil.yaml",
    "registry/linked.yaml", ".git/hooks/pre-commit", "README.md", ".alisei/journal.json", "", ".", "registry\\..\\evil.yaml",
    "C:/evil.yaml", "registry/a.yaml:stream", "registry/a\0.yaml",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leaves_the_dataset_is_refused(path: str, root: Path) -> None:
    """Neither by dots, nor absolute, nor through a link, nor beside the data; and no other file of the plan is written."""
    outside = root.parent / f"{root.name}-outside"
    outside.mkdir()
    (outside / "there.yaml").write_text("kept\n")
    (root / "registry/link").symlink_to(outside)
    (root / "registry/linked.yaml").symlink_to(outside / "there.yaml")
    with pytest.raises(SurroundingsError) as refused:
        write_all(root, {"registry/a.yaml": "new\n", path: "evil\n"})
    assert re.search("outside|there is a link", str(refused.value.message))
    assert {name: text for name, text in contents(root).items() if "link" not in name} == OLD
    assert [file.read_text() for file in outside.iterdir()] == ["kept\n"]
    assert not Path("/tmp/alisei-evil.yaml").exists()


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    """What was planned for the old file is not written over a new one, nor over one that was not there."""
    for before in ({"registry/a.yaml": b"older\n"}, {"registry/a.yaml": None}, {"registry/lazio/c.yaml": b"there\n"}):
        with pytest.raises(SurroundingsError) as refused:
            write_all(root, NEW, before)
        assert "changed meanwhile" in str(refused.value.message)
        assert contents(root) == OLD
    write_all(root, NEW, {"registry/a.yaml": b"old a\n", "registry/lazio/c.yaml": None})
    assert contents(root) == NEW


def test_a_second_writer_is_told_who_is_writing(root: Path) -> None:
    """With pid and time; nothing is written, and as soon as the first has gone the second may."""
    with hold_lock(root / ".alisei"):
        done = subprocess.run([sys.executable, "-c", WRITER, root], capture_output=True, text=True, check=False)
        assert re.search(rf"another alisei is writing \(pid {os.getpid()}, since 20\d\d-.*\); nothing was written", done.stderr)
        assert data(root) == OLD
    subprocess.run([sys.executable, "-c", WRITER, root], check=True)
    assert data(root)["registry/a.yaml"] == "written\n"


def test_the_lock_of_a_dead_writer_is_taken_over(root: Path) -> None:
    """Whatever pid stands in it, even one that lives: the system knows who holds it."""
    for pid in (os.getpid(), 2**22 - 1):
        (root / ".alisei").mkdir()
        (root / ".alisei/lock").write_text(f"{pid} 2026-11-23T10:00:00+00:00\n")
        write_all(fresh_but_lock(root), NEW)
        assert data(root) == NEW


@pytest.mark.parametrize("words", [b"::error::x\n", b"1 2026-11-23T10:00:00+00:00 \x1b[2J\n", b"\xff" * 200, b"%s" * 50, b""])
def test_the_text_of_a_lock_is_never_shown_as_it_is(words: bytes, root: Path) -> None:
    """Any writer of the dataset may have put it there."""
    program = (
        "import sys; from pathlib import Path; from alisei_cli.store import _lock\n"
        "_lock._sign = lambda descriptor: None\n"
        "with _lock.hold_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    (root / ".alisei").mkdir()
    (root / ".alisei/lock").write_bytes(words)
    with subprocess.Popen(
        [sys.executable, "-c", program, root / ".alisei"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SurroundingsError) as refused:
            write_all(root, NEW)
        assert str(refused.value.message) == "another alisei is writing (pid ?, since ?); nothing was written"
        holder.communicate()


@pytest.mark.parametrize("home", ["INSIDE", "INSIDE/registry", "relative", "/dev/null", "/proc/nowhere", ""])
@pytest.mark.parametrize("name", ["XDG_STATE_HOME", "HOME"])
def test_a_state_folder_that_cannot_be_trusted_is_not_used(
    name: str, home: str, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A state folder in the dataset could come from a branch.

    Without a writable one nothing is replaced; the message says what to do.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(name, home.replace("INSIDE", str(root)))
    try:
        write_all(root, NEW)
    except SurroundingsError as refused:
        assert "nothing was written" in str(refused.message)  # noqa: PT017
        assert "XDG_STATE_HOME" in str(refused.help)  # noqa: PT017
        assert contents(root) == OLD
    else:
        assert home in ("relative", "")
        assert contents(root) == NEW
    assert not (root / ".alisei").exists()
    assert settle(root) is None


def fresh_but_lock(root: Path) -> Path:
    """The old files, and whatever lies beside the journal."""
    for path, text in OLD.items():
        (root / path).write_text(text)
    (root / "registry/lazio/c.yaml").unlink(missing_ok=True)
    return root


WRITER = (
    "import sys, pathlib; from alisei_cli.store.write import write_all\n"
    "write_all(pathlib.Path(sys.argv[1]), {'registry/a.yaml': 'written\\n'})"
)


def test_writers_at_once_never_mix(root: Path) -> None:
    """Six processes that all want the same files: each writes all of them or is told that another does."""
    program = (
        "import sys, pathlib\n"
        "from alisei_cli.store.write import write_all\nfrom alisei_cli.errors import SurroundingsError\n"
        "done = 0\n"
        "while done < 10:\n"
        "    try:\n"
        "        files = {f'registry/{n}.yaml': f'{sys.argv[2]} {done}\\n' for n in range(5)}\n"
        "        write_all(pathlib.Path(sys.argv[1]), files); done += 1\n"
        "    except SurroundingsError as error:\n"
        "        assert 'is writing' in str(error), error\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, root, str(n)]) for n in range(6)]
    assert [each.wait(60) for each in running] == [0] * 6
    assert len({(root / f"registry/{n}.yaml").read_text() for n in range(5)}) == 1
    assert not (root / ".alisei").exists()


def test_a_full_disk_changes_nothing(root: Path) -> None:
    """The system refuses to write beyond a size: exit as with any other refusal, no file changed, nothing left."""
    program = (
        "import resource, sys, pathlib\n"
        "from alisei_cli.store.write import write_all\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        "write_all(pathlib.Path(sys.argv[1]), {'registry/a.yaml': 'new\\n', 'registry/b.yaml': 'x' * 9000})"
    )
    done = subprocess.run([sys.executable, "-c", program, root], capture_output=True, text=True, check=False)
    assert "nothing was written: " in done.stderr
    assert "File too large" in done.stderr
    assert contents(root) == OLD


def test_a_folder_that_may_not_be_written_is_left_alone(root: Path) -> None:
    """Whether the root, the folder of the file or both are closed to us."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; test_a_folder_closed_to_root does it as nobody")
    for folder in (root, root / "registry"):
        folder.chmod(0o555)
        try:
            with pytest.raises(SurroundingsError) as refused:
                write_all(root, NEW)
        finally:
            folder.chmod(0o755)
        assert "nothing was written" in str(refused.value.message)
        assert contents(root) == OLD


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
@pytest.mark.parametrize("closed", [".", "registry"])
def test_a_folder_closed_to_root(closed: str) -> None:
    """The same for those who run the tests as root."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)  # noqa: S103
        root = fresh(Path(name) / "root")
        for file in (root, *root.rglob("*")):
            os.chown(file, 65534, 65534)
        (root / closed).chmod(0o555)
        os.seteuid(65534)
        try:
            with pytest.raises(SurroundingsError) as refused:
                write_all(root, NEW)
        finally:
            os.seteuid(0)
        assert "Permission denied" in str(refused.value.message)
        assert contents(root) == OLD


@pytest.mark.parametrize("missing", ["fcntl", "O_NOFOLLOW", "link"])
def test_systems_that_lack_something(missing: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no fcntl and no O_NOFOLLOW, some disks know no second names: writing and putting back work all the same."""
    if missing == "fcntl":
        windows = types.SimpleNamespace(LK_NBLCK=2, locking=lambda descriptor, mode, size: None)
        monkeypatch.setattr(_lock, "sys", types.SimpleNamespace(platform="win32"))
        monkeypatch.setitem(sys.modules, "msvcrt", windows)
    elif missing == "link":
        monkeypatch.setattr(os, "link", Failing(os.link, 1, OSError(errno.EPERM, "no"), is_lasting=True))
    else:
        monkeypatch.setattr(tree, "FLAGS", os.O_RDONLY)
        monkeypatch.setattr(_lock, "_FLAGS", os.O_RDWR | os.O_CREAT)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", Failing(os.replace, 3, OSError(errno.EACCES, "in use by another program")))
        with pytest.raises(SurroundingsError):
            write_all(root, NEW)
    assert contents(root) == OLD
    write_all(root, NEW)
    assert data(root) == NEW


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
        patched.setattr(os, "fsync", Failing(os.fsync, 1, OSError(errno.ENOSPC, "full")))
        with pytest.raises(SurroundingsError):
            write_file(target, "new\n")
    assert contents(tmp_path) == {"out.csv": "old\n"}


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
def test_what_is_no_file_is_never_replaced(kind: str, tmp_path: Path) -> None:
    """``-o`` through a link would write somewhere else, ``-o /dev/null`` would take the device away from everybody."""
    target, other = tmp_path / "out.csv", tmp_path / "other"
    if kind == "link":
        other.write_text("kept\n")
    if kind.endswith("link"):
        target.symlink_to(other)
    elif kind == "folder":
        target.mkdir()
    else:
        os.mkfifo(target)
    before = os.lstat(target)
    with pytest.raises(SurroundingsError) as refused:
        write_file(target, "new\n")
    assert "nothing was written" in str(refused.value.message)
    assert os.lstat(target).st_ino == before.st_ino
    assert not other.exists() or other.read_text() == "kept\n"
