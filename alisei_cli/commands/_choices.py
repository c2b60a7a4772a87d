"""Words on the command line that stand for values."""

from pathlib import Path

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Severity

SUFFIXES = {
    ".txt": "text",
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
}
"""What the end of a file's name says of the format wanted in it."""


def severity(word: str) -> Severity:
    """The severity called ``word``.

    Raises:
        UsageError: there is none.
    """
    try:
        return Severity[word.upper()]
    except KeyError as error:
        raise UsageError(
            _("{word} is no severity", word=word), _("Choose one of: {words}.", words=["error", "warning", "note"])
        ) from error


def format_of(output: Path | None) -> str:
    """The format that the end of a file's name asks for.

    Raises:
        UsageError: it asks for one that there is not.
    """
    suffix = output.suffix.lower() if output else ""
    if suffix and suffix not in SUFFIXES:
        raise UsageError(_("no format ends in {suffix}", suffix=suffix), _("There are: {names}.", names=list(SUFFIXES)))
    return SUFFIXES.get(suffix, "text")
