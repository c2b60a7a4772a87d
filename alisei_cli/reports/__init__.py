"""The reports: one file each. To add a report, add a file."""

from alisei_cli.language import _
from alisei_cli.reports._contract import Report
from alisei_cli.shelf import Shelf

REPORTS: Shelf[Report] = Shelf("alisei_cli.reports", "REPORT", Report, _("there is no report called {name}"))
