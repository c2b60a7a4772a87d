"""Judge the dataset: everything wrong in one run, each with place, reason and remedy."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help=t("Report only what stands in these files or folders."))
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=t("text, json, ... : how to say it."))] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="SEVERITY", help=t("error, warning or note: from where on the exit code is 1."))
    ] = "error",
) -> None:
    from alisei_cli.commands._choices import severity
    from alisei_cli.core.scope import within
    from alisei_cli.pipeline import validate
    from alisei_cli.render.verdicts import FORMATS

    call: Call = context.obj
    threshold = severity(fail_on)
    form = FORMATS.load(format)
    root = call.root
    verdict = validate(root)
    if paths:
        verdict = within(verdict, call.inside(root, paths))
    call.print(form.render(verdict, call.is_colour))
    raise typer.Exit(1 if verdict.fails(threshold) else 0)


COMMAND = Command(run)
