"""Write the issue forms of GitHub from the schemas and the taxonomy: add an organisation, change an entry, confirm it."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help=t("Change nothing; exit code 1 if a form is out of date or missing."))
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help=t("Folder to write to, instead of .github/ISSUE_TEMPLATE.")),
    ] = None,
) -> None:
    from alisei_cli.core.issue_forms import build_forms
    from alisei_cli.errors import DataError
    from alisei_cli.language import _
    from alisei_cli.store.github import FORMS, find_top, read_file, write_files
    from alisei_cli.store.load import load_context
    from alisei_cli.store.tree import WorkTree

    call: Call = context.obj.without_overlay()
    root = call.root
    dataset = load_context(WorkTree(root)).context
    if "stakeholder" not in dataset.schemas or not dataset.taxonomy.facets:
        raise DataError(_("schema/ and taxonomy.yaml cannot be read"), _("alisei validate says what is wrong."))
    top, folder = (output, ".") if output else (find_top(root)[0], FORMS)
    forms = build_forms(dataset)
    stale = {name: text for name, text in forms.items() if read_file(top, f"{folder}/{name}") != text.encode()}
    if not check and stale:
        write_files(top, folder, stale)
    paths = [(Path(folder) / name).as_posix() for name in stale]
    behind = [_("{path} is out of date; run: alisei forms", path=path) for path in paths]
    written = [_("{path} written", path=path) for path in paths]
    call.print(map(str, (behind if check else written) or [_("the issue forms are in step with schemas and taxonomy")]))
    raise typer.Exit(1 if check and stale else 0)


COMMAND = Command(
    run,
    example="alisei forms --check",
    more=("alisei forms", "alisei forms -o ../forms"),
    group="maintainers",
    place=1,
)
