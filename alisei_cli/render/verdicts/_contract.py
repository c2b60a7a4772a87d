"""What a format of a verdict is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alisei_cli.model.verdict import Verdict
from alisei_cli.render.screen import Screen


@dataclass(frozen=True, slots=True)
class Format:
    """``render(verdict, screen)`` yields lines without line ends."""

    render: Callable[[Verdict, Screen], Iterator[str]]
    summary: Callable[[Verdict], Iterator[str]] | None = None
    """Lines of Markdown for the place that the surroundings keep for a summary (GitHub's step summary)."""
