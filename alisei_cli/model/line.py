"""The description of an entry, line by line."""

from dataclasses import dataclass

from alisei_cli.language import Labels, Text

Words = Text | Labels | str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the description: a label, what stands there, and how far to the right."""

    label: Words
    value: Words | None = None
    depth: int = 0
