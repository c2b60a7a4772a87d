"""Find partners: ranked, each reason with its points and the two places in the registry that it rests on."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.commands._lines import LineFile, LineFormat, hand_over_lines
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
    format: LineFormat = None,
    output: LineFile = None,
) -> None:
    from alisei_cli.core.asker import ask, find_asker
    from alisei_cli.core.market import MOST, Market
    from alisei_cli.core.match import explain_partner, match_asker
    from alisei_cli.core.view import view
    from alisei_cli.errors import UsageError
    from alisei_cli.language import _
    from alisei_cli.render.forms import choose_form
    from alisei_cli.render.partners import FORMATS
    from alisei_cli.spreading import load_spread

    call: Call = context.obj
    form = FORMATS[choose_form(format, output.suffix if output else "")]
    is_question = bool(need or offer or technology or area or trl or region)
    if bool(id) == is_question:
        said = _("give an entry, or a question") if not id else _("give an entry or a question, not both")
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
    hand_over_lines(call, lambda screen: form(found, screen), output)


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
