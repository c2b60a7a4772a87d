"""Import organisations from another source: matched to the registry, shown first, all or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.importers import IMPORTERS
from alisei_cli.language import _
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="IMPORTER", help=t("Which importer: {importers}."))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=t("The source."))],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="NEW-ID", help=t("With --new: only these; otherwise all."), show_default=False)
    ] = None,
    select: Annotated[
        Path | None,
        typer.Option("--select", metavar="CSV", help=t("Table that says which records to take, with their types and places.")),
    ] = None,
    accessed: Annotated[
        str | None, typer.Option("--accessed", metavar="DATE", help=t("When the source was retrieved; else today."))
    ] = None,
    new: Annotated[
        bool,
        typer.Option("--new", help=t("Import rows that only resemble an entry as new entries: the rows with these ids, or all.")),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Only show what would be done."))] = False,
) -> None:
    from alisei_cli.core.hidden import Hidden, hide_plan
    from alisei_cli.core.merge import News
    from alisei_cli.importing import apply_import, check_import, prepare
    from alisei_cli.render.plan import show

    call: Call = context.obj.without_overlay()
    importer = IMPORTERS.load(name)
    if ids and not new:
        raise UsageError(_("{word} is one argument too many", word=ids[0]), _("One source at a time; ids come with --new."))
    root = call.root
    call.settle(root, is_look=dry_run)
    prepared = prepare(root, importer, file, select, accessed, News(tuple(ids or ()), is_all=not ids) if new else None)
    plan = hide_plan(prepared.plan, Hidden(prepared.context, prepared.sources))
    call.print(show(plan, prepared.result, call.is_colour))
    if dry_run:
        check_import(root, prepared)
    else:
        apply_import(root, prepared)


COMMAND = Command(
    run,
    example="alisei import csv FILE.csv --dry-run",
    more=("alisei import csv FILE.csv --accessed 2026-11-23 --dry-run",),
    group="secretariat",
    place=1,
)
