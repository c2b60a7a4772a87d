"""Find entries by words and terms, places too: accents, case and language do not matter, synonyms count."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_of
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help=t("Words; every one must be found. Without words, --where alone selects.")),
    ] = None,
    where: options.SearchWhere = None,
    as_of: options.AsOf = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.find import find
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.searching import add_words

    call: Call = context.obj
    form = FORMATS.load(format or format_of(output))
    seen = view(call.dataset(as_of), audience)
    answer = find(add_words(seen, call.root) if text else seen, " ".join(text or []), where or [])
    call.hand_over_with_notes(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei search WORD",
    more=("alisei search hospitals in tuscany", "alisei search --where type=company --where area=sud -o south.xlsx"),
    group="questions",
    place=1,
)
