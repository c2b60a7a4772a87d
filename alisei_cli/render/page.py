"""The page of a rule at a terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from alisei_cli.language import _
from alisei_cli.language import translate as t
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.page import Example, Page
from alisei_cli.model.verdict import RuleInfo
from alisei_cli.render._paint import paint
from alisei_cli.render.lines import wrap_hanging
from alisei_cli.render.screen import Screen

WIDTH = 100
"""Most columns of a paragraph."""

SEVERITIES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}


def page(rule: RuleInfo, parsed: Page, screen: Screen) -> Iterator[str]:
    """Code and sentence, the reason, then each example with the file that it stands in."""
    is_colour = screen.is_colour
    yield paint(f"{rule.code} {rule.name}", "bold", is_colour) + f" ({SEVERITIES[rule.severity]})"
    yield ""
    yield from _wrap(_strip_markup(parsed.summary), screen)
    yield ""
    yield from _wrap(f"{_('Why:')} {_strip_markup(parsed.why)}", screen)
    yield from _examples(str(_("Wrong:")), parsed.wrong, "error", is_colour)
    yield from _examples(str(_("Right:")), parsed.right, "help", is_colour)
    if any(example.form == "fields" for example in parsed.wrong):
        yield ""
        yield from _wrap(str(_("The examples show the fields that matter; the rest of the entry is as in any other.")), screen)


def _wrap(sentence: str, screen: Screen) -> list[str]:
    """``sentence`` as wide as the terminal, ``WIDTH`` at most; on one line where a program reads it."""
    if screen.width is None:
        return [sentence]
    return textwrap.wrap(sentence, max(40, min(screen.width, WIDTH)), break_on_hyphens=False)


def catalogue(items: Sequence[tuple[str, str, str]], screen: Screen) -> Iterator[str]:
    """Each item: sign, name, sentence, which goes on below itself where the terminal is too narrow for it."""
    longest = max((len(name) for _sign, name, _summary in items), default=0)
    for sign, name, summary in items:
        first, *rest = wrap_hanging(_strip_markup(summary), len(sign) + longest + 3, screen.width)
        yield f"{paint(sign, 'bold', screen.is_colour)} {name:<{longest + 1}} {first}"
        yield from rest


def _strip_markup(sentence: str) -> str:
    """A sentence of a page in the language of the moment, without the signs that set code apart on a web page."""
    return t(sentence).replace("``", "")


def _examples(heading: str, examples: tuple[Example, ...], style: str, is_colour: bool) -> Iterator[str]:
    yield ""
    yield paint(heading, style, is_colour)
    for example in examples:
        if example.form == "link":
            yield paint(f"  {example.path} -> {example.content.strip()}", "dim", is_colour)
            continue
        times = f" × {example.times}" if example.times > 1 else ""
        yield paint(f"  {example.path}{times}", "dim", is_colour)
        yield from (f"    {line}" for line in example.content.rstrip("\n").split("\n"))
