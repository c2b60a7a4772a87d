"""Show the sharing rules: who sees which field and why; one entry as each audience sees it; what a change of the rules opens or closes."""

from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t


def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KIND]",
            help=t(
                "stakeholder, group, event, project: its fields alone. Or show ID: one entry as each audience sees it. Or compare REV: what the rules of today open or close against those of a commit, counted on today's entries."
            ),
        ),
    ] = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.core.policy import compare_rules, list_rules, show_entry
    from alisei_cli.core.view import view
    from alisei_cli.render.tables import FORMATS
    from alisei_cli.store.past_rules import load_rules_at

    call: Call = context.obj
    form = FORMATS.load(format_named(format, output, is_excel_it))
    verb, *rest = words or [""]
    wanted = {"show": "ID", "compare": "REV"}.get(verb)
    if len(rest) > bool(wanted):
        raise UsageError(_("{word} is one argument too many", word=rest[-1]))
    if wanted and not rest:
        raise UsageError(_("{word} is missing", word=wanted))
    dataset = call.dataset()
    asked = view(dataset, audience)
    if verb == "show":
        answer = show_entry(asked, {name: view(dataset, name) for name in asked.audiences.names}, rest[0])
    elif verb == "compare":
        answer = compare_rules(asked, view(dataset, asked.audiences.names[-1]), load_rules_at(call.root, rest[0]))
    else:
        answer = list_rules(asked, verb or None)
    call.hand_over(form, answer, output, is_all=is_all)


COMMAND = Command(
    run,
    example="alisei policy stakeholder --audience members",
    more=("alisei policy show toscana-life-sciences", "alisei policy compare HEAD~10"),
    group="secretariat",
    place=4,
)
