"""Formats of a report's answer: one file each."""

from alisei_cli.language import _
from alisei_cli.render.tables._contract import Format
from alisei_cli.shelf import Shelf

FORMATS: Shelf[Format] = Shelf("alisei_cli.render.tables", "FORMAT", Format, _("there is no format called {name}"))
