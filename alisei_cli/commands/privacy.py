"""List values that look personal, with who sees them and since when, or plan how to erase one from the history."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from alisei_cli.commands import _options as options
from alisei_cli.commands._choices import format_named
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t

VERBS = ("audit", "erase-plan")


def run(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="audit|erase-plan",
            help=t(
                "audit: list the values that look personal. erase-plan ID: print the commands that erase an entry, or one value of it, from the history; none is run."
            ),
        ),
    ],
    is_past: Annotated[
        bool, typer.Option("--history", help=t("With audit: also values that no file of today has, but some commit has."))
    ] = False,
    field: Annotated[
        str | None,
        typer.Option(
            "--field", metavar="FIELD", help=t("With erase-plan: only what this field ever said, such as contact.mailbox.")
        ),
    ] = None,
    value: Annotated[
        str | None, typer.Option("--value", metavar=t("TEXT"), help=t("With erase-plan: only this text, in whatever file it is."))
    ] = None,
    expressions: Annotated[
        Path | None,
        typer.Option(
            "--expressions",
            metavar="FILE",
            help=t("With erase-plan and --audience secretariat: write the values themselves, as git filter-repo reads them."),
        ),
    ] = None,
    audience: options.Audience = None,
    is_all: options.All = False,
    is_excel_it: options.ExcelIt = False,
    format: options.ReportFormat = None,
    output: options.ReportFile = None,
) -> None:
    from alisei_cli.nearest import hint

    call: Call = context.obj
    verb, *rest = words
    if verb == "audit" and not rest:
        if field or value or expressions:
            raise UsageError(
                _("{word} goes with erase-plan only", word="--field" if field else "--value" if value else "--expressions")
            )
        _audit(call, audience, format_named(format, output, is_excel_it), output, is_past=is_past, is_all=is_all)
    elif verb == "erase-plan":
        if format or is_excel_it or is_past:
            raise UsageError(
                _("{word} goes with audit only", word="--format" if format else "--history" if is_past else "--excel-it")
            )
        _plan(call, rest, (field, value), audience, expressions, output)
    else:
        word = rest[0] if verb == "audit" else verb
        raise UsageError(_("{word} is neither audit nor erase-plan", word=word), hint(word, VERBS))


def _audit(call: Call, audience: str | None, format: str, output: Path | None, *, is_past: bool, is_all: bool) -> None:
    from alisei_cli.core.privacy import list_personal
    from alisei_cli.core.view import view
    from alisei_cli.personal import find_kept
    from alisei_cli.render.tables import FORMATS

    form = FORMATS.load(format)
    dataset = view(call.dataset(), audience)
    found, unread = find_kept(call.root, is_past=is_past)
    call.hand_over_with_notes(form, list_personal(dataset, found, unread, is_past=is_past), output, is_all=is_all)


def _plan(
    call: Call,
    ids: Sequence[str],
    what: tuple[str | None, str | None],
    audience: str | None,
    expressions: Path | None,
    output: Path | None,
) -> None:
    """Show the plan, or write the file of values that it asks for."""
    from alisei_cli.commands._lines import hand_over_lines
    from alisei_cli.core.erase import list_expressions
    from alisei_cli.erasing import check_place, plan_erasure
    from alisei_cli.model.view import audiences_of
    from alisei_cli.render.erasure import render

    field, value = what
    if len(ids) != 1:
        raise UsageError(_("erase-plan wants one id"), _("For example: alisei privacy erase-plan ID --field contact.mailbox"))
    if field is not None and value is not None:
        raise UsageError(_("--field and --value are two ways to name the same values: give one of them"))
    plan = plan_erasure(call.root, ids[0], field, value)
    if expressions is None:
        again = f"alisei privacy erase-plan {shlex.quote(ids[0])}"
        again += f" --field {shlex.quote(field)}" if field is not None else " --value TEXT" if value is not None else ""
        hand_over_lines(call, lambda screen: render(plan, again, screen.columns), output)
        return
    if audience != audiences_of(call.dataset().context)[-1]:
        raise UsageError(_("the values themselves are for the secretariat: --expressions needs --audience secretariat"))
    if not plan.values:
        raise UsageError(
            _("there are no values to write"), _("--field or --value says which; a whole entry is erased by its paths.")
        )
    call.write(check_place(call.root, expressions), list_expressions(plan.values).encode())


COMMAND = Command(
    run,
    example="alisei privacy audit --history",
    more=("alisei privacy erase-plan ID --field website", "alisei privacy audit -o personal.xlsx"),
    group="secretariat",
    place=5,
)
