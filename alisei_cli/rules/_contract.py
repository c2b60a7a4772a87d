"""What a rule is.

A rule file begins with its page: one line that says what is true of good data, then ``Why:``, ``Wrong:`` and ``Right:`` with
examples that the tests run (the fence names the file: ```` ```yaml registry/groups/a.yaml ````). It ends in ``RULE``.
A rule speaks in pointers and yields findings; it knows neither lines nor files nor who asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.model.diagnostic import Finding, Fix, Severity
from alisei_cli.model.source import Source

EVERYTHING = ("*",)
"""Entries of every kind, and ``taxonomy.yaml`` and ``schema/policy.yaml`` too."""

REGISTRY: tuple[str, ...] = ()
"""Entries of every kind that has a folder below ``registry/``."""


def mentions(*words: str) -> Callable[[str], bool]:
    """A look for one of ``words``."""
    return lambda text: any(word in text for word in words)


@dataclass(frozen=True, slots=True)
class Rule:
    """Code, severity and checks of a rule.

    Without checks the reader (``store``) reports it.
    """

    code: str
    severity: Severity
    check: Callable[[Entry, Context], Iterable[Finding]] | None = None
    """One entry by itself: needs nothing but the entry and the context, so its outcome can be cached with the entry's bytes."""
    check_dataset: Callable[[DatasetIndex, Context], Iterable[Finding]] | None = None
    """Between entries: sees the facts of all; each finding names its ``path``."""
    kinds: tuple[str, ...] = REGISTRY
    """Kinds of entry that ``check`` is shown."""
    fields: frozenset[str] = frozenset()
    """Of these, one must be a field of the entry itself for ``check`` to have anything to say; none named: it always may."""
    is_of_schema: bool = False
    """Whether ``check`` speaks only where the schema has something against the entry."""
    is_exclusive: bool = False
    """If this rule reports anything, all other rules skip the entry."""
    is_final: bool = False
    """Whether its findings suppress other rules.

    This applies to the value and all nodes below it.
    """
    look: Callable[[str], object] | None = None
    """A quick look at the text of a file, which holds no escapes: without a result ``check`` has nothing to say."""
    remedy: Callable[[Finding, Source], Fix | None] | None = None
    """Only where the reader looks: how to fix in the text what it found."""

    may_be_silenced: bool = False
    """Whether a comment with a reason may silence the rule.

    Only matters of judgement qualify, never errors or personal data.
    """
    is_personal: bool = False
    """Whether its findings are personal data, which ``alisei privacy audit`` lists."""

    def concerns(self, kind: str, registry: tuple[str, ...]) -> bool:
        """Whether entries of ``kind`` are shown to ``check``; ``registry`` names the kinds that have a folder of their own."""
        return kind in self.kinds or self.kinds == EVERYTHING or (not self.kinds and kind in registry)
