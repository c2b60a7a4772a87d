"""Prove that no output holds a value of a higher audience: audit leaks makes them all and searches every byte."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="leaks", help=t("What to prove."))],
    audience: options.Audience = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help=t("How to say it."))] = "text",
) -> None:
    from alisei_cli.commands._audit import audit_leaks
    from alisei_cli.errors import UsageError
    from alisei_cli.language import _
    from alisei_cli.nearest import hint
    from alisei_cli.render.leaks import FORMATS

    call: Call = context.obj
    if what != "leaks":
        raise UsageError(_("there is no audit called {name}", name=what), hint(what, ("leaks",)))
    if format not in FORMATS:
        raise UsageError(_("there is no format called {name}", name=format), hint(format, tuple(FORMATS)))
    found = audit_leaks(call, audience)
    call.print(FORMATS[format](found))
    call.print_notes(found.notes)
    raise typer.Exit(1 if found.leaks else 0)


COMMAND = Command(
    run,
    example="alisei audit leaks",
    more=("alisei audit leaks --audience public --format json",),
    group="maintainers",
    place=4,
)
