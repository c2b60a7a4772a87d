"""List open offers and needs, those that expire first on top."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    which: Annotated[
        str | None, typer.Argument(metavar="[offers|needs]", help=t("Only these; both unless said otherwise."))
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="NAME=VALUE",
            help=t(
                "Only offers and needs that meet this: collaboration=licensing, technology=robotics, therapeutic-area=oncology, trl=4, or of the body: region=toscana, type=company. May be given several times; all must be met."
            ),
        ),
    ] = None,
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.opportunities import list_opportunities
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    answer = list_opportunities(view(call.dataset(as_of), audience), which, where or [])
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei opportunities --where technology=robotics",
    more=("alisei opportunities needs --where region=toscana -o needs.xlsx",),
    group="questions",
    place=6,
)
