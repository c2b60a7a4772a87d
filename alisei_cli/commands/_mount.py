"""A command of the shelf made part of a Typer application."""

from collections.abc import Sequence

import typer

from alisei_cli.commands import COMMANDS
from alisei_cli.commands._speech import SpokenCommand, SpokenGroup, add_options
from alisei_cli.language import translate as t


def mount(app: typer.Typer, name: str, words: Sequence[str]) -> None:
    """Add the command ``name`` to ``app``, with the options that it declares for these ``words`` of the command line."""
    item = COMMANDS.load(name)
    command = item.run if item.declare is None else add_options(item.run, item.declare(words))
    said = t(COMMANDS.summary(name))
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name, cls=SpokenGroup, help=said, short_help=said)
        return
    register = app.command(
        name, cls=SpokenCommand, options_metavar=t("[OPTIONS]"), help=said, short_help=said, epilog="\n".join(item.examples)
    )
    register(command)
