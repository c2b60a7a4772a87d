"""What the policy says of sharing: fields that it restricts, each with its reason, and the smallest total that is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alisei_cli.language import Labels
from alisei_cli.model.routes import Route
from alisei_cli.model.source import Pointer

SMALLEST_CELL = 5
"""Organisations in the smallest total of restricted values, where the policy says nothing."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field that the policy restricts."""

    pointer: Pointer
    """Where the policy names it."""
    level: str
    """Audience, or ``statistics``."""
    field: str
    """As the policy writes it: ``contact/mailbox``."""
    reason: Labels | None = None

    @property
    def route(self) -> Route:
        """The field without the ``*`` of lists."""
        return tuple(part for part in self.field.split("/") if part and part != "*")


def read_field_rules(policy: Mapping[str, Any]) -> tuple[FieldRule, ...] | None:
    """Every field that ``policy`` restricts; ``None`` where its list cannot be read, so that no field is shown by mistake."""
    rules = tuple(_list_rules(policy.get("fields", {})))
    return None if None in rules else tuple(rule for rule in rules if rule)


def _list_rules(fields: Any) -> Iterator[FieldRule | None]:
    for level, named in fields.items() if isinstance(fields, dict) else [("", None)]:
        for index, item in enumerate(named) if isinstance(named, list) else [(0, None)]:
            field = item.get("field") if isinstance(item, dict) else item
            reason = read_reason(item.get("reason")) if isinstance(item, dict) else None
            yield FieldRule(("fields", level, index), level, field, reason) if isinstance(field, str) else None


def read_reason(block: Any) -> Labels | None:
    """A reason in both languages; ``None`` where one is missing."""
    it, en = (block.get(language) for language in ("it", "en")) if isinstance(block, dict) else (None, None)
    return Labels(it, en) if isinstance(it, str) and isinstance(en, str) and it and en else None


def smallest_cell(policy: Mapping[str, Any]) -> int:
    """How many organisations a total of restricted values counts at least, to be published."""
    block = policy.get("statistics")
    found = block.get("smallest_cell") if isinstance(block, dict) else None
    return found if type(found) is int and found > 1 else SMALLEST_CELL


def repository_audience(policy: Mapping[str, Any]) -> str:
    """Whom the git repository is open to, as the policy says it; ``public`` where it says nothing."""
    found = policy.get("repository")
    return found if isinstance(found, str) else "public"
