"""Make a citable release of what everyone may see: all exports, checksums, data dictionary, notes in both languages."""

from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    version: Annotated[str, typer.Argument(metavar="VERSION", help=t("Year, month and a number from 0: 2026.12.0."))],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help=t("A new or empty folder for its files."))],
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REV", help=t("What the notes compare with; the last release unless said otherwise.")),
    ] = None,
    before: options.Before = None,
) -> None:
    from alisei_cli.language import _, _n
    from alisei_cli.model.statistics import read_published
    from alisei_cli.pipeline import validate
    from alisei_cli.releasing import make_release
    from alisei_cli.store.outside import read_source
    from alisei_cli.store.write import expect_vacant, write_new

    call: Call = context.obj.without_overlay()
    root = call.root
    call.settle(root, is_look=True)
    expect_vacant(call.apart(output), _("A release has a folder of its own: -o FOLDER"))
    files = make_release(root, validate(root), version, since, [read_published(read_source(file), file) for file in before or []])
    write_new(output, files)
    call.print(
        str(line)
        for line in (
            _n(
                "{path} holds the release {version}: {n} file",
                "{path} holds the release {version}: {n} files",
                path=output,
                version=version,
                n=len(files),
            ),
            _(
                "Read NOTES.md and NOTE.md, then name the commit: git tag {version}; docs/releases.md says how it is published.",
                version=version,
            ),
        )
    )


COMMAND = Command(
    run,
    example="alisei release VERSION -o ../release",
    more=("alisei release VERSION --since 2026-01 -o ../release",),
    group="maintainers",
    place=5,
)
