"""Verdicts made of nothing, for the tests of formats."""

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.source import Span
from alisei_cli.model.verdict import RuleInfo, Verdict

RULES = {
    "unknown-term": RuleInfo("ALI201", "unknown-term", Severity.ERROR, "A sentence."),
    "expired-offer": RuleInfo("ALI411", "expired-offer", Severity.WARNING, "A sentence."),
    "plain-http": RuleInfo("ALI410", "plain-http", Severity.NOTE, "A sentence."),
}


def diagnostic(severity: Severity, path: str, line: int = 1, word: str = "x", end_line: int = 0) -> Diagnostic:
    """One thing to say."""
    rule = next(rule for rule in RULES.values() if rule.severity is severity)
    return Diagnostic(
        rule.code,
        rule.name,
        severity,
        path,
        Span(line, 3, end_line or line, 8),
        ("type",),
        _("{word} is wrong", word=word),
        _("Mend it."),
    )


def verdict(*diagnostics: Diagnostic) -> Verdict:
    """Everything said, in order."""
    ordered = sorted(diagnostics, key=lambda each: each.order)
    return Verdict(tuple(ordered), tuple(dict.fromkeys(each.path for each in ordered)), rules=RULES)
