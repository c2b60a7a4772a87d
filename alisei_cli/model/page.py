"""The page of a rule taken apart: one sentence, the reason, and the examples that the tests run."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^```(\w+) (\S+)(?: (\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A file of an example: how it is written down (``yaml``, ``bytes``, ``link``...), its path, its content, how often that is repeated."""

    form: str
    path: str
    content: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule's docstring says; ``summary`` and ``why`` are sentences of the catalogue."""

    summary: str
    why: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def parse(docstring: str) -> Page:
    """The page in a rule's docstring."""
    summary, _blank, rest = docstring.partition("\n\n")
    why = rest.partition("Why:")[2].partition("\n\n")[0]
    wrong, _heading, right = rest.partition("\nWrong:\n")[2].partition("\nRight:\n")
    return Page(_line(summary), _line(why), _examples(wrong), _examples(right))


def _line(text: str) -> str:
    return " ".join(text.split())


def _examples(text: str) -> tuple[Example, ...]:
    return tuple(Example(form, path, content, int(times or 1)) for form, path, times, content in _FENCE.findall(text))
