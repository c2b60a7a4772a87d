"""Answer a question about the registry in tables; without a name, the overview and the list of reports."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_of
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("Which report."))] = None,
    times: Annotated[
        list[str] | None, typer.Argument(metavar="[A B]", help=t("For the report compare: two dates or revisions."))
    ] = None,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
    as_of: options.AsOf = None,
    where: options.Where = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help=t("Only this table."))] = None,
    rows: options.Rows = None,
    cols: options.Cols = None,
    facet: options.Facet = None,
    by: options.By = None,
    level: options.Level = None,
    every: options.Every = None,
    months: options.Months = None,
) -> None:
    from alisei_cli.core.ask import Request, ask
    from alisei_cli.render.page import catalogue
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.reports import REPORTS

    call: Call = context.obj
    named = format or format_of(output)
    form = FORMATS.load(named)
    asked = name or "overview"
    report = REPORTS.load(asked)
    choices = {"rows": rows, "cols": cols, "facet": facet, "by": by, "level": level, "every": every, "months": months}
    request = Request(audience, where or [], table, choices, times or [])
    dataset, past = call.state(as_of)
    call.hand_over(form, ask(asked, report, dataset, request, past), output, is_all=is_all)
    if name is None and named == "text" and output is None:
        call.print(["", t("Reports: alisei report NAME")])
        call.print(catalogue([(" ", each, REPORTS.summary(each)) for each in REPORTS.names], call.screen))


COMMAND = Command(run)
