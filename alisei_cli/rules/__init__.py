"""The rules: one file each, page included. To add a rule, add a file."""

from alisei_cli.language import _
from alisei_cli.model.verdict import RuleInfo
from alisei_cli.rules._contract import Rule
from alisei_cli.shelf import Shelf

RULES: Shelf[Rule] = Shelf("alisei_cli.rules", "RULE", Rule, _("there is no rule called {name}"))


def info(name: str) -> RuleInfo:
    """A rule as outputs describe it."""
    rule = RULES.load(name)
    return RuleInfo(rule.code, name, rule.severity, RULES.summary(name))
