"""Apply the fixes that diagnostics carry: the patch is shown, comments and all else stay, all files or none."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import Text, _, _n
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.mend import Mending
    from alisei_cli.model.verdict import Verdict


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help=t("Mend only what stands in these files or folders."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Only show the patch."))] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help=t("Also the fixes that somebody should look at."))] = False,
) -> None:
    from alisei_cli.core.scope import within
    from alisei_cli.mend import apply, plan
    from alisei_cli.pipeline import validate
    from alisei_cli.render.patch import patch
    from alisei_cli.store.load import load_law

    call: Call = context.obj
    root = call.root
    call.settle(root, is_look=dry_run)
    verdict = validate(root)
    if paths:
        verdict = within(verdict, call.inside(root, paths))
    mendings = plan(verdict, load_law(root).law, unsafe, root)
    for mending in mendings:
        call.print(patch(mending.path, mending.before, mending.after, call.is_colour))
    if not dry_run:
        apply(root, mendings)
    call.print([str(_("{said}", said=_account(verdict, mendings, unsafe, dry_run, paths or [])))])


def _account(verdict: "Verdict", mendings: "list[Mending]", is_unsafe: bool, is_look: bool, paths: list[Path]) -> list[Text]:
    """What was mended, and what was not."""
    from alisei_cli.model.diagnostic import Severity

    done = sum(len(mending.fixes) for mending in mendings)
    fixes = [each.fix for each in verdict.diagnostics if each.fix]
    asked = sum(fix.safe or is_unsafe for fix in fixes)
    files = _n("{n} file", "{n} files", n=len(mendings))
    said = [_n("{n} fix in {files}", "{n} fixes in {files}", n=done, files=files)]
    if is_look:
        said.append(_("nothing written"))
    errors = sum(each.severity is Severity.ERROR for each in verdict.diagnostics)
    if errors and not fixes:
        said.append(_n("{n} error has to be mended by hand", "{n} errors have to be mended by hand", n=errors))
    if asked > done and done:
        said.append(_n("{n} more to be tried by another run", "{n} more to be tried by another run", n=asked - done))
    elif asked > done:
        said.append(_n("{n} has to be made by hand", "{n} have to be made by hand", n=asked))
    if len(fixes) > asked:
        more = len(fixes) - asked
        command = f"alisei fix --unsafe --dry-run {' '.join(shlex.quote(str(path)) for path in paths) or t('PATH')}"
        said.append(_n("{n} more needs a look: {command}", "{n} more need a look: {command}", n=more, command=command))
    if is_unsafe and len(mendings) > 1 and not paths:
        said.append(_("entries of others may be among them; only your own: alisei fix --unsafe PATH"))
    return said


COMMAND = Command(run)
