"""Forms in which the data themselves go out: one file each. To add a form, add a file."""

from alisei_cli.exports._contract import Export
from alisei_cli.language import _
from alisei_cli.shelf import Shelf

EXPORTS: Shelf[Export] = Shelf("alisei_cli.exports", "EXPORT", Export, _("there is no export called {name}"))
