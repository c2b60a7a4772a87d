"""List the working groups: which are at work, who coordinates them since when, who leads them in the board."""

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command


def run(
    context: typer.Context,
    where: options.SearchWhere = None,
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.ask import Request, ask
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.reports import REPORTS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    request = Request(audience, where or [], "groups")
    dataset, past = call.state(as_of)
    answer = ask("groups", REPORTS.load("groups"), dataset, request, past)
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei groups",
    more=("alisei groups --where status=active", "alisei groups -o groups.xlsx"),
    group="questions",
    place=6,
)
