"""Write tests/data/slow.txt: ``pytest --durations=0 --durations-min=0.02 | python tools/slow_tests.py``.

It names the tests that an inner loop leaves out (``pytest -m "not slow and not weekly"``): those that take longer than ``LEAST`` together
with all their parameters.
"""

import re
import sys
from collections import Counter
from pathlib import Path

LEAST = 0.3
"""Seconds."""
TARGET = Path(__file__).resolve().parent.parent / "tests/data/slow.txt"
LINE = re.compile(r"([\d.]+)s (?:call|setup|teardown) +([^\s\[]+)")


def main() -> None:
    """Read the durations that pytest prints, and write the names."""
    seconds: Counter[str] = Counter()
    for line in sys.stdin:
        if match := LINE.match(line):
            seconds[match[2]] += float(match[1])
    slow = sorted(name for name, total in seconds.items() if total >= LEAST)
    TARGET.write_text("".join(f"{name}\n" for name in slow), encoding="utf-8")
    sys.stdout.write(f"{len(slow)} slow tests\n")


if __name__ == "__main__":
    main()
