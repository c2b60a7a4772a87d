"""The importers: one file each. To read another source, add a file."""

from alisei_cli.importers._contract import Importer
from alisei_cli.language import _
from alisei_cli.shelf import Shelf

IMPORTERS: Shelf[Importer] = Shelf("alisei_cli.importers", "IMPORTER", Importer, _("there is no importer called {name}"))
