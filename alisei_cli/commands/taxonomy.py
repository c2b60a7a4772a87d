"""List the facets of the taxonomy, or the terms of one, with how many entries use each."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_of
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    facet: Annotated[
        str | None, typer.Argument(metavar="[FACET|TERM]", help=t("sector, type, technologies, ...: its terms; or one term."))
    ] = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.terms import facets, terms
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    form = FORMATS.load(format or format_of(output))
    dataset = view(call.dataset(), audience)
    answer = terms(dataset, facet) if facet else facets(dataset)
    call.hand_over(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei taxonomy sector",
    more=("alisei taxonomy", "alisei taxonomy technology -o technologies.xlsx"),
    group="questions",
    place=4,
)
