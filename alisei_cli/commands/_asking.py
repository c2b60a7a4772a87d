"""Questions to a person on a terminal, on standard error; Ctrl-C and the end of the input leave the command."""

import contextlib
from collections.abc import Sequence

import typer

from alisei_cli.escape import escape_text
from alisei_cli.language import Text, _


def ask(title: object, *, is_needed: bool) -> str:
    """What a person types, blanks made one; empty only where it is not needed."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # arrow keys move in the line instead of writing signs into it
    while True:
        try:
            typed = " ".join(str(typer.prompt(str(title), default="", show_default=False, err=True)).split())
        except UnicodeDecodeError:
            tell(_("This cannot be read: set the terminal to UTF-8."))
            continue
        if not typed.isprintable():
            tell(_("This contains invisible characters; please type it again."))
        elif typed or not is_needed:
            return typed
        else:
            tell(_("An answer is needed here. Ctrl-C ends without writing anything."))


def choose(lines: Sequence[object], title: Text) -> int | None:
    """The line that a person chooses by its number, counted from 0; ``None`` for none of them."""
    for number, line in enumerate(lines, 1):
        tell(f"  {number}. {line}", hang=5)
    while True:
        typed = ask(title, is_needed=False)
        if not typed:
            return None
        if typed.isdecimal() and 0 < int(typed) <= len(lines):
            return int(typed) - 1
        tell(_("Type a number from 1 to {last}, or only Enter.", last=len(lines)))


def tell(said: object, hang: int = 0) -> None:
    """Say something between two questions, in lines of the terminal; from the second on ``hang`` columns further right."""
    from alisei_cli.render.lines import wrap_hanging
    from alisei_cli.render.screen import terminal_size

    for line in wrap_hanging(escape_text(said), hang, terminal_size()[0]):
        typer.echo(line, err=True)
