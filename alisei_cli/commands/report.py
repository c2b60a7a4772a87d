"""Answer a question about the registry in tables; without a name, the overview and the list of reports."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t

SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".pdf": "pdf"}
"""What the end of a file's name says of the format wanted in it."""


def run(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("Which report."))] = None,
    times: Annotated[
        list[str] | None, typer.Argument(metavar="[A B]", help=t("For the report compare: two dates or revisions."))
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=t("text (unless said otherwise), json, csv, markdown, html, xlsx, pdf.")),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=t("Write to this file; its ending (.csv, .json, .md, .html, .xlsx, .pdf) says the format."),
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="REV|DATE",
            help=t("The registry as it was at a commit, a tag, or the end of a day, month or year."),
        ),
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="FACET=TERM", help=t("Only entries of this term or its children."))
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option("--audience", metavar="AUDIENCE", help=t("public (unless said otherwise), members, secretariat.")),
    ] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help=t("Only this table."))] = None,
    rows: Annotated[str | None, typer.Option("--rows", metavar="FACET", help=t("matrix: what the rows are."))] = None,
    cols: Annotated[str | None, typer.Option("--cols", metavar="FACET", help=t("matrix: what the columns are."))] = None,
    facet: Annotated[str | None, typer.Option("--facet", metavar="FACET", help=t("coverage: which facet."))] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="FACET", help=t("trend, compare, specialisation: counted by what."))
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level", metavar="LEVEL", help=t("parents (terms of the first level, with those below) or leaves (as written).")
        ),
    ] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="PERIOD", help=t("trend: month, year, release or commit."))
    ] = None,
    months: Annotated[
        str | None, typer.Option("--months", metavar="N", help=t("freshness: entries that nobody has changed for so long."))
    ] = None,
) -> None:
    from alisei_cli.core.ask import Request, ask
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.reports import REPORTS

    call: Call = context.obj
    named = format or (SUFFIXES.get(output.suffix.lower()) if output else None) or "text"
    form = FORMATS.load(named)
    asked = name or "overview"
    report = REPORTS.load(asked)
    choices = {"rows": rows, "cols": cols, "facet": facet, "by": by, "level": level, "every": every, "months": months}
    request = Request(audience, where or [], table, choices, times or [])
    dataset, past = call.state(as_of)
    call.hand_over(form, ask(asked, report, dataset, request, past), output)
    if name is None and named == "text" and output is None:
        call.print(
            ["", t("Reports: alisei report NAME"), *(f"  {each:<16} {t(REPORTS.summary(each))}" for each in REPORTS.names)]
        )


COMMAND = Command(run)
