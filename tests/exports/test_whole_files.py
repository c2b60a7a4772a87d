"""The same bytes from any process, and whole files whatever happens to it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alisei_cli.exports import EXPORTS

DIGESTS = """
import hashlib, sys
from pathlib import Path
from alisei_cli.core.view import view
from alisei_cli.exports import EXPORTS
from alisei_cli.store.dataset_cache import load_dataset
seen = view(load_dataset(Path(sys.argv[1])))
for name in EXPORTS.names:
    for file, raw in EXPORTS.load(name).build(seen).items():
        print(name, file, hashlib.sha256(raw).hexdigest())
"""
resource = pytest.importorskip("resource")  # POSIX
KILLS = 5


def command(root: Path, name: str, target: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "alisei_cli", "-C", str(root), "export", name, "-o", str(target), *words]


def contents(target: Path) -> dict[str, bytes]:
    """Each file by its name; those that a killed process left beside them begin with a dot."""
    files = [target] if target.is_file() else [file for file in target.iterdir() if not file.name.startswith(".alisei-")]
    return {file.name: file.read_bytes() for file in files}


def test_any_process_gives_the_same_bytes(sample: Path) -> None:
    """Neither the seed of hashes nor the time zone, the language or the day of the machine is in a file."""
    runs = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed}
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS, str(sample)], env=surroundings, capture_output=True, text=True, check=True
        )
        runs.append(done.stdout.splitlines())
    assert runs[0] == runs[1]
    assert {line.split()[0] for line in runs[0]} == set(EXPORTS.names)


@pytest.mark.weekly
@pytest.mark.parametrize("name", EXPORTS.names)
def test_a_killed_export_leaves_whole_files(name: str, sample: Path, tmp_path: Path) -> None:
    """Each file is as before or as after, at whatever moment the process is killed."""
    target = tmp_path / "out"
    subprocess.run(command(sample, name, target, "--where", "region=toscana"), check=True, capture_output=True)
    old = contents(target)
    start = time.perf_counter()
    subprocess.run(command(sample, name, tmp_path / "new"), check=True, capture_output=True)
    longest, new = time.perf_counter() - start, contents(tmp_path / "new")
    new = {("out" if file == "new" else file): raw for file, raw in new.items()}
    chance = random.Random(name)
    for _kill in range(KILLS):
        with subprocess.Popen(command(sample, name, target), stderr=subprocess.DEVNULL) as process:
            time.sleep(longest * chance.uniform(0.5, 1))
            process.send_signal(signal.SIGKILL)
        for file, raw in contents(target).items():
            assert raw in (old.get(file), new.get(file)), file


@pytest.mark.weekly
@pytest.mark.parametrize("name", EXPORTS.names)
def test_a_full_disk_leaves_the_old_files(name: str, sample: Path, tmp_path: Path) -> None:
    """Exit 3, the old files to the byte, nothing beside them."""
    target = tmp_path / "out"
    subprocess.run(command(sample, name, target, "--where", "region=toscana"), check=True, capture_output=True)
    old = contents(target)
    most = max(map(len, old.values())) // 2
    done = subprocess.run(
        command(sample, name, target),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (done.returncode, contents(target)) == (3, old), done.stderr
    assert not list(tmp_path.rglob(".alisei-*"))
