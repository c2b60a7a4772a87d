"""Bring organisations in from another source: matched to what is there, shown first, all or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=t("Which importer: ror, csv."))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=t("The source."))],
    select: Annotated[
        Path | None,
        typer.Option("--select", metavar="CSV", help=t("Table that says which records to take, their types and places.")),
    ] = None,
    accessed: Annotated[
        str | None, typer.Option("--accessed", metavar="DATE", help=t("When the source was taken; else today."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Only show what would be done."))] = False,
) -> None:
    from alisei_cli.importers import IMPORTERS
    from alisei_cli.intake import bring_in, prepare, vet
    from alisei_cli.render.plan import show

    call: Call = context.obj
    importer = IMPORTERS.load(name)
    root = call.root
    call.settle(root, is_look=dry_run)
    intake = prepare(root, importer, file, select, accessed)
    call.print(show(intake.plan, intake.harvest, call.is_colour))
    if dry_run:
        vet(root, intake)
    else:
        bring_in(root, intake)


COMMAND = Command(run)
