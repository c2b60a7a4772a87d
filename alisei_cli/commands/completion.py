"""Print the script that makes a shell complete commands, options, ids and terms when you press TAB."""

import os
import sys
from typing import Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[SHELL]", help=t("bash, zsh, fish or powershell; without it, yours."))
    ] = None,
) -> None:
    from pathlib import PurePath

    from alisei_cli.render.shells import SHELLS

    call: Call = context.obj
    asked = name or PurePath(os.environ.get("SHELL") or "powershell").stem
    call.print(SHELLS.load(asked).script_for([sys.executable, "-P", "-m", "alisei_cli"]))


COMMAND = Command(
    run,
    example="alisei completion bash",
    more=("alisei completion zsh", "alisei completion powershell"),
    group="maintainers",
    place=3,
)
