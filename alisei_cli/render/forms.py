"""Forms of an answer that is made of lines: which one is meant, and its lines on a screen."""

from collections.abc import Iterator, Mapping

from alisei_cli.errors import UsageError
from alisei_cli.escape import escape_command
from alisei_cli.language import _
from alisei_cli.nearest import hint
from alisei_cli.render._paint import paint
from alisei_cli.render.lines import wrap
from alisei_cli.render.screen import Screen

SUFFIXES: Mapping[str, str] = {".txt": "text", ".json": "json", ".md": "markdown"}
"""Ends of file names, with the form that each asks for."""


def choose_form(name: str | None, suffix: str, known: Mapping[str, str] = SUFFIXES) -> str:
    """The form called ``name``; without one, that of files with this ``suffix``, or text where there is none.

    Raises:
        UsageError: there is none.
    """
    if name:
        names = sorted(set(known.values()))
        if name not in names:
            raise UsageError(_("there is no format called {name}", name=name), hint(name, names))
        return name
    if not suffix:
        return "text"
    if suffix.lower() not in known:
        raise UsageError(_("no format ends in {suffix}", suffix=suffix.lower()), hint(suffix, known))
    return known[suffix.lower()]


def wrap_block(text: str, indent: int, screen: Screen, style: str = "", hang: int = 0) -> Iterator[str]:
    """``text`` in lines of the screen behind ``indent`` columns, from the second line on ``hang`` columns further right."""
    for number, line in enumerate(wrap(text, screen.columns - indent - hang)):
        shown = escape_command(" " * (indent + hang * bool(number)) + line)
        yield paint(shown, style, screen.is_colour) if style else shown
