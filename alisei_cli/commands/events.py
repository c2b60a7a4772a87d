"""List events and missions: coming or past, those of an organisation or a working group, those of a series."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    is_upcoming: Annotated[bool, typer.Option("--upcoming", help=t("Only events still to come."))] = False,
    is_past: Annotated[bool, typer.Option("--past", help=t("Only events of the past."))] = False,
    body: Annotated[
        str | None,
        typer.Option("--with", metavar="ID", help=t("Only events of this organisation or working group, with its role.")),
    ] = None,
    series: Annotated[str | None, typer.Option("--series", metavar="SERIES", help=t("Only events of this series."))] = None,
    where: options.SearchWhere = None,
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.list_events import Request, list_events
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    request = Request(is_upcoming, is_past, body, series, where or [])
    answer = list_events(view(call.dataset(as_of), audience), request)
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei events --upcoming",
    more=("alisei events --past -o events.xlsx", "alisei events --with ID"),
    group="questions",
    place=7,
)
