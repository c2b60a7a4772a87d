"""List entries as a table, in Excel too: with any columns, in any order, by what they are or leave empty."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help=t("stakeholder (unless said otherwise), group, event, project."))
    ] = None,
    where: options.SearchWhere = None,
    missing: Annotated[
        list[str] | None,
        typer.Option(
            "--missing",
            metavar="FIELD,...",
            help=t("Only entries that leave all of these fields empty: website,contact.mailbox. May be given several times."),
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="FIELD,...",
            help=t("What to show: name,municipality,website; any facet, place or field, in English or Italian."),
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="FIELD,...", help=t("Order: region,name; -facts.founded for the latest first.")),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=t("At most this many entries."))] = None,
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.list_entries import Request, list_entries
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    request = Request(kind, where or [], missing or [], columns, sort, limit)
    answer = list_entries(view(call.dataset(as_of), audience), request)
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei list --where region=toscana --columns name,website -o list.xlsx",
    more=("alisei list --missing website --sort region", "alisei list event --where dates.from=2025.. --sort dates.from"),
    group="questions",
    place=2,
)
