"""The outcome of a judgement, whole: renderers need nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.source import Source


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as outputs describe it."""

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True)
class Verdict:
    """Every diagnostic in order, every file judged, every rule that ran."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    """Path of every file judged, in order."""
    suppressed: int = 0
    """How many diagnostics a comment silenced."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Text of the files that have diagnostics."""
    rules: tuple[RuleInfo, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many diagnostics have exactly this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def fails(self, threshold: Severity) -> bool:
        """Whether anything is at or above ``threshold``."""
        return any(diagnostic.severity >= threshold for diagnostic in self.diagnostics)
