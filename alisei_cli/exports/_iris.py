"""IRIs: those of entries, terms and tables, which the registry's address begins, and those that entries name."""

import re
import uuid
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from alisei_cli.escape import UNSEEN
from alisei_cli.model.about import read_about
from alisei_cli.model.view import View

_PLAIN = f'[^{UNSEEN}\\s<>"{{}}|\\\\^`%s]+'
"""Characters that an IRI may have (RFC 3987), but those that are put in."""
_WEB = re.compile(f"https?://{_PLAIN % ''}\\Z")
_MAILBOX = re.compile(f"{_PLAIN % ':/?#@'}@{_PLAIN % ':/?#@'}\\Z")


@dataclass(frozen=True, slots=True)
class Iris:
    """How the IRIs of one registry begin."""

    address: str
    name: str

    def of(self, *path: str) -> str:
        """The IRI of what ``path`` names; without an address a UUID of version 5, which is no one's domain."""
        place = "/".join(quote(part, safe="", errors="replace") for part in path)
        return f"{self.address}{place}" if self.address else uuid.uuid5(uuid.NAMESPACE_URL, f"{self.name}/{place}").urn


def iris_of(dataset: View) -> Iris:
    """The IRIs of the registry, as its policy says."""
    about = read_about(dataset.context.policy)
    return Iris(about.address, about.name)


def web_iri(text: object) -> str | None:
    """``text`` where it is a web address that may stand as an IRI, else ``None``."""
    if not isinstance(text, str) or not _WEB.match(text):
        return None
    try:
        return text if urlsplit(text).hostname else None
    except ValueError:
        return None


def mail_iri(text: object) -> str | None:
    """``mailto:`` with ``text`` where it is one mailbox, else ``None``."""
    return f"mailto:{text}" if isinstance(text, str) and _MAILBOX.match(text) else None
