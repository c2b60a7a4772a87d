"""Every fuzz target by name: a function that is given bytes and raises where a promise is broken."""

from collections.abc import Callable
from pathlib import Path

from fuzz.mutants import ROOT
from fuzz.outputs import CHECKS
from fuzz.reading import check_file, check_reader

TARGETS: dict[str, Callable[[bytes], None]] = {"reader": check_reader, "entry": check_file, **CHECKS}


def corpus(name: str) -> Path:
    """The folder of inputs that are kept for a target: those that once broke it, and the fewest that reach all that fuzzing reached."""
    return ROOT / "fuzz" / "corpus" / ("outputs" if name in CHECKS else "files")
