"""Apply the fixes that need no decision: show the patch, keep comments and everything else, write all files or none."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import Text, _, _n
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.fixing import Plan
    from alisei_cli.model.verdict import Verdict


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=t("Files or folders to fix; without one, what differs from the last commit.")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Only show the patch."))] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help=t("Also apply the fixes that someone should check."))] = False,
) -> None:
    from alisei_cli.commands._patches import print_patches
    from alisei_cli.core.scope import keep_within
    from alisei_cli.core.view import hide_values
    from alisei_cli.fixing import apply, plan
    from alisei_cli.pipeline import validate_beside
    from alisei_cli.render.leftover import list_leftover
    from alisei_cli.store.load import load_context
    from alisei_cli.store.tree import WorkTree

    call: Call = context.obj.without_overlay()
    root = call.root
    call.settle(root, is_look=dry_run)
    places = call.inside(root, paths) if paths else _list_changed(root)
    shared = load_context(WorkTree(root)).context

    def judged(texts: Mapping[str, bytes]) -> "Verdict":
        verdict = validate_beside(root, texts)
        return verdict if places is None else keep_within(verdict, places)

    made = plan(root, shared, judged, unsafe)
    print_patches(call, made.mendings, shared)
    if not dry_run:
        apply(root, made.mendings)
    call.print(list_leftover(hide_values(made.left), call.screen))
    call.print([str(_("{said}", said=_account(made, unsafe, dry_run, paths or [])))])
    if places is not None and not paths:
        call.print(
            [
                str(
                    _(
                        "Only what differs from the last commit was checked; all entries: alisei fix {path}",
                        path=_fix_all_command(root),
                    )
                )
            ]
        )


def _list_changed(root: Path) -> list[str] | None:
    """List the files that differ from the last commit; ``None`` without git."""
    from alisei_cli.pipeline import FOLDERS
    from alisei_cli.store import git, objects

    head = git.commit(root)
    return sorted(objects.list_changed_since(root, head, *FOLDERS)) if head else None


def _fix_all_command(root: Path) -> str:
    here = Path.cwd()
    return shlex.quote("." if root == here else str(root))


def _account(made: "Plan", is_unsafe: bool, is_look: bool, paths: list[Path]) -> list[Text]:
    """What was fixed, and what was not."""
    from alisei_cli.model.diagnostic import Severity

    files = _n("{n} file", "{n} files", n=len(made.mendings))
    said = [_n("{n} fix in {files}", "{n} fixes in {files}", n=sum(len(each.fixes) for each in made.mendings), files=files)]
    if is_look:
        said.append(_("nothing written"))
    left = made.left.diagnostics
    by_hand = sum(each.severity > Severity.NOTE and (is_unsafe or not each.fix or each.fix.safe) for each in left)
    if by_hand:
        said.append(_n("{n} left for a person", "{n} left for a person", n=by_hand))
    command = f"alisei fix --unsafe --dry-run {' '.join(shlex.quote(str(path)) for path in paths)}".rstrip()
    unsure = [each for each in left if each.fix and not each.fix.safe and not is_unsafe]
    graver = sum(each.severity > Severity.NOTE for each in unsure)
    if graver:
        said.append(_n("{n} more needs a look: {command}", "{n} more need a look: {command}", n=graver, command=command))
    elif unsure:
        said.append(
            _n("{n} note can be fixed too: {command}", "{n} notes can be fixed too: {command}", n=len(unsure), command=command)
        )
    if is_unsafe and len(made.mendings) > 1 and not paths:
        said.append(_("entries of others may be among them; only your own: alisei fix --unsafe PATH"))
    return said


COMMAND = Command(
    run,
    example="alisei fix --dry-run",
    more=("alisei fix registry/stakeholders/toscana", "alisei fix --unsafe --dry-run registry"),
    group="entries",
    place=3,
)
