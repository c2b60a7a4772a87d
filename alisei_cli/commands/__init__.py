"""The commands: one file each. To add a command, add a file."""

from alisei_cli.commands._contract import Command
from alisei_cli.language import _
from alisei_cli.shelf import Shelf

COMMANDS: Shelf[Command] = Shelf("alisei_cli.commands", "COMMAND", Command, _("there is no command called {name}"))
