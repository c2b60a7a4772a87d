"""Cells of a list: what entries say, in words that fit a cell."""

from collections.abc import Sequence
from typing import Any

from alisei_cli.language import Labels, _
from alisei_cli.model.dataset import Words
from alisei_cli.model.view import View
from alisei_cli.model.wording import name_body

BETWEEN = "; "
"""Separator of the items of a list."""
LANGUAGES = ("it", "en")
VALUE = "value"
"""The field of a block, such as a name or a figure, that stands for it."""


def main_value(value: Any) -> Any:
    """The field that stands for a block, a name's text for instance; anything else as it is."""
    return value.get(VALUE, value) if isinstance(value, dict) else value


def body_name(block: Any, view: View) -> Words | str:
    """The name of the body that ``block`` names, with or without an entry; its id where the entry is not there."""
    return name_body(block, view) if isinstance(block, dict) else str(block)


def in_words(value: Any) -> Words | str:
    """A value in words: a text in each language, yes or no, else as it is written."""
    if isinstance(value, dict):
        return Labels(*(str(value.get(language) or "") for language in LANGUAGES))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def joined(parts: Sequence[Words | str]) -> Words | str | None:
    """``parts`` as one text; ``None`` if there are none."""
    if all(isinstance(part, str) for part in parts):
        return BETWEEN.join(map(str, parts)) or None
    if len(parts) == 1:
        return parts[0]
    both_ways = [part if isinstance(part, Labels) else Labels(str(part), str(part)) for part in parts]
    return Labels(BETWEEN.join(part.it or part.en for part in both_ways), BETWEEN.join(part.en or part.it for part in both_ways))
