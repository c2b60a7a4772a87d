"""Confirm an entry: write into it on which day it was right, by whom; nothing else of the file changes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.core.confirm import By


def run(
    context: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ID", help=t("Id of the entry."))],
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="organisation|secretariat",
            help=t("Who says that the entry is right: the organisation itself, or the secretariat."),
        ),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=t("The day of the confirmation: 2026-05-01; today without it."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Only show the patch."))] = False,
) -> None:
    from alisei_cli.commands._patches import print_patches
    from alisei_cli.fixing import FilePatch
    from alisei_cli.store.load import load_context
    from alisei_cli.store.tree import WorkTree
    from alisei_cli.verifying import plan, write

    call: Call = context.obj
    root = call.root
    call.settle(root, is_look=dry_run)
    made = plan(root, Path(entry).name.removesuffix(".yaml"), _read_by(by), on)
    if made.before == made.after:
        call.print([str(_("{path} says this already", path=made.path))])
        return
    print_patches(call, [FilePatch(made.path, made.before, made.after, ())], load_context(WorkTree(root)).context)
    if dry_run:
        call.print([str(_("nothing written"))])
    else:
        write(root, made)


def _read_by(word: str) -> "By":
    from alisei_cli.nearest import hint

    known: dict[str, By] = {"organisation": "organisation", "secretariat": "secretariat"}
    if word not in known:
        raise UsageError(_("{word} cannot confirm an entry", word=word), hint(word, list(known)))
    return known[word]


COMMAND = Command(
    run,
    example="alisei verify ID --by organisation",
    more=("alisei verify ID --by secretariat --on 2026-11-02 --dry-run",),
    group="secretariat",
    place=2,
)
