"""Take in changes that members send, as mails, workbooks, issues or text: merge them, judge them, show them, write them."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.commands._lines import LineFile, LineFormat, hand_over_lines
from alisei_cli.language import Text
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.model.verdict import Verdict


def run(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=t("Files or folders of proposals; - reads standard input."))
    ],
    is_written: Annotated[
        bool, typer.Option("--write", help=t("Write the entries of the clean proposals: all or none."))
    ] = False,
    is_confirmed: Annotated[
        bool,
        typer.Option("--confirm", help=t("A person vouches for the confirmations among them: they go into the field verified.")),
    ] = False,
    format: LineFormat = None,
    output: LineFile = None,
) -> None:
    from alisei_cli.core.view import hide_values
    from alisei_cli.pipeline import validate_beside
    from alisei_cli.proposing import prepare, read_files, write
    from alisei_cli.render.forms import choose_form
    from alisei_cli.render.issue_answer import render_answer
    from alisei_cli.render.proposals import render_json, render_text, report_written

    call: Call = context.obj.without_overlay()
    form = choose_form(format, output.suffix if output else "", {".txt": "text", ".json": "json", ".md": "markdown"})
    root = call.root
    call.settle(root, is_look=not is_written)

    def judge(texts: Mapping[str, bytes]) -> "Verdict":
        return hide_values(validate_beside(root, texts))  # the answer may be read by everyone

    dataset_context, outcomes = prepare(root, lambda dataset: read_files(_read(files), dataset), judge, is_confirmed=is_confirmed)
    if is_written:
        write(root, outcomes)
    if form == "json":
        hand_over_lines(call, lambda _screen: render_json(outcomes, dataset_context), output)
    elif form == "markdown":
        hand_over_lines(call, lambda _screen: render_answer(outcomes, dataset_context), output)
    else:
        hand_over_lines(call, lambda screen: render_text(outcomes, dataset_context, screen), output)
    if is_written:
        call.print_notes(report_written(outcomes))
    if any(each.state != "clean" for each in outcomes):
        raise typer.Exit(1)


def _read(files: list[Path]) -> "Iterator[tuple[str, bytes | Text]]":
    """Name and content of each file, of a folder of every file in it; of one that is too large, why it is not read."""
    from alisei_cli.errors import DataError
    from alisei_cli.store.outside import list_files, read_bytes_of, read_standard_input

    for file in files:
        if str(file) == "-":
            yield "-", read_standard_input(sys.stdin.buffer)
            continue
        for each in list_files(file):
            try:
                yield str(each), read_bytes_of(each)
            except DataError as error:
                yield str(each), error.message


COMMAND = Command(
    run,
    example="alisei propose MAIL.eml",
    more=("alisei propose FOLDER --write", "alisei propose MAIL.eml --confirm --write"),
    group="secretariat",
    place=1,
)
