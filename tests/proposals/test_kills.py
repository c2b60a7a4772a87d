"""``propose --write`` and the other writers of the ways in, killed at any moment: every entry is whole, and all are written or none."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import Dataset, committed, git, stakeholder

resource = pytest.importorskip("resource")  # POSIX
COUNT = 12
IDS = [f"ente-{number}" for number in range(COUNT)]
MOST = 300
"""Bytes of a file on a disk that is nearly full."""
PROGRAM = """
import json, os, signal, sys, time
import alisei_cli.store.write
os.fsync = lambda descriptor: None  # a killed process leaves what it has written to the system
for name in ("alisei_cli.cli", "alisei_cli.proposing", "alisei_cli.verifying", "alisei_cli.commands.propose", "openpyxl", "xlsxwriter"):
    __import__(name)
from alisei_cli.cli import main
for line in sys.stdin:  # each run is a process of its own, without the wait for a new interpreter
    words, delay, sign = json.loads(line)
    child = os.fork()
    if not child:
        os.close(1)
        os.open(os.devnull, os.O_WRONLY)
        main(words)
    if delay is not None:
        while sign and not os.path.exists(sign) and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            time.sleep(0.001)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


class Runner:
    """Runs commands in forked processes, and kills them after a while."""

    def __init__(self, said: IO[str], heard: IO[str]) -> None:
        self.said = said
        self.heard = heard

    def run(self, *words: object, killed_after: float | None = None, since: Path | None = None) -> float:
        """Seconds that the run took; ``killed_after``: seconds until it is killed, from when there is a file at ``since``."""
        begun = time.monotonic()
        self.said.write(json.dumps([list(map(str, words)), killed_after, str(since or "")]) + "\n")
        assert self.heard.readline() == "dead\n"
        return time.monotonic() - begun


@contextmanager
def open_runner() -> Iterator[Runner]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        bufsize=1,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Runner(process.stdin, process.stdout)
        process.stdin.close()


def contents(root: Path) -> dict[str, bytes]:
    """Every entry by its path."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted((root / "registry").rglob("*.yaml"))}


def kill(trials: int, words: tuple[object, ...], root: Path) -> int:
    """Kill a command so many times, each time on the first state; how often it was caught while it wrote.

    After each, every entry is as before or as after, and the next command that writes makes all of them one or the other.
    """
    chance = random.Random(trials)
    (root.parent / "none.txt").write_text("ALISEI 1\nscheda: ente-0\nsvuota /description\nFINE\n")
    old = contents(root)
    caught = 0
    with open_runner() as alisei:
        alisei.run(*words)  # fills the cache
        new = contents(root)
        assert new != old
        restore(root, old)
        took = alisei.run(*words)
        assert contents(root) == new
        for trial in range(trials):
            restore(root, old)
            if trial % 2:
                alisei.run(*words, killed_after=took * chance.uniform(0.3, 1.1))
            else:
                alisei.run(*words, killed_after=chance.uniform(0, 0.02), since=root / ".alisei")
            left = contents(root)
            for path, raw in left.items():
                assert raw in (old.get(path), new.get(path)), f"{path} is half written"
            assert old.keys() <= left.keys()
            caught += left not in (old, new) or (root / ".alisei").exists()
            alisei.run("-C", root, "propose", root.parent / "none.txt", "--write")
            assert contents(root) in (old, new)
            assert not (root / ".alisei").exists()
    return caught


def restore(root: Path, old: dict[str, bytes]) -> None:
    git(root, "checkout", "-q", ".")
    git(root, "clean", "-qfd")
    assert contents(root) == old


@pytest.fixture
def root(dataset: Dataset) -> Path:
    place = "municipality: Siena, province: SI, region: toscana"
    more = "# who answers?\ncontact: {{mailbox: info@{id}.it}}\n"
    files = {f"registry/stakeholders/toscana/{id_}.yaml": stakeholder(id_, more.format(id=id_), place=place) for id_ in IDS}
    return committed(dataset(files))


def write_proposals(file: Path) -> Path:
    """Changes of every entry, and a new one."""
    blocks = [f"ALISEI 1\nscheda: {id_}\nimposta /website: https://www.nuovo-{id_}.it\nFINE\n" for id_ in IDS]
    blocks.append(
        'ALISEI 1\nscheda: nuova\ntipo: stakeholder\naggiungi /names: {"value": "Banca Nuova", "kind": "display"}\nimposta /type: company\n'
        'imposta /head_office: {"region": "puglia", "country": "IT"}\n'
        'aggiungi /sources: {"url": "https://www.banca-nuova.it", "accessed": "2026-11-01"}\nFINE\n'
    )
    file.write_text("\n".join(blocks))
    return file


@pytest.mark.parametrize("trials", [8, pytest.param(200, marks=pytest.mark.weekly)])
def test_propose_killed_at_any_moment_writes_all_entries_or_none(trials: int, root: Path) -> None:
    caught = kill(trials, ("-C", root, "propose", write_proposals(root.parent / "all.txt"), "--write"), root)
    assert caught or trials < 100, "it was never caught while it wrote"


WRITERS = {
    "new": (
        "new",
        "--name",
        "Banca Nuova",
        "--type",
        "company",
        "--municipality",
        "Bari",
        "--source",
        "https://www.banca-nuova.it",
    ),
    "verify": ("verify", "ente-3", "--by", "organisation"),
}
"""Other commands that write an entry."""


@pytest.mark.weekly
@pytest.mark.parametrize("name", WRITERS)
def test_other_writers_killed_at_any_moment_leave_whole_entries(name: str, root: Path) -> None:
    kill(5, ("-C", root, *WRITERS[name]), root)


OUTSIDE = {"sheet": ("sheet", "out", "-o", "OUT.xlsx"), "letters": ("letters", "-o", "OUT")}
"""Commands that write what is no part of the dataset."""


@pytest.mark.weekly
@pytest.mark.parametrize("name", OUTSIDE)
def test_what_a_killed_command_writes_outside_is_whole(name: str, root: Path, tmp_path: Path) -> None:
    words = [str(word).replace("OUT", str(tmp_path / "out")) for word in OUTSIDE[name]]
    chance = random.Random(name)
    with open_runner() as alisei:
        alisei.run("-C", root, *words)
        took = alisei.run("-C", root, *(word.replace("/out", "/again") for word in words))
        whole = read_all(tmp_path, "out")
        assert whole
        for trial in range(5):
            alisei.run(
                "-C", root, *(word.replace("/out", f"/{trial}") for word in words), killed_after=took * chance.uniform(0.3, 1.1)
            )
            made = read_all(tmp_path, str(trial))
            assert not made or made == whole
    assert contents(root)


def read_all(folder: Path, stem: str) -> dict[str, bytes]:
    """Content of the file, or of every file of the folder, of this name without its end."""
    files = [
        file for place in folder.glob(f"{stem}*") for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file()
    ]
    return {file.name.removeprefix(stem): file.read_bytes() for file in files}


@pytest.mark.weekly
def test_a_full_disk_leaves_every_entry(root: Path) -> None:
    """Exit 3, and every byte as before."""
    file, old = write_proposals(root.parent / "all.txt"), contents(root)
    done = subprocess.run(
        [sys.executable, "-m", "alisei_cli", "-C", root, "propose", file, "--write"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST)),
    )
    assert (done.returncode, contents(root)) == (3, old), done.stderr
    assert git(root, "status", "--porcelain") == ""
