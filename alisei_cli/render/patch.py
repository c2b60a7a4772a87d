"""Changes of files as a patch that a person reads."""

import difflib
from collections.abc import Iterator

from alisei_cli.render._paint import paint
from alisei_cli.visible import visible


def patch(path: str, before: str, after: str, is_colour: bool) -> Iterator[str]:
    """The unified difference of two texts of one file."""
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{path}", f"b/{path}", lineterm="", n=2):
        style = {"+": "help", "-": "error", "@": "note"}.get(line[:1])
        shown = visible(line, 400)
        yield paint(shown, style, is_colour) if style else shown
