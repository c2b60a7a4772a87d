"""Time the main commands on two datasets in turn: ``python benchmarks/pair.py BEFORE AFTER`` prints a table for docs/performance.md.

Processor seconds (user and system) and wall seconds are the least of three whole processes, after one that fills the cache; memory is the
most that one process held.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "`validate --no-cache`": ["validate", "--no-cache"],
    "`validate`": ["validate"],
    "`report overview`": ["report"],
    "`report coverage`": ["report", "coverage"],
    "`report annual`": ["report", "annual", "-o", "OUT.html"],
    "`list`": ["list", "--where", "type=company"],
    "`search`": ["search", "terapia cellulare Toscana"],
    "`show`": ["show", "diasorin"],
    "`diff HEAD`": ["diff", "HEAD"],
    "`duplicates`": ["duplicates"],
    "`export csv`": ["export", "csv", "-o", "OUT"],
}


def run(root: str, words: list[str], cache: str) -> tuple[float, float, float]:
    """Processor seconds, wall seconds and megabytes of one process."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        command = [sys.executable, "-P", "-m", "alisei_cli", "-C", root, *(word.replace("OUT", out) for word in words)]
        begun = time.monotonic()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "XDG_CACHE_HOME": cache}
        )
        _pid, _status, used = os.wait4(process.pid, 0)
        return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


def main(before: str, after: str) -> None:
    """Print one line for each command."""
    print("| command | cpu before | cpu after | ratio | wall before | wall after | MB before | MB after |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as cache:
        for name, words in COMMANDS.items():
            runs = [(run(before, words, cache), run(after, words, cache)) for _turn in range(4)][1:]
            (cpu, wall, size), (cpu2, wall2, size2) = (
                tuple(min(pair[side][part] for pair in runs) for part in range(3)) for side in (0, 1)
            )
            figures = f"{cpu:.2f} | {cpu2:.2f} | {cpu2 / cpu:.1f} | {wall:.2f} | {wall2:.2f} | {size:.0f} | {size2:.0f}"
            print(f"| {name} | {figures} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
