"""Shells that complete words: one file each. To add a shell, add a file."""

from alisei_cli.language import _
from alisei_cli.render.shells._contract import Shell
from alisei_cli.shelf import Shelf

SHELLS: Shelf[Shell] = Shelf(
    "alisei_cli.render.shells", "SHELL", Shell, _("there is no completion for {name}"), {"powershell": ("pwsh", "posh")}
)
