"""The file CODEOWNERS, by which GitHub asks the secretariat about everything but entries.

Members cannot stand in it: GitHub admits only accounts that may write to the repository.
"""

import re
from typing import Any

from alisei_cli.errors import DataError
from alisei_cli.language import _
from alisei_cli.model.change_set import read_accounts

LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}\Z")
"""Form of a user name on GitHub."""
HEAD = (
    "# Made by `alisei owners codeowners` from changes.secretariat in schema/policy.yaml: change it there.",
    "# Entries have no owner here: `alisei owners check` says who may change them.",
)


def describe_codeowners(policy: Any, prefix: str = "") -> str:
    """Text of the file for a dataset at ``prefix`` in its repository; empty where the policy names no account.

    Raises:
        DataError: an account of the secretariat has no usable name or number.
    """
    changes = policy.get("changes") if isinstance(policy, dict) else None
    accounts = (changes.get("secretariat") if isinstance(changes, dict) else None) or []
    if not isinstance(accounts, list) or not all(_is_usable(each) for each in accounts):
        raise DataError(
            _("an account in changes.secretariat of schema/policy.yaml cannot be used"),
            _("Each needs a user name (github) and a number (id); alisei validate says what is wrong."),
        )
    logins = dict.fromkeys(f"@{each['github']}" for each in accounts)
    return "\n".join((*HEAD, f"* {' '.join(logins)}", f"/{prefix}registry/", "")) if logins else ""


def _is_usable(account: Any) -> bool:
    return bool(read_accounts([account])) and bool(LOGIN.match(str(account.get("github"))))
