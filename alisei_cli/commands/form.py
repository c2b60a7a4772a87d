"""Write a page in which a member corrects an entry, or fills in a new one, and turns it into a proposal: one file, no network."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help=t("Id or name of the entry."))] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help=t("Write the page to this file."))
    ] = None,
    is_new: Annotated[bool, typer.Option("--new", help=t("For an organisation that has no entry yet."))] = False,
    audience: options.Audience = None,
) -> None:
    from alisei_cli.core.called import find_id
    from alisei_cli.core.form_page import build_page
    from alisei_cli.core.view import view
    from alisei_cli.render.html.form import render_form

    call: Call = context.obj
    if (id_ is None) is not is_new:
        raise UsageError(
            _("a form is for one entry, or for a new one"), _("Write: alisei form ID -o FILE.html, or: alisei form --new")
        )
    if output is None:
        raise UsageError(_("this format is not for the screen"), _("Name a file to write it to: -o FILE.html"))
    seen = view(call.dataset(), audience)
    if not seen.is_public:
        call.outside(output)
    entry = seen.by_id[find_id(id_, seen.entries)] if id_ else None
    call.write(output, render_form(build_page(seen, entry)).encode())


COMMAND = Command(
    run,
    example="alisei form ID -o correggi.html",
    more=("alisei form --new -o nuova.html",),
    group="secretariat",
    place=2,
)
