"""Answer a question about the registry in tables; without a name, the overview and the list of reports."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_of
from alisei_cli.commands._contract import Call, Command, Declared
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[REPORT]", help=t("Which report."))] = None,
    times: Annotated[
        list[str] | None, typer.Argument(metavar="[A B]", help=t("For the report compare: two dates or revisions."))
    ] = None,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
    as_of: options.AsOf = None,
    where: options.Where = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    before: options.Before = None,
    table: Annotated[str | None, typer.Option("--table", metavar="TABLE", help=t("Only this table."))] = None,
    **choices: str | None,
) -> None:
    from alisei_cli.core.ask import Request, ask
    from alisei_cli.model.statistics import read_published
    from alisei_cli.render.page import catalogue
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.reports import REPORTS
    from alisei_cli.store.outside import read_source

    call: Call = context.obj
    named = format or format_of(output)
    form = FORMATS.load(named)
    asked = name or "overview"
    report = REPORTS.load(asked)
    earlier = [read_published(read_source(file), file) for file in before or []]
    request = Request(audience, where or [], table, choices, times or [], earlier)
    dataset, past = call.state(as_of)
    call.hand_over(form, ask(asked, report, dataset, request, past), output, is_all=is_all)
    if name is None and named == "text" and output is None:
        call.print(["", t("Reports: alisei report NAME")])
        call.print(catalogue([(" ", each, REPORTS.summary(each)) for each in REPORTS.names], call.screen))


def declare(words: Sequence[str]) -> Iterator[Declared]:
    """The options of the report that ``words`` name; of every report where help is asked, or another option.

    Only what is needed is imported: each report costs milliseconds.
    """
    from alisei_cli.reports import REPORTS

    named = next((word for word in words if word in REPORTS.names), "overview")
    own = {option.name for option in REPORTS.load(named).options}
    given = {word[2:].partition("=")[0] for word in words if word.startswith("--")}
    is_known = given <= {*own, *_COMMON} and "-h" not in words
    reports = {name: REPORTS.load(name) for name in ([named] if is_known else REPORTS.names)}
    known = {option.name: option for report in reports.values() for option in report.options}
    for key, option in known.items():
        users = ", ".join(name for name, report in reports.items() if option in report.options)
        yield Declared(key, option.metavar, f"{users}: {option.help}")


_COMMON = frozenset({"format", "output", "as-of", "where", "audience", "all", "table", "before", "root", "lang", "no-color"})
"""Options that every report has, and those of every command."""

COMMAND = Command(
    run,
    declare,
    example="alisei report matrix --rows type --cols area",
    more=("alisei report members -o members.xlsx", "alisei report overview --where region=toscana --as-of 2026"),
    group="questions",
    place=3,
)
