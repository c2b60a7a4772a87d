"""Check the dataset: everything wrong in one run, each with place, reason and remedy."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help=t("Show only problems of these files or folders."))
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="{verdicts}", help=t("How to say it."))] = "text",
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="error|warning|note", help=t("From this severity on, the exit code is 1.")),
    ] = "error",
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help=t("Show only problems of files changed since this commit."))
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help=t("Number of processes; without it, the program chooses."))
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help=t("Check everything again, without the cache."))] = False,
    is_all: Annotated[bool, typer.Option("--all", help=t("Show every note, not one line for each kind."))] = False,
) -> None:
    from alisei_cli.commands._choices import severity
    from alisei_cli.core.scope import keep_concerning
    from alisei_cli.core.view import hide_values
    from alisei_cli.pipeline import validate, validate_since
    from alisei_cli.render.verdicts import FORMATS

    call: Call = context.obj
    threshold = severity(fail_on)
    form = FORMATS.load(format)
    root = call.root
    call.settle(root, is_look=True)
    overlay = call.overlay
    verdict = (
        validate_since(root, since, jobs, not no_cache, overlay) if since else validate(root, jobs, not no_cache, overlay=overlay)
    )
    if paths:
        verdict = keep_concerning(verdict, call.inside(root, paths))
    verdict = hide_values(verdict)
    call.print(form.render(verdict, call.screen.whole() if is_all else call.screen))
    if form.summary:
        call.summarise(form.summary(verdict))
    raise typer.Exit(1 if verdict.fails(threshold) else 0)


COMMAND = Command(
    run,
    example="alisei validate registry/stakeholders/toscana",
    more=("alisei validate", "alisei validate --since HEAD --fail-on warning"),
    group="entries",
    place=2,
)
