"""Say how two entries are connected, step by step, and by which years."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help=t("Id or name of the entry."))],
    other: Annotated[str, typer.Argument(metavar="ID", help=t("Id or name of the other entry."))],
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="ID", help=t("No way leads through this entry. May be given several times.")),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=100, help=t("At most this many ways; 3 unless said otherwise."))
    ] = 3,
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.path import find_paths
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    answer = find_paths(view(call.dataset(as_of), audience), id, other, without or [], limit)
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei path ID OTHER",
    more=("alisei path ID OTHER --without cluster-alisei",),
    group="questions",
    place=8,
)
