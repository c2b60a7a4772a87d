"""Libraries that only some formats need: how to say that one is not there."""

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _


def missing(library: str, requirements: str) -> SurroundingsError:
    """What stops a format whose library is not installed, with the command that installs it."""
    return SurroundingsError(
        _("this format needs {library}, which is not installed", library=library),
        _("Install it: {command}", command=f"python -m pip install --require-hashes -r requirements/{requirements}.txt"),
    )
