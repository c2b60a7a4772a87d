"""Values of an entry as git-filter-repo replaces them in every content of a repository."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from alisei_cli.errors import UsageError
from alisei_cli.language import _

SHORTEST = 4
"""Least characters of a value that is replaced: a shorter one is part of too many others."""
REMOVED = "removed"
"""What stands in place of a value afterwards: plain text in YAML."""
_QUOTES = {"'": "''?", '"': '\\\\?"'}
"""How YAML may write a quotation mark within another."""
_BINARY = 8192
"""Bytes in which git-filter-repo, like git, looks for a NUL; it replaces nothing in such a file."""


def parse_field(field: str) -> tuple[str, ...]:
    """Split ``contact.mailbox`` or ``/contact/mailbox`` into its keys."""
    return tuple(part for part in re.split(r"[/.]", field) if part)


def find_texts(data: Any, field: Sequence[str]) -> Iterator[str]:
    """Yield every text below ``field`` of ``data``; a list is searched in the item of that id or index, else in every item."""
    if isinstance(data, list):
        named = [each for index, each in enumerate(data) if field and field[0] in (_id_of(each), str(index))]
        for each in named or data:
            yield from find_texts(each, field[1:] if named else field)
    elif isinstance(data, dict):
        for key, value in data.items():
            if not field or key == field[0]:
                yield from find_texts(value, field[1:])
    elif not field and data is not None and not isinstance(data, bool):
        yield str(data)


def _id_of(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else item


def check_values(values: Sequence[str]) -> None:
    """Refuse values that cannot be replaced by themselves.

    Raises:
        UsageError: one is too short.
    """
    if any(len(value.strip()) < SHORTEST for value in values):
        raise UsageError(
            _("a value of fewer than {n} characters cannot be replaced by itself: it is part of too many others", n=SHORTEST),
            _("Erase the whole entry: leave --field and --value out."),
        )


def build_pattern(value: str) -> str:
    """Build a regular expression for ``value``, however YAML breaks its lines and doubles its quotation marks."""
    words = ["".join(_QUOTES.get(sign) or re.escape(sign) for sign in word) for word in value.split()]
    return r"\s+".join(words)


def holds(content: bytes, values: Sequence[str]) -> bool:
    """Whether ``content`` has one of ``values``."""
    return any(re.search(build_pattern(value).encode(), content) for value in values)


def is_replaceable(content: bytes) -> bool:
    """Whether git-filter-repo replaces text in ``content``."""
    return b"\0" not in content[:_BINARY]


def list_expressions(values: Sequence[str]) -> str:
    """List ``values`` as ``git filter-repo --replace-text`` reads them, longer ones first."""
    ordered = sorted(set(values), key=lambda value: (-len(value), value))
    return "".join(f"regex:{build_pattern(value)}==>{REMOVED}\n" for value in ordered)
