"""Make the sheet for a mission: who goes, what each offers and seeks, whom it should meet, a page each."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help=t("Id of the event."))],
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.delegation import prepare_delegation
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it=False))
    seen = view(call.dataset(as_of), audience)
    answer = prepare_delegation(seen, Path(event).name.removesuffix(".yaml"))
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei delegation EVENT -o delegation.pdf",
    more=("alisei delegation EVENT -o delegation.xlsx", "alisei delegation EVENT --audience members -o delegation.html"),
    group="secretariat",
    place=4,
)
