"""Bring into ``fuzz/corpus`` what fuzzing found and what is worth keeping: ``python -m fuzz.keep [TARGET...]``.

Inputs are taken from the smallest to the largest; one is kept if it runs a step from line to line of ``alisei_cli`` that none before it ran.
What the corpus holds already stays.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from fuzz.mutants import ROOT
from fuzz.targets import TARGETS, corpus

LARGEST = 3000
"""Bytes of an input that is worth keeping."""

Step = tuple[str, int, int]


def steps(check: Callable[[bytes], None], raw: bytes) -> set[Step]:
    """The steps from line to line of ``alisei_cli`` that a target runs on an input."""
    found: set[Step] = set()
    last: dict[int, int] = {}

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        name = frame.f_code.co_filename
        if "alisei_cli" not in name:
            return None
        if event == "line":
            found.add((name, last.get(id(frame), 0), frame.f_lineno))
        last[id(frame)] = frame.f_lineno
        return trace

    sys.settrace(trace)
    try:
        check(raw)
    finally:
        sys.settrace(None)
    return found


def inputs(name: str) -> Iterator[Path]:
    """What is kept already, then what fuzzing found, small ones first."""
    yield from sorted(corpus(name).iterdir())
    found = (ROOT / ".alisei" / "fuzz" / name).glob("*")
    yield from sorted(
        (file for file in found if file.stat().st_size <= LARGEST), key=lambda file: (file.stat().st_size, file.name)
    )


def main() -> None:
    """Go through the targets that the command line names, or all."""
    for name in sys.argv[1:] or TARGETS:
        known: set[Step] = set()
        kept = 0
        for file in inputs(name):
            raw = file.read_bytes()
            new = steps(TARGETS[name], raw) - known
            known |= new
            if new and file.parent != corpus(name):
                (corpus(name) / hashlib.sha1(raw, usedforsecurity=False).hexdigest()).write_bytes(raw)
                kept += 1
        sys.stdout.write(f"{name}: {kept} more inputs kept, {len(known)} steps\n")


if __name__ == "__main__":
    main()
