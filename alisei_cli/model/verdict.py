"""The outcome of a judgement, whole: renderers need nothing else."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as outputs describe it."""

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """A diagnostic that a comment silences, and the reason."""

    diagnostic: Diagnostic
    reason: str


class Lazy(Mapping[str, T]):
    """A mapping whose values are brought on first use; what cannot be brought is absent."""

    def __init__(self, keys: Collection[str], bring: Callable[[str], T | None]) -> None:
        self._keys = keys
        self._bring = bring
        self._found: dict[str, T | None] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._found:
            self._found[key] = self._bring(key)
        value = self._found[key]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class Verdict:
    """Every diagnostic in order, every file judged, every rule that ran."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    """Path of every file judged, in order."""
    silenced: tuple[Silenced, ...] = ()
    """Silenced diagnostics in the same order; every output format reports them."""
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False, compare=False)
    """Text of each file that may be opened, by path; brought on first use."""
    rules: Mapping[str, RuleInfo] = field(default_factory=dict, repr=False, compare=False)
    """Every rule by name; brought on first use."""
    schemas: Mapping[str, Schema] = field(default_factory=dict, repr=False, compare=False)
    """Schema of each file that one judges, by path; brought on first use."""

    def count(self, severity: Severity) -> int:
        """How many diagnostics have exactly this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def fails(self, threshold: Severity) -> bool:
        """Whether anything is at or above ``threshold``."""
        return any(diagnostic.severity >= threshold for diagnostic in self.diagnostics)
