"""Changes of files as a patch that a person reads."""

import difflib
from collections.abc import Iterator

from alisei_cli.escape import escape_command, escape_text
from alisei_cli.language import _
from alisei_cli.render._paint import paint


def patch(path: str, before: str, after: str, is_colour: bool) -> Iterator[str]:
    """The unified difference of two texts of one file; line ends of Windows are told once, not line by line."""
    old, new = before.replace("\r\n", "\n"), after.replace("\r\n", "\n")
    lines = list(difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}", lineterm="", n=2))
    for line in lines or [f"--- a/{path}", f"+++ b/{path}"]:
        style = {"+": "help", "-": "error", "@": "note"}.get(line[:1])
        for part in line.split("\n"):
            shown = escape_command(escape_text(part, 400))
            yield paint(shown, style, is_colour) if style else shown
    if "\r\n" in before and "\r\n" not in after:
        yield paint(f"  {_('every line ends in LF now, not in CRLF')}", "note", is_colour)


def _lines(text: str) -> list[str]:
    """The lines of ``text``; a last one that is not closed says so, as in git."""
    lines = text.split("\n")
    return lines[:-1] if not lines[-1] else [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"]
