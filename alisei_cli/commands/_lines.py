"""Answers made of lines: the options of their form, and the way out to a screen or a file."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands._contract import Call
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.render.screen import Screen

LineFormat = Annotated[
    str | None, typer.Option("--format", metavar="text|json|markdown", help=t("How to say it; text unless said otherwise."))
]
LineFile = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help=t("Write to this file; its ending, .txt, .json or .md, determines the format.")
    ),
]


def hand_over_lines(
    call: Call, render: "Callable[[Screen], Iterable[str]]", output: Path | None, *, is_all: bool = False
) -> None:
    """Print lines, all of them on a terminal too with ``is_all``, or write them to a file."""
    from alisei_cli.render.screen import Screen

    if output is None:
        call.print(render(call.screen.whole() if is_all else call.screen))
    else:
        call.write(output, "".join(f"{line}\n" for line in render(Screen())).encode("utf-8", "backslashreplace"))
