"""Address of the issue form on GitHub with a proposal filled in."""

from urllib.parse import quote

TEMPLATE = "change-an-entry.yml"
"""The form, in ``.github/ISSUE_TEMPLATE``."""
ENTRY, BLOCK = "entry", "block"
"""Ids of its fields for the id of the entry, and for a block of changes."""
NEW = "nuova"
"""In place of the id of a new entry."""
LIMIT = 8191
"""GitHub answers 414 to an address of this many bytes or more (github/docs issue 5136)."""
PLAIN = "!'()*"
"""What JavaScript's ``encodeURIComponent`` leaves besides letters, digits and ``-_.~``."""


def build_issue_link(repository: str, entry: str | None, block: str) -> str | None:
    """Address of the form with ``block`` for ``entry``, a new one if ``None``; ``None`` where it is too long for GitHub.

    The form page builds the same address from the same parts.
    """
    fields = {"template": TEMPLATE, ENTRY: entry or NEW, BLOCK: block}
    query = "&".join(f"{name}={quote(value, safe=PLAIN)}" for name, value in fields.items())
    address = f"{repository}/issues/new?{query}"
    return address if len(address) < LIMIT else None
