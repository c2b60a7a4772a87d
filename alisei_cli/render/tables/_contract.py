"""What a format of an answer is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alisei_cli.model.table import Answer
from alisei_cli.render.screen import Screen


@dataclass(frozen=True, slots=True)
class Format:
    """``render(answer, screen)`` yields lines; ``pack(answer)`` returns the bytes of a binary format.

    Exactly one of the two is given.
    """

    render: Callable[[Answer, Screen], Iterator[str]] | None = None
    pack: Callable[[Answer], bytes] | None = None
    has_notes: bool = True
    """Whether the notes of a table have room in it."""
    suffixes: tuple[str, ...] = ()
    """Ends of file names that ask for it: ``.csv``."""
