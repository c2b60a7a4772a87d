"""Words on the command line that stand for values."""

from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Severity


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
