"""Find partners: ranked, each reason with its points and the two places in the registry that it rests on."""

import re
from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help=t("Id of the entry that looks for partners."))] = None,
    need: Annotated[
        list[str] | None,
        typer.Option("--need", metavar="TERM", help=t("Without an id: a kind of collaboration that is looked for.")),
    ] = None,
    technology: Annotated[
        list[str] | None, typer.Option("--technology", metavar="TERM", help=t("What it is about: a technology."))
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="TERM", help=t("What it is about: a therapeutic area."))
    ] = None,
    trl: Annotated[str | None, typer.Option("--trl", metavar="4-6", help=t("How mature: levels from 1 to 9."))] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="REGION", help=t("Where a partner is preferred."))] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="OTHER", help=t("Why this one is where it is, or not there at all."))
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help=t("At most this many partners; 10 unless said otherwise."))
    ] = None,
    audience: options.Audience = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="text|json|markdown", help=t("How to say it; text unless said otherwise."))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help=t("Write to this file; its ending, .txt, .json or .md, determines the format.")
        ),
    ] = None,
) -> None:
    from alisei_cli.core.market import MOST, ask, find_asker, market_of
    from alisei_cli.core.match import explain_partner, match_asker
    from alisei_cli.core.view import view
    from alisei_cli.errors import UsageError
    from alisei_cli.language import _
    from alisei_cli.render.partners import choose
    from alisei_cli.render.screen import Screen

    call: Call = context.obj
    form = choose(format, output.suffix if output else "")
    is_question = bool(need or technology or area or trl or region)
    if bool(id) == is_question:
        said = _("name an entry, or say what is looked for") if not id else _("an entry and a question are two things")
        raise UsageError(said, _("For example: alisei match ID, or alisei match --need licensing --technology robotics"))
    dataset = view(call.dataset(), audience)
    market = market_of(dataset)
    if id:
        asker = find_asker(dataset, market, re.split(r"[/\\]", id)[-1].removesuffix(".yaml"))
    else:
        asker = ask(dataset.context, need or [], technology or [], area or [], trl, region)
    found = explain_partner(dataset, market, asker, explain) if explain else match_asker(dataset, market, asker, limit or MOST)
    if output is None:
        call.print(form(found, call.screen))
    else:
        call.write(output, "".join(f"{line}\n" for line in form(found, Screen())).encode("utf-8", "backslashreplace"))


COMMAND = Command(
    run,
    example="alisei match ID",
    more=(
        "alisei match --need clinical-study-partnership --technology point-of-care-testing --trl 5-7",
        "alisei match ID --explain OTHER",
    ),
    group="questions",
    place=7,
)
