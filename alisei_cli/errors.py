"""What stops the tool itself: a fault of the call or of the surroundings, never of the data.

A diagnostic is for the contributor: a value, returned. An error is for the operator: raised, caught once, in ``cli``.
"""

from collections.abc import Sequence

from alisei_cli.language import Text


class AliseiError(Exception):
    """Failure of the tool or its surroundings.

    ``details`` say where, one per line; ``help`` says what to try.
    """

    exit_code = 3
    """Exit code of the process (contract, section 3)."""

    def __init__(self, message: Text, help: Text | None = None, details: Sequence[Text] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.details = tuple(details)


class UsageError(AliseiError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2


class SurroundingsError(AliseiError):
    """No dataset, no git, no permission, no space: nothing that the data could mend."""

    exit_code = 3


class UnknownCommitError(SurroundingsError):
    """The given name does not resolve to a commit."""


class DataError(AliseiError):
    """The command cannot go on over data in this state, and ``alisei validate`` says what is wrong."""

    exit_code = 1
