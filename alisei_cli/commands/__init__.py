"""The commands: one file each. To add a command, add a file."""

from alisei_cli.commands._contract import Command
from alisei_cli.language import _
from alisei_cli.shelf import Shelf

IN_ITALIAN = {
    "diff": ("differenze", "confronta"),
    "duplicates": ("doppioni", "duplicati"),
    "explain": ("spiega", "regola"),
    "export": ("esporta",),
    "fix": ("correggi", "ripara"),
    "import": ("importa",),
    "init": ("inizia", "nuovo"),
    "list": ("elenco", "elenca", "lista"),
    "report": ("rapporto", "conta", "count"),
    "schema": ("schemi",),
    "search": ("cerca", "trova", "find"),
    "show": ("mostra", "scheda", "view"),
    "taxonomy": ("tassonomia", "termini", "terms"),
    "validate": ("valida", "controlla", "verifica", "check", "lint"),
}
"""What people may call each command."""

COMMANDS: Shelf[Command] = Shelf("alisei_cli.commands", "COMMAND", Command, _("there is no command called {name}"), IN_ITALIAN)
