"""What a format of a difference is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alisei_cli.model.difference import Difference
from alisei_cli.render.screen import Screen


@dataclass(frozen=True, slots=True)
class Format:
    """``render(difference, screen)`` yields lines."""

    render: Callable[[Difference, Screen], Iterator[str]]
    suffixes: tuple[str, ...]
    """Ends of file names that ask for it: ``.md``."""
