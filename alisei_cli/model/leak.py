"""What was searched for values of a higher audience, and where such a value was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from alisei_cli.model.source import Pointer


@dataclass(frozen=True, slots=True)
class Output:
    """All bytes that one command line gave, or one file of the cache."""

    name: str
    """The command line, with ``FILE`` for the file that it wrote."""
    audience: str
    contents: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """A value of an entry in an output of an audience that may not see it; the value itself is told nowhere."""

    output: str
    audience: str
    path: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome of a search through all outputs."""

    values: int
    """Values that were looked for: those that one audience may not see, and is long enough to be told from chance."""
    outputs: int
    size: int
    """Bytes searched, those of compressed parts too."""
    leaks: tuple[Leak, ...]
    notes: Sequence[object] = ()
