"""Show one entry as a person reads it."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._contract import Call, Command
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help=t("Id or name of the entry."))],
    format: Annotated[str, typer.Option("--format", metavar="text|json", help=t("How to say it."))] = "text",
    audience: options.Audience = None,
) -> None:
    import json

    from alisei_cli.core.called import find_id, strip_path
    from alisei_cli.core.describe import describe
    from alisei_cli.core.view import view
    from alisei_cli.errors import UsageError
    from alisei_cli.escape import escape_json
    from alisei_cli.language import _
    from alisei_cli.model.wording import main_name
    from alisei_cli.nearest import hint
    from alisei_cli.render.entry import show

    call: Call = context.obj
    if format not in ("text", "json"):
        raise UsageError(_("there is no format called {name}", name=format), hint(format, ("text", "json")))
    dataset = view(call.around(strip_path(id)) or call.dataset(), audience)
    entry = dataset.by_id[find_id(id, dataset.entries)]
    if format == "json":
        call.print(
            [
                escape_json(
                    json.dumps(
                        {"version": 1, "path": entry.path, "kind": entry.kind, "data": entry.data}, ensure_ascii=False, indent=1
                    )
                )
            ]
        )
    else:
        call.print(show(str(main_name(entry)), f"{entry.id} · {entry.path}", describe(entry, dataset), call.screen))


COMMAND = Command(
    run,
    example="alisei show ID",
    more=("alisei show ID --format json",),
    group="entries",
    place=1,
)
