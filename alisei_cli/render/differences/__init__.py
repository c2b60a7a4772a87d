"""Formats of a difference: one file each."""

from alisei_cli.language import _
from alisei_cli.render.differences._contract import Format
from alisei_cli.render.forms import choose_form
from alisei_cli.shelf import Shelf

FORMATS: Shelf[Format] = Shelf("alisei_cli.render.differences", "FORMAT", Format, _("there is no format called {name}"))


def choose(name: str | None, suffix: str) -> Format:
    """The format called ``name``; without one, that of files with this ``suffix``, or text where there is none.

    Raises:
        UsageError: there is none.
    """
    known = {end: each for each in FORMATS.names for end in FORMATS.load(each).suffixes}
    return FORMATS.load(choose_form(name, suffix, known))
