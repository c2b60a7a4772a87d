"""Answer a question about the registry in tables; without a name, the overview and the list of reports."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t

SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown"}
"""What the end of a file's name says of the format wanted in it."""


def run(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("Which report."))] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help=t("text (unless said otherwise), json, csv, markdown."))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help=t("Write to this file; .csv, .json or .md at its end says the format.")
        ),
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="FACET=TERM", help=t("Only entries of this term or its children."))
    ] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help=t("Only this table."))] = None,
) -> None:
    from alisei_cli.core.ask import ask
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.reports import REPORTS

    call: Call = context.obj
    named = format or (SUFFIXES.get(output.suffix.lower()) if output else None) or "text"
    form = FORMATS.load(named)
    report = REPORTS.load(name or "overview")
    answer = ask(name or "overview", report, call.dataset(), where or [], table)
    call.deliver(form.render(answer, call.is_colour and output is None), output)
    if name is None and named == "text" and output is None:
        call.print(
            ["", t("Reports: alisei report NAME"), *(f"  {each:<14} {t(REPORTS.summary(each))}" for each in REPORTS.names)]
        )


COMMAND = Command(run)
