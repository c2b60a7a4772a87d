"""List pairs of entries that may be one body, each with a score and the reasons for it."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="NAME=VALUE", help=t("Only pairs of which one entry is of this term or its children.")),
    ] = None,
    least: Annotated[
        int | None,
        typer.Option("--min-score", metavar="POINTS", min=0, help=t("Only pairs with at least this many points (default: 40).")),
    ] = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.duplicates import duplicates
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    answer = duplicates(view(call.dataset(), audience), where or [], least)
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei duplicates --where region=toscana",
    more=("alisei duplicates --min-score 60 -o pairs.xlsx",),
    group="secretariat",
    place=3,
)
