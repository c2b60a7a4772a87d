"""Say who may make a change, by the rights of the branch that it is proposed to; name the secretariat to GitHub."""

from collections.abc import Sequence
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import DataError, UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="check|codeowners",
            help=t(
                "check BASE [HEAD]: who may change what HEAD (without it, the commit here) changes since it left BASE; exit code 1 unless the account may. Or codeowners: write .github/CODEOWNERS from the accounts of the secretariat in schema/policy.yaml."
            ),
        ),
    ],
    actor_id: Annotated[
        list[str] | None,
        typer.Option(
            "--actor-id",
            metavar="N",
            help=t(
                "With check: number of the GitHub account that proposes the change, not its name. Of several (--actor-id N --actor-id M) the worse verdict counts."
            ),
        ),
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="text|json", help=t("With check: text unless said otherwise."))
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=t("With codeowners: change nothing; exit code 1 if the file is out of date."))
    ] = False,
) -> None:
    call: Call = context.obj
    verb, *rest = words
    if verb == "check" and not check:
        _check(call, rest, actor_id or (), format)
    elif verb == "codeowners" and not (rest or actor_id or format):
        _write_codeowners(call, is_look=check)
    else:
        raise UsageError(
            _("{words} cannot be understood here", words=" ".join(words)),
            _("Write: alisei owners check BASE [HEAD] --actor-id N, or: alisei owners codeowners [--check]"),
        )


def _check(call: Call, words: Sequence[str], actor_ids: Sequence[str], format: str | None) -> None:
    """Print the verdict on a change."""
    from alisei_cli.core.owners import check_worst
    from alisei_cli.model.change_set import parse_accounts
    from alisei_cli.render.forms import choose_form
    from alisei_cli.render.ownership import FORMATS
    from alisei_cli.store.change_sets import read_change_set

    form = FORMATS[choose_form(format, "", {name: name for name in FORMATS})]
    actors = parse_accounts(actor_ids)
    if not 1 <= len(words) <= 2 or not actors:
        raise UsageError(
            _("owners check needs a revision and the number of an account"),
            _(
                "For example: alisei owners check main --actor-id 583231; https://api.github.com/users/NAME shows the number as id."
            ),
        )
    found = check_worst(read_change_set(call.root, *words), actors)
    call.print(form(found, call.screen))
    raise typer.Exit(0 if found.verdict == "own" else 1)


def _write_codeowners(call: Call, *, is_look: bool) -> None:
    """Write the file for GitHub, or say whether it is out of date."""
    from alisei_cli.core.codeowners import describe_codeowners
    from alisei_cli.store.github import CODEOWNERS, find_top, read_file, write_files
    from alisei_cli.store.load import load_context
    from alisei_cli.store.tree import WorkTree

    root = call.root
    top, prefix = find_top(root)
    text = describe_codeowners(load_context(WorkTree(root)).context.policy, prefix)
    is_current = (read_file(top, CODEOWNERS) or b"") == text.encode()
    if is_current and not text:
        said = _(
            "schema/policy.yaml names no account of the secretariat (changes.secretariat), so there is no {path}", path=CODEOWNERS
        )
    elif is_current:
        said = _("{path} is up to date", path=CODEOWNERS)
    elif is_look:
        said = _("{path} is out of date; run: alisei owners codeowners", path=CODEOWNERS)
    elif text:
        folder, _slash, name = CODEOWNERS.rpartition("/")
        write_files(top, folder, {name: text})
        said = _("{path} written", path=CODEOWNERS)
    else:
        raise DataError(
            _(
                "schema/policy.yaml names no account of the secretariat (changes.secretariat), but there is a {path}",
                path=CODEOWNERS,
            ),
            _("Name the accounts, or delete the file."),
        )
    call.print([str(said)])
    raise typer.Exit(1 if is_look and not is_current else 0)


COMMAND = Command(
    run,
    example="alisei owners check HEAD~1 --actor-id 583231",
    more=("alisei owners check BASE HEAD --actor-id 583231 --format json", "alisei owners codeowners --check"),
    group="maintainers",
    place=4,
)
