"""Where changes are sent: the repository on GitHub and the mailbox of the secretariat, as the policy names them."""

import re
from collections.abc import Mapping
from typing import Any

LONGEST = 200
"""Characters of an address; what is longer is none."""
_REPOSITORY = re.compile(r"https://github\.com/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/[A-Za-z0-9_.-]{0,99}[A-Za-z0-9_-]\Z")
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")


def find_repository(policy: Mapping[str, Any]) -> str | None:
    """Address of the registry's repository on GitHub, without a slash at its end; ``None`` where the policy names none."""
    return _find("repository", _REPOSITORY, policy)


def find_mailbox(policy: Mapping[str, Any]) -> str | None:
    """Mail address of the secretariat; ``None`` where the policy names none."""
    return _find("mailbox", _MAILBOX, policy)


def _find(key: str, form: re.Pattern[str], policy: Mapping[str, Any]) -> str | None:
    block = policy.get("registry")
    found = block.get(key) if isinstance(block, dict) else None
    return found if isinstance(found, str) and len(found) <= LONGEST and form.match(found) else None
