"""Answer a question about the registry in tables; without a name, the overview and the list of reports."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("Which report."))] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=t("text, json, csv, markdown."))] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=t("Write to this file."))] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="FACET=TERM", help=t("Only entries of this term or its children."))
    ] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help=t("Only this table."))] = None,
) -> None:
    from alisei_cli.core.ask import ask
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.reports import REPORTS

    call: Call = context.obj
    form = FORMATS.load(format)
    report = REPORTS.load(name or "overview")
    answer = ask(name or "overview", report, call.dataset(), where or [], table)
    call.deliver(form.render(answer, call.is_colour and output is None), output)
    if name is None and format == "text" and output is None:
        call.print(
            ["", t("Reports: alisei report NAME"), *(f"  {each:<14} {t(REPORTS.summary(each))}" for each in REPORTS.names)]
        )


COMMAND = Command(run)
