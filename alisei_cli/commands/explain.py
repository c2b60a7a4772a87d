"""Explain a rule: what it wants, why, and a wrong and a right example."""

from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    rule: Annotated[
        str | None, typer.Argument(metavar="[CODE|RULE]", help=t("ALI201 or unknown-term; without it, the list of all."))
    ] = None,
) -> None:
    from alisei_cli.errors import UsageError
    from alisei_cli.language import _
    from alisei_cli.model.page import parse
    from alisei_cli.model.verdict import RuleInfo
    from alisei_cli.nearest import find_nearest
    from alisei_cli.render.page import catalogue, page
    from alisei_cli.rules import RULES

    call: Call = context.obj
    codes = {RULES.load(name).code: name for name in RULES.names}
    if rule is None:
        call.print(catalogue([(code, name, RULES.summary(name)) for code, name in sorted(codes.items())], call.screen))
        return
    name = codes.get(rule.upper()) or codes.get(f"ALI{rule}", rule.lower())
    if name not in RULES.names:
        near = find_nearest(rule.replace("_", "-"), [*RULES.names, *codes], 1)
        hint = _("Did you mean {near}?", near=near[0]) if near else _("alisei explain lists them all.")
        raise UsageError(_("there is no rule called {name}", name=rule), hint)
    found = RULES.load(name)
    info = RuleInfo(found.code, name, found.severity, RULES.summary(name))
    call.print(page(info, parse(RULES.page(name)), call.screen))


COMMAND = Command(
    run,
    example="alisei explain ALI201",
    more=("alisei explain unknown-term", "alisei explain"),
    group="entries",
    place=4,
)
