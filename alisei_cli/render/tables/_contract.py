"""What a format of an answer is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alisei_cli.model.table import Answer


@dataclass(frozen=True, slots=True)
class Format:
    """``render(answer, is_colour)`` yields lines without line ends."""

    render: Callable[[Answer, bool], Iterator[str]]
