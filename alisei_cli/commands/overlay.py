"""Begin an overlay, a private folder with values that a public registry may not hold, or say what is in one."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_of
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _, _n
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.render.tables._contract import Format

VERBS = ("init", "status")


def run(
    context: typer.Context,
    verb: Annotated[str, typer.Argument(metavar="init|status", help=t("Begin one, or count what is in one."))],
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar=t("[DIR]"), help=t("The folder of the overlay; without it, --overlay or ALISEI_OVERLAY names it.")
        ),
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option(
            "--audience", metavar="AUDIENCE", help=t("With init: members or secretariat (default), for whom it is at most.")
        ),
    ] = None,
    is_all: options.All = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.nearest import hint
    from alisei_cli.render.tables import FORMATS

    call: Call = context.obj
    if verb not in VERBS:
        raise UsageError(_("there is no {name} of an overlay", name=verb), hint(verb, VERBS))
    target = folder or call.overlay
    if target is None:
        raise UsageError(_("no overlay is named"), _("Name its folder: alisei overlay {verb} ../DIR", verb=verb))
    if verb == "init":
        _begin(call, target, audience)
        return
    if audience is not None:
        raise UsageError(_("--audience goes with init only"))
    _describe(call, target, FORMATS.load(format or format_of(output)), output, is_all=is_all)


def _begin(call: Call, target: Path, audience: str | None) -> None:
    from alisei_cli.store.load import load_context
    from alisei_cli.store.overlay import build_files, refuse_inside
    from alisei_cli.store.tree import WorkTree
    from alisei_cli.store.write import expect_vacant, write_new

    root = call.root
    refuse_inside(target, root)
    expect_vacant(target, _("Name a new folder, or a repository that holds nothing yet."))
    files = build_files(load_context(WorkTree(root)).context, audience)
    write_new(target, files)
    shown = target.resolve()
    call.print(
        str(line)
        for line in (
            _n("{path} holds an empty overlay: {n} file", "{path} holds an empty overlay: {n} files", n=len(files), path=shown),
            _("What to do next:"),
            _(
                "  1. Keep it in a git repository of its own that only the right people may read: git init, then a private remote."
            ),
            _("  2. Write values of an entry into a file with the same place and name: README.md shows one."),
            _("  3. Look at them: alisei --overlay {path} overlay status, then validate, show, list.", path=target),
        )
    )


def _describe(call: Call, target: Path, form: "Format", output: Path | None, *, is_all: bool) -> None:
    from alisei_cli.core.overlay_status import describe_overlay
    from alisei_cli.store.overlay import find_place, read_anywhere

    base = replace(call, overlay=None)
    dataset, place = base.dataset(), find_place(target, call.root)
    answer = describe_overlay(dataset, read_anywhere(target, dataset.context), place)
    call.hand_over_with_notes(form, answer, output, is_all=is_all)
    raise typer.Exit(1 if place.is_dangerous or any(table.name == "problems" and table.rows for table in answer.tables) else 0)


COMMAND = Command(
    run,
    example="alisei overlay status OVERLAY",
    more=("alisei overlay init ../private",),
    group="secretariat",
    place=6,
)
