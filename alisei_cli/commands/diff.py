"""Show what changed in meaning between two states of the registry, by entry and field, with the effect on totals."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.commands._lines import LineFile, hand_over_lines
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    base: Annotated[
        str, typer.Argument(metavar="BASE", help=t('The state before: a commit, branch, tag or date, "1 year ago".'))
    ],
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help=t("The state after; without it, the files as they are now."))
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="{differences}", help=t("How to say it; text unless said otherwise."))
    ] = None,
    output: LineFile = None,
    audience: options.Audience = None,
    is_all: Annotated[
        bool, typer.Option("--all", help=t("Everything, also where a terminal would show only the first."))
    ] = False,
) -> None:
    from alisei_cli.core.diff import diff
    from alisei_cli.language import _
    from alisei_cli.render.differences import choose
    from alisei_cli.store.history import load_two

    call: Call = context.obj.without_overlay(_("The overlay is left out of the comparison: states of the past have none."))
    form = choose(format, output.suffix if output else "")
    root = call.root
    call.settle(root, is_look=True)
    before, after, altered = load_two(root, base, head)
    found = diff(before, after, altered, audience)
    hand_over_lines(call, lambda screen: form.render(found, screen), output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei diff HEAD~10 --format markdown",
    more=('alisei diff "1 year ago" -o changes.md',),
    group="questions",
    place=5,
)
