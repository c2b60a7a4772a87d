"""Write entries into an Excel workbook that a member fills in and sends back; alisei propose reads it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Entry
    from alisei_cli.model.view import View


def run(
    context: typer.Context,
    verb: Annotated[str, typer.Argument(metavar="out", help=t("Write a workbook."))],
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help=t("These organisations; without an id all that meet the conditions.")),
    ] = None,
    where: options.SearchWhere = None,
    audience: options.Audience = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help=t("Write the workbook to this file."))
    ] = None,
) -> None:
    from alisei_cli.core.ask import choose_entries
    from alisei_cli.core.conditions import asked_together
    from alisei_cli.core.sheet import KIND, build_sheet
    from alisei_cli.core.view import view

    call: Call = context.obj
    if verb != "out":
        raise UsageError(_("{words} cannot be understood here", words=verb), _("Write: alisei sheet out [ID]... -o FILE.xlsx"))
    if output is None:
        raise UsageError(_("this format is not for the screen"), _("Name a file to write it to: -o FILE.xlsx"))
    dataset = call.dataset()
    shown = view(dataset, audience)
    if not shown.is_public:
        call.outside(output)
    seen = choose_entries(shown, asked_together(where or [], dataset.context, (KIND,)))
    entries = [entry for entry in _find(seen, ids or []) if entry.kind == KIND]
    call.write(output, build_sheet(seen, entries), _n("{n} organisation", "{n} organisations", n=len(entries)))


def _find(dataset: "View", ids: list[str]) -> "list[Entry]":
    """The entries with these ids, in their order; all without any.

    Raises:
        UsageError: there is none with one of the ids.
    """
    from alisei_cli.nearest import find_nearest

    for id_ in ids:
        if id_ not in dataset.by_id:
            near = find_nearest(id_, dataset.by_id, 1)
            help = _("Did you mean {near}?", near=near[0]) if near else None
            raise UsageError(_("there is no entry with the id {id}", id=id_), help)
    return [dataset.by_id[id_] for id_ in ids] if ids else list(dataset.entries)


COMMAND = Command(
    run,
    example="alisei sheet out --where region=toscana -o toscana.xlsx",
    more=("alisei sheet out ID OTHER -o schede.xlsx",),
    group="secretariat",
    place=1,
)
