"""The severities in the words of the reader."""

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Severity

WORDS = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
