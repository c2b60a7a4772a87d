"""Export the data for other programs, of today or of a past date; without a name, list the formats."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[EXPORT]", help=t("Which format."))] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help=t("Write to this file, or to this folder where the format has several files.")
        ),
    ] = None,
    as_of: options.AsOf = None,
    where: options.Where = None,
    audience: options.Audience = None,
    is_excel_it: options.ExcelIt = False,
) -> None:
    from alisei_cli.core.ask import choose_entries
    from alisei_cli.core.conditions import asked_together
    from alisei_cli.core.notes import note_choice
    from alisei_cli.core.view import view
    from alisei_cli.errors import DataError, UsageError
    from alisei_cli.escape import escape_command, escape_line
    from alisei_cli.exports import EXPORTS
    from alisei_cli.language import _

    call: Call = context.obj
    if name is None:
        call.print([t("Exports: alisei export NAME"), *(f"  {each:<16} {t(EXPORTS.summary(each))}" for each in EXPORTS.names)])
        return
    export = EXPORTS.load(name)
    build = export.build_excel_it if is_excel_it else export.build
    if build is None:
        raise UsageError(_("--excel-it makes CSV, not {name}", name=name), _("Leave it out, or write: alisei export csv"))
    if export.is_binary and output is None:
        raise UsageError(_("this format is not for the screen"), _("Name a file to write it to: -o FILE"))
    dataset = call.dataset(as_of)
    conditions = asked_together(where or [], dataset.context)
    whole = view(dataset, audience)
    seen = choose_entries(whole, conditions)
    call.print_notes(note_choice(whole, conditions))
    files = build(seen)
    if export.note:
        call.print_notes(export.note(seen))
    main = export.main
    if main not in files and "stakeholder" not in dataset.context.broken:
        main = next(iter(files))  # a registry of other kinds
    if main not in files:
        said = _("the stakeholders cannot be exported: their schema cannot be used")
        raise DataError(said, _("alisei validate says what is wrong."))
    if output is None:
        call.print(escape_command(escape_line(line)) for line in files[main].decode().splitlines())  # a file has it to the letter
    elif output.suffix and output.suffix.lower() != Path(main).suffix:
        said = _("{form} is not written into a file that ends in {suffix}", form=name, suffix=output.suffix)
        raise UsageError(said, _("For example: -o {name}", name=main))
    elif output.suffix or len(files) == 1:
        call.write(output, files[main])
    else:
        call.write(output, files)


COMMAND = Command(
    run,
    example="alisei export csv -o registry-csv",
    more=(
        "alisei export json --where region=toscana -o toscana.json",
        "alisei export ics -o events.ics",
    ),
    group="secretariat",
    place=2,
)
