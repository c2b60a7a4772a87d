"""The description of an entry at a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from alisei_cli.escape import escape_command, escape_text
from alisei_cli.model.line import Line
from alisei_cli.render._paint import paint
from alisei_cli.render.screen import Screen

MAX_TEXT = 4000
LEAST = 20
"""Values are wrapped no narrower than this, however long their label."""


def show(title: str, subtitle: str, lines: Iterable[Line], screen: Screen) -> Iterator[str]:
    """Title, then one label and value a line, long values wrapped under their beginning."""
    width, is_colour = max(40, min(screen.columns, 160)), screen.is_colour
    yield paint(escape_command(escape_text(title)), "bold", is_colour)
    yield paint(escape_command(escape_text(subtitle)), "dim", is_colour)
    for line in lines:
        label = "  " * line.depth + escape_text(line.label)
        if line.value is None:
            yield paint(escape_command(label), "note", is_colour)
            continue
        value = " ".join(escape_text(part, MAX_TEXT) for part in str(line.value).split("\n"))
        lead = f"{label}: " if label.strip() != "-" else f"{label} "
        wrapped = textwrap.wrap(value, max(width - len(lead), LEAST), break_long_words=False, break_on_hyphens=False) or [""]
        yield paint(escape_command(lead), "note", is_colour) + wrapped[0]
        yield from (escape_command(" " * len(lead) + more) for more in wrapped[1:])
