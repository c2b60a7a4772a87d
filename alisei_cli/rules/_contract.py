"""What a rule is.

A rule file begins with its page: one line that says what is true of good data, then ``Why:``, ``Wrong:`` and ``Right:`` with
examples that the tests run (the fence names the file: ```` ```yaml registry/groups/a.yaml ````). It ends in ``RULE``.
A rule speaks in pointers and yields findings; it knows neither lines nor files nor who asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alisei_cli.model.census import Census
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity

EVERYTHING = ("*",)
"""Entries of every kind, and ``taxonomy.yaml`` and ``schema/policy.yaml`` too."""

REGISTRY: tuple[str, ...] = ()
"""Entries of every kind that has a folder below ``registry/``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Code, gravity, and who looks for it: one of the two checks, or the reader (``store``) if both are absent."""

    code: str
    severity: Severity
    check: Callable[[Entry, Law], Iterable[Finding]] | None = None
    """One entry by itself: needs nothing but the entry and the law, so its outcome can be cached with the entry's bytes."""
    census: Callable[[Census, Law], Iterable[Finding]] | None = None
    """Between entries: sees the facts of all; each finding names its ``path``."""
    kinds: tuple[str, ...] = REGISTRY
    """Kinds of entry that ``check`` is shown."""
