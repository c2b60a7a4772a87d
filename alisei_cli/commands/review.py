"""Judge a pull request in one comment: what to correct, what changes and whose it is, what to ask back, which totals move."""

import os
from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help=t("The branch that the change is meant for."))],
    head: Annotated[str, typer.Argument(metavar="[HEAD]", help=t("The last commit of the change."))] = "HEAD",
    actor_id: Annotated[
        list[str] | None,
        typer.Option(
            "--actor-id",
            metavar="N",
            help=t(
                "Number of the GitHub account that proposes it, not its name. Of several (--actor-id N --actor-id M) the worse verdict counts."
            ),
        ),
    ] = None,
    other: Annotated[
        str | None, typer.Option("--with", metavar="REV", help=t("Another change, to say what only the two together break."))
    ] = None,
    files_at: Annotated[
        str | None,
        typer.Option(
            "--files-at",
            metavar="URL",
            help=t(
                "Address below which the files of HEAD are shown, for links: https://github.com/OWNER/REPOSITORY/edit/BRANCH. Without it, the repository that GitHub Actions names."
            ),
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=t("Write to this file, in Markdown."))
    ] = None,
) -> None:
    from alisei_cli.commands._lines import hand_over_lines
    from alisei_cli.model.change_set import parse_accounts
    from alisei_cli.render.review import render
    from alisei_cli.render.review.links import make_links
    from alisei_cli.reviewing import review_branch
    from alisei_cli.store.git import prefix

    call: Call = context.obj
    root, actors = call.root, parse_accounts(actor_id or ())
    if not actors:
        raise UsageError(
            _("review needs the number of the account that proposes the change"),
            _("For example: --actor-id 583231; https://api.github.com/users/NAME shows the number as id."),
        )
    found = review_branch(root, base, head, actors, other)
    links = make_links(files_at, os.environ, found.standing.head, prefix(root))
    hand_over_lines(call, lambda _screen: render(found, links), output)
    raise typer.Exit(0 if found.is_fine else 1)


COMMAND = Command(
    run,
    example="alisei review BASE HEAD --actor-id 583231",
    more=("alisei review BASE --actor-id 583231 -o review.md",),
    group="secretariat",
    place=1,
)
