"""Apply the fixes that diagnostics carry: the patch is shown, comments and all else stay, all files or none."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help=t("Mend only what stands in these files or folders."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Only show the patch."))] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help=t("Also the fixes that somebody should look at."))] = False,
) -> None:
    from alisei_cli.core.scope import within
    from alisei_cli.language import _, _n
    from alisei_cli.mend import apply, plan
    from alisei_cli.pipeline import validate
    from alisei_cli.render.patch import patch
    from alisei_cli.store.load import load_law

    call: Call = context.obj
    root = call.root
    law = load_law(root).law
    verdict = validate(root)
    if paths:
        verdict = within(verdict, call.inside(root, paths))
    mendings = plan(verdict, law, unsafe)
    for mending in mendings:
        call.print(patch(mending.path, mending.before, mending.after, call.is_colour))
    if not dry_run:
        apply(root, mendings)
    done = sum(len(mending.fixes) for mending in mendings)
    left = sum(each.fix is not None for each in verdict.diagnostics) - done
    said = [_n("{n} fix in {files}", "{n} fixes in {files}", n=done, files=_n("{n} file", "{n} files", n=len(mendings)))]
    if left:
        said.append(_n("{n} more needs a look: alisei fix --unsafe", "{n} more need a look: alisei fix --unsafe", n=left))
    call.print([str(_("{said}", said=said))])


COMMAND = Command(run)
