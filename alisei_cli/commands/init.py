"""Begin a registry of one's own: an empty dataset that validates, with taxonomy, schemas, rules and the check of pull requests."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar=t("[DIR]"), help=t("A new or empty folder; the current one unless named."))
    ] = None,
) -> None:
    from alisei_cli.language import _, _n
    from alisei_cli.store.starter import expect_empty, read_starter
    from alisei_cli.store.write import write_new

    call: Call = context.obj
    target = folder or call.folder or Path()
    expect_empty(target)
    files = read_starter()
    write_new(target, files)
    call.print(
        str(line)
        for line in (
            _n(
                "{path} holds an empty registry: {n} file",
                "{path} holds an empty registry: {n} files",
                n=len(files),
                path=target.resolve(),
            ),
            _("What to do next:"),
            _("  1. Say what it is called: registry in schema/policy.yaml."),
            _("  2. Put the terms of your sector into taxonomy.yaml, then run alisei schema in that folder."),
            _("  3. Write the first entry: README.md has one to copy. alisei validate judges it."),
            _("  4. Keep it all in git, and say in .github/workflows/validate.yml where the tool is kept."),
        )
    )


COMMAND = Command(run, example="alisei init ../registro", group="maintainers", place=2)
