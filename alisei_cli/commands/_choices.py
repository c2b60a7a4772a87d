"""Words on the command line that stand for values."""

from pathlib import Path

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Severity
from alisei_cli.nearest import hint
from alisei_cli.render.forms import choose_form
from alisei_cli.render.tables import FORMATS


def severity(word: str) -> Severity:
    """The severity called ``word``.

    Raises:
        UsageError: there is none.
    """
    try:
        return Severity[word.upper()]
    except KeyError as error:
        names = [each.name.lower() for each in reversed(Severity)]
        raise UsageError(_("{word} is not a severity", word=word), hint(word, names)) from error


def format_of(output: Path | None) -> str:
    """The format of tables that the end of a file's name asks for.

    Raises:
        UsageError: no format has this end.
    """
    known = {suffix: name for name in FORMATS.names for suffix in FORMATS.load(name).suffixes}
    return choose_form(None, output.suffix if output else "", known)


def format_named(format: str | None, output: Path | None, is_excel_it: bool) -> str:
    """The format of tables by ``--format``, else ``--excel-it``, else the end of a file's name.

    Raises:
        UsageError: no format has this end, or another one than CSV is asked for with ``--excel-it``.
    """
    named = format or (format_of(output) if output or not is_excel_it else "csv")
    if is_excel_it and named not in ("csv", "excel-it"):
        raise UsageError(_("--excel-it makes CSV, not {name}", name=named), _("Leave it out, or name a file: -o list.csv"))
    return "excel-it" if is_excel_it else named
