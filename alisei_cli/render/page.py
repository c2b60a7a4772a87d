"""The page of a rule at a terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from alisei_cli.language import _
from alisei_cli.language import translate as t
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.page import Example, Page
from alisei_cli.model.verdict import RuleInfo
from alisei_cli.render._paint import paint

WIDTH = 100

SEVERITIES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}


def page(rule: RuleInfo, parsed: Page, is_colour: bool) -> Iterator[str]:
    """Code and sentence, the reason, then each example with the file that it stands in."""
    yield paint(f"{rule.code} {rule.name}", "bold", is_colour) + f" ({SEVERITIES[rule.severity]})"
    yield ""
    yield from textwrap.wrap(t(parsed.summary), WIDTH)
    yield ""
    yield from textwrap.wrap(f"{_('Why:')} {t(parsed.why)}", WIDTH)
    yield from _examples(str(_("Wrong:")), parsed.wrong, "error", is_colour)
    yield from _examples(str(_("Right:")), parsed.right, "help", is_colour)


def catalogue(rules: Sequence[tuple[str, str, str]], is_colour: bool) -> Iterator[str]:
    """One line a rule: code, name, sentence."""
    for code, name, summary in rules:
        yield f"{paint(code, 'bold', is_colour)} {name:<28} {t(summary)}"


def _examples(heading: str, examples: tuple[Example, ...], style: str, is_colour: bool) -> Iterator[str]:
    yield ""
    yield paint(heading, style, is_colour)
    for example in examples:
        times = f" × {example.times}" if example.times > 1 else ""
        yield paint(f"  {example.path}{times}", "dim", is_colour)
        yield from (f"    {line}" for line in example.content.rstrip("\n").split("\n"))
