"""Measure time and memory of every export: the real registry, then generated ones of any size, each export as a process of its own.

    python benchmarks/exports.py [--sizes 10000,30000] [--rounds 2] [--folder DIRECTORY] [EXPORT...]

Prints a table in Markdown: processor seconds (the least of the rounds, cache warm), most memory in MiB, size of what is written.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate

from alisei_cli.exports import EXPORTS

REPOSITORY = Path(__file__).parent.parent


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,30000")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "alisei-exports")
    parser.add_argument("exports", nargs="*", default=EXPORTS.names)
    asked = parser.parse_args()
    print("| entries | export | s | MiB | MB written |\n| ---: | --- | ---: | ---: | ---: |")
    roots = {"real": REPOSITORY}
    for size in filter(None, asked.sizes.split(",")):
        roots[size] = asked.folder / size
        if not roots[size].exists():
            generate(roots[size], int(size))
    for size, root in roots.items():
        measure(root, "json", asked.folder / "out")  # fills the cache
        for name in asked.exports:
            rounds = [measure(root, name, asked.folder / "out") for _round in range(asked.rounds)]
            print(
                f"| {size} | `{name}` | {min(rounds)[0]:.2f} | {max(each[1] for each in rounds)} | {rounds[0][2]:.1f} |",
                flush=True,
            )


def measure(root: Path, name: str, target: Path) -> tuple[float, int, float]:
    """Processor seconds, most memory in MiB and megabytes written of one export."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    command = [sys.executable, "-m", "alisei_cli", "-C", str(root), "export", name, "-o", str(target / name)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name}: exit {process.returncode}")
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, size / 1e6


if __name__ == "__main__":
    main()
