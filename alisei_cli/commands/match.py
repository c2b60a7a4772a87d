"""Find partners: ranked, each reason with its points and the two places in the registry that it rests on."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help=t("Id or name of the entry that looks for partners."))]
Need = Annotated[
    list[str] | None,
    typer.Option("--need", metavar="TERM", help=t("Without an id: a kind of collaboration that is looked for.")),
]
Offer = Annotated[
    list[str] | None,
    typer.Option("--offer", metavar="TERM", help=t("Without an id: a kind of collaboration that is offered.")),
]
Technology = Annotated[list[str] | None, typer.Option("--technology", metavar="TERM", help=t("What it is about: a technology."))]
Area = Annotated[list[str] | None, typer.Option("--area", metavar="TERM", help=t("What it is about: a therapeutic area."))]
Trl = Annotated[str | None, typer.Option("--trl", metavar="4-6", help=t("How mature: levels from 1 to 9."))]
Region = Annotated[str | None, typer.Option("--region", metavar="REGION", help=t("Where a partner is preferred."))]
Explain = Annotated[
    str | None, typer.Option("--explain", metavar="OTHER", help=t("Why this one is where it is, or not there at all."))
]
IsSpread = Annotated[
    bool, typer.Option("--spread", help=t("Give way to others that fit nearly as well where an organisation wins too often."))
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help=t("At most this many partners; 10 unless said otherwise."))
]
Format = Annotated[
    str | None, typer.Option("--format", metavar="text|json|markdown", help=t("How to say it; text unless said otherwise."))
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help=t("Write to this file; its ending, .txt, .json or .md, determines the format.")
    ),
]


def run(
    context: typer.Context,
    id: Id = None,
    need: Need = None,
    offer: Offer = None,
    technology: Technology = None,
    area: Area = None,
    trl: Trl = None,
    region: Region = None,
    explain: Explain = None,
    is_spread: IsSpread = False,
    limit: Limit = None,
    audience: options.Audience = None,
    format: Format = None,
    output: Output = None,
) -> None:
    from alisei_cli.core.asker import ask, find_asker
    from alisei_cli.core.market import MOST, Market
    from alisei_cli.core.match import explain_partner, match_asker
    from alisei_cli.core.view import view
    from alisei_cli.errors import UsageError
    from alisei_cli.language import _
    from alisei_cli.render.partners import choose
    from alisei_cli.render.screen import Screen
    from alisei_cli.spreading import load_spread

    call: Call = context.obj
    form = choose(format, output.suffix if output else "")
    is_question = bool(need or offer or technology or area or trl or region)
    if bool(id) == is_question:
        said = _("name an entry, or say what is looked for") if not id else _("an entry and a question are two things")
        raise UsageError(said, _("For example: alisei match ID, or alisei match --need licensing --technology robotics"))
    dataset = view(call.dataset(), audience)
    market = Market(dataset)
    if id:
        asker = find_asker(dataset, market, id)
    else:
        asker = ask(dataset.context, need or [], offer or [], technology or [], area or [], trl, region)
    if explain:
        found = explain_partner(dataset, market, asker, explain)
    else:
        tops = load_spread(dataset, market, call.root) if is_spread else None
        found = match_asker(dataset, market, asker, limit or MOST, tops)
    if output is None:
        call.print(form(found, call.screen))
    else:
        call.write(output, "".join(f"{line}\n" for line in form(found, Screen())).encode("utf-8", "backslashreplace"))


COMMAND = Command(
    run,
    example="alisei match ID",
    more=(
        "alisei match --need licensing --technology point-of-care-testing --trl 5-7",
        "alisei match ID --explain OTHER",
    ),
    group="questions",
    place=7,
)
