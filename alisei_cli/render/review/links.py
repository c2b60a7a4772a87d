"""Links to lines of files: their beginning comes from whoever runs the command, never from data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from alisei_cli.errors import UsageError
from alisei_cli.language import _

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%+@-]+)*")
_PATH = re.compile(r"[A-Za-z0-9._/-]+")
"""Paths of entries; whatever is called otherwise has no link."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the files of a proposal are shown."""

    address: str = ""
    """Address below which they are; empty where not known."""

    def line(self, path: str, number: int) -> str | None:
        """The address of a line; ``None`` where it is not known."""
        return f"{self.address}/{path}#L{number}" if self.address and _PATH.fullmatch(path) else None


def make_links(address: str | None, environment: Mapping[str, str], commit: str, prefix: str) -> Links:
    """Links below ``address``; without one, to the files of ``commit`` in the repository that GitHub Actions names.

    ``prefix``: path of the dataset in the repository, empty or with ``/`` at its end.

    Raises:
        UsageError: ``address`` is not one that can stand in a link.
    """
    if address is not None and not _ADDRESS.fullmatch(address.rstrip("/")):
        raise UsageError(
            _("{address} is not an address that can stand before the path of a file", address=address),
            _("Write for example https://github.com/OWNER/REPOSITORY/edit/BRANCH; other signs as %XX."),
        )
    server, repository = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    known = (address or f"{server}/{repository}/blob/{commit}").rstrip("/")
    return Links(f"{known}/{prefix}".rstrip("/")) if _ADDRESS.fullmatch(known) and _PATH.fullmatch(f"x/{prefix}") else Links()
