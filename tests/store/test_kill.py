"""A writer that is killed at any moment: every file is whole, and the next run puts the set right."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alisei_cli.errors import SurroundingsError
from alisei_cli.store import _journal
from alisei_cli.store.write import settle, write_all

TRIALS = 200
LONGEST_S = 55.0
FILES = [f"registry/stakeholders/toscana/a-{number}.yaml" for number in range(30)]
NEW_FILES = [f"registry/stakeholders/lazio/b-{number}.yaml" for number in range(10)]
"""Every second state has these too, in a folder that comes and goes."""

STATES = f"""
FILES = {(*FILES, *NEW_FILES)}

def text(version, path):
    return "".join(f"{{line}} of {{path}} at {{version}}\\n" for line in range(60))

def state(version):
    return {{path: text(version, path) for path in FILES}}
"""
"""What writer and test agree on; kept apart so that the writer need not import the test."""

PROGRAM = f"""
import os, sys, pathlib
os.fsync = lambda descriptor: None  # a killed process leaves what it has written to the system: so the disk need not be waited for
from alisei_cli.store.write import settle, write_all
{STATES}
root = pathlib.Path(sys.argv[1])

def rewrite(version):
    settle(root)
    print(os.getpid(), flush=True)
    while True:
        version += 1
        write_all(root, state(version))

for line in sys.stdin:  # one writer after the other, each a process of its own, without the wait for a new interpreter
    child = os.fork()
    if not child:
        rewrite(int(line))
    os.waitpid(child, 0)
    print("dead", flush=True)
"""

DYING = f"""
import os, sys, pathlib
from alisei_cli.store.write import write_all
{STATES}
replace, left = os.replace, [int(sys.argv[2])]
def counted(*words):
    if left[0] < 0:
        os._exit(9)
    left[0] -= 1
    replace(*words)
os.replace = counted
write_all(pathlib.Path(sys.argv[1]), state(1))
"""

_agreed: dict[str, Any] = {}
exec(STATES, _agreed)  # noqa: S102
text: Callable[[int, str], str] = _agreed["text"]
state: Callable[[int], dict[str, str]] = _agreed["state"]


def versions(root: Path) -> dict[str, int]:
    """The version of every file that is there; each is whole, or the test fails."""
    found = {}
    for file in sorted((root / "registry").rglob("*")):
        if file.is_file():
            path, said = file.relative_to(root).as_posix(), file.read_text()
            found[path] = int(said.split("\n", 1)[0].rpartition(" ")[2])
            assert said == text(found[path], path)
    return found


def test_killed_two_hundred_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty files rewritten without pause by a process that is killed at random; after each, whole files, then one state."""
    chance = random.Random(20261123)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    start = time.monotonic()
    took = []
    for version in (2, 1, 0):
        begin = time.monotonic()
        write_all(tmp_path, state(version))
        took.append(time.monotonic() - begin)
    once = min(*took, 0.04)
    halves = trials = last = 0
    words = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as writers:
        assert writers.stdin
        assert writers.stdout
        while trials < TRIALS:
            assert time.monotonic() - start < LONGEST_S, f"only {trials} trials"
            writers.stdin.write(f"{last}\n")
            writer = int(writers.stdout.readline())
            time.sleep(chance.random() * 3 * once)
            os.kill(writer, signal.SIGKILL)
            assert writers.stdout.readline() == "dead\n"
            trials += 1
            found = versions(tmp_path)
            assert set(found) == set(state(0))
            assert max(found.values()) - min(found.values()) <= 1
            halves += len(set(found.values())) > 1
            settle(tmp_path)
            whole = versions(tmp_path)
            assert len(set(whole.values())) == 1
            assert not (tmp_path / ".alisei").exists()
            last = whole[FILES[0]]
    assert last > TRIALS / 20
    assert halves > 0, "the writer was never caught halfway"


def interrupted(root: Path, moved: int) -> None:
    """Leave what a writer leaves that is killed after it has moved so many files."""
    done = subprocess.run([sys.executable, "-c", DYING, root, str(moved)], check=False)
    assert done.returncode == 9


@pytest.mark.parametrize("moved", [0, 1, 17, 39])
def test_the_next_run_says_what_it_put_back(moved: int, tmp_path: Path) -> None:
    """Files that were there are the old ones again, those that were not are gone, and so is their folder."""
    old = {path: text(0, path) for path in FILES}
    write_all(tmp_path, old)
    interrupted(tmp_path, moved)
    with pytest.raises(SurroundingsError, match="interrupted"):
        write_all(tmp_path, old)
    undone = settle(tmp_path)
    assert undone
    assert (len(undone.put_back), undone.left) == (moved, ())
    assert versions(tmp_path) == dict.fromkeys(sorted(old), 0)
    assert not (tmp_path / "registry/stakeholders/lazio").exists()
    assert not (tmp_path / ".alisei").exists()
    assert settle(tmp_path) is None


def test_killed_before_the_journal(tmp_path: Path) -> None:
    """Nothing has changed, nothing is said, and what lay about is gone."""
    write_all(tmp_path, {path: text(0, path) for path in FILES})
    interrupted(tmp_path, -1)
    assert list((tmp_path / ".alisei").glob("writing-*/new-39"))
    assert settle(tmp_path) is None
    assert not (tmp_path / ".alisei").exists()
    assert set(versions(tmp_path).values()) == {0}


def test_what_is_all_new_is_left(tmp_path: Path) -> None:
    """Every file is as the killed run meant it, by that run or since: nothing is undone."""
    write_all(tmp_path, {path: text(0, path) for path in FILES})
    interrupted(tmp_path, 17)
    for path in (*FILES, *NEW_FILES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text(1, path))
    undone = settle(tmp_path)
    assert undone
    assert (undone.put_back, undone.left) == ((), ())
    assert set(versions(tmp_path).values()) == {1}
    assert settle(tmp_path) is None


def test_what_somebody_has_written_since_is_left(tmp_path: Path) -> None:
    """Putting back is for what the killed run did, not for what a person did after it."""
    write_all(tmp_path, {path: text(0, path) for path in FILES})
    interrupted(tmp_path, 39)
    (tmp_path / FILES[3]).write_text("mine\n")
    (tmp_path / FILES[4]).unlink()
    undone = settle(tmp_path)
    assert undone
    assert set(undone.left) == {FILES[3], FILES[4]}
    assert (tmp_path / FILES[3]).read_text() == "mine\n"
    assert not (tmp_path / FILES[4]).exists()
    (tmp_path / FILES[3]).unlink()
    assert set(versions(tmp_path).values()) == {0}


DAMAGED = {
    "no JSON": "{",
    "a list": "[]",
    "no files": "{}",
    "a bomb": "[" * 100_000,
    "outside": json.dumps({"folders": [], "files": [{"path": "../../evil", "old": None, "new": "x"}]}),
    "a hook": json.dumps({"folders": [], "files": [{"path": ".git/hooks/pre-commit", "old": "x", "new": "y"}]}),
    "a folder outside": json.dumps({"folders": ["../other"], "files": []}),
}


@pytest.mark.parametrize("journal", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_journal_is_said_and_reaches_nothing(journal: str, tmp_path: Path) -> None:
    """No other file is touched, and the message gives the journal's path."""
    root, other = tmp_path / "root", tmp_path / "other"
    (root / "registry").mkdir(parents=True)
    other.mkdir()
    _journal.journal(root).parent.mkdir(parents=True, exist_ok=True)
    _journal.journal(root).write_text(journal)
    with pytest.raises(SurroundingsError) as refused:
        settle(root)
    assert refused.value.message
    assert other.exists()


def sign_of(text: str) -> str:
    """Compute the digest by which a journal names a content."""
    return hashlib.sha256(text.encode()).hexdigest()


def planted(root: Path, folder: str, entry: str, now: str, evil: str) -> None:
    """Plant files that would replace ``now`` by ``evil``.

    They have the form of this and earlier versions.
    """
    for name in (folder, "writing"):
        (root / ".alisei" / name).mkdir(parents=True)
        (root / ".alisei" / name / "old-0").write_text(evil)
        (root / ".alisei" / name / "new-0").write_text(evil)
    files = [
        {"path": entry, "old": sign_of(evil), "new": sign_of(now)},
        {"path": "registry/gone.yaml", "old": None, "new": sign_of(now)},
    ]
    document = json.dumps({"version": 2, "folders": [], "files": files})
    for name in ("journal.json", f"{folder}.json", f"{folder}/journal.json"):
        (root / ".alisei" / name).write_text(document)


@pytest.mark.parametrize("is_interrupted", [False, True], ids=["alone", "beside an interrupted run"])
def test_what_a_stranger_put_beside_the_files_is_read_by_nobody(is_interrupted: bool, tmp_path: Path) -> None:
    """Planted files are ignored, even under this user's folder name.

    Only the journal lists contents to restore, with their digests.
    """
    root = tmp_path / "root"
    root.mkdir()
    write_all(root, {path: text(0, path) for path in FILES})
    (root / "registry/gone.yaml").write_text(text(0, "registry/gone.yaml"))
    if is_interrupted:
        interrupted(root, 17)
        shutil.rmtree(root / ".alisei")
    planted(root, _journal._work(root).name, FILES[0], (root / FILES[0]).read_text(), "evil\n")
    undone = settle(root)
    assert bool(undone) == is_interrupted
    assert not undone or (set(undone.put_back), len(undone.left)) == (set(NEW_FILES), 7)
    assert (root / "registry/gone.yaml").exists()
    assert set(versions(root)) == {*FILES, "registry/gone.yaml"}  # all complete, none evil
    write_all(root, {FILES[0]: text(2, FILES[0])})
    assert (root / FILES[0]).read_text() == text(2, FILES[0])
    assert _journal.has_others(root)


@pytest.mark.parametrize("how", ["moved", "copied"])
def test_a_dataset_that_was_moved_or_copied_is_left_as_it_is(how: str, tmp_path: Path) -> None:
    """The journal knows the old path only.

    Nothing is restored, no old content is lost, and a message says so.
    """
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    write_all(old, {path: text(0, path) for path in FILES})
    interrupted(old, 17)
    (shutil.move if how == "moved" else shutil.copytree)(old, new)
    found = versions(new)
    assert settle(new) is None
    assert versions(new) == found
    write_all(new, {"registry/b.yaml": "b\n"})
    assert _journal.has_others(new)
    assert list((new / ".alisei").glob("writing-*/old-29"))
    if how == "copied":
        undone = settle(old)
        assert undone
        assert len(undone.put_back) == 17


def test_two_users_never_touch_what_the_other_has_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second user can write.

    The first gets interrupted files restored, except those written since.
    """
    root = tmp_path / "root"
    root.mkdir()
    write_all(root, {path: text(0, path) for path in FILES})
    interrupted(root, 17)
    with monkeypatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
        assert settle(root) is None
        assert _journal.has_others(root)
        write_all(root, {FILES[29]: text(3, FILES[29])})
    assert not _journal.has_others(root)
    undone = settle(root)
    assert undone
    assert (len(undone.put_back), undone.left) == (17, (FILES[29],))
    assert not (root / ".alisei").exists()


def test_a_journal_whose_contents_were_deleted_deletes_nothing(tmp_path: Path) -> None:
    """Deleting .alisei or cloning again keeps the files unchanged."""
    write_all(tmp_path, {path: text(0, path) for path in FILES})
    interrupted(tmp_path, 39)
    shutil.rmtree(tmp_path / ".alisei")
    before = versions(tmp_path)
    undone = settle(tmp_path)
    assert undone
    assert (undone.put_back, len(undone.left)) == ((), 39)
    assert versions(tmp_path) == before
    assert settle(tmp_path) is None


@pytest.mark.parametrize("name", [".alisei", ".alisei/WORK", ".alisei/lock", ".alisei/journal.json"])
def test_links_in_place_of_our_own_files(name: str, tmp_path: Path) -> None:
    """What a link in a stranger's branch points at is neither written nor deleted."""
    root, other = tmp_path / "root", tmp_path / "other"
    (root / "registry").mkdir(parents=True)
    other.mkdir()
    (other / "kept").write_text("kept")
    if name != ".alisei":
        (root / ".alisei").mkdir()
    (root / name.replace("WORK", _journal._work(root).name if name.endswith("WORK") else "")).symlink_to(
        other if name in (".alisei", ".alisei/WORK") else other / "kept"
    )
    try:
        settle(root)
        write_all(root, {"registry/a.yaml": "a\n"})
    except SurroundingsError as error:
        assert error.message  # noqa: PT017
    assert (other / "kept").read_text() == "kept"
    assert [file.name for file in other.iterdir()] == ["kept"]
