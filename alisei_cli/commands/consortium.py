"""Find the smallest sets of partners that meet the rules of a call, each explained; if there is none, name what is missing."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.commands._lines import LineFile, LineFormat, hand_over_lines
from alisei_cli.language import translate as t

File = Annotated[
    Path, typer.Argument(metavar="CALL.yaml", help=t("The rules of the call; docs/consortium.md says how to write them."))
]
Number = Annotated[
    int, typer.Option("--sets", metavar="N", min=1, max=10, help=t("At most this many sets; 3 unless said otherwise."))
]


def run(
    context: typer.Context,
    file: File,
    sets: Number = 3,
    audience: options.Audience = None,
    as_of: options.AsOf = None,
    format: LineFormat = None,
    output: LineFile = None,
) -> None:
    from alisei_cli.call_files import read_call
    from alisei_cli.core.consortium import find_consortia
    from alisei_cli.core.view import view
    from alisei_cli.model.diagnostic import Severity
    from alisei_cli.render.consortia import FORMATS
    from alisei_cli.render.forms import choose_form
    from alisei_cli.render.verdicts import FORMATS as VERDICTS

    call: Call = context.obj
    form = FORMATS[choose_form(format, output.suffix if output else "")]
    dataset = view(call.dataset(as_of), audience)
    verdict, data = read_call(file, dataset)
    if verdict.fails(Severity.ERROR):
        call.print(VERDICTS.load("text").render(verdict, call.screen))
        raise typer.Exit(1)
    found = find_consortia(data, dataset, sets)
    hand_over_lines(call, lambda screen: form(found, screen), output)


COMMAND = Command(
    run,
    example="alisei consortium CALL.yaml",
    more=("alisei consortium CALL.yaml --sets 5 -o sets.md",),
    group="questions",
    place=7,
)
