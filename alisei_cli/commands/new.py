"""Write the file of a new entry: seven questions on a terminal, or the same by options; the other fields wait as comments."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from alisei_cli.commands._contract import Call, Command
from alisei_cli.escape import escape_text
from alisei_cli.language import _
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.model.dataset import Context
    from alisei_cli.model.proposal import Outcome, ProposedChange
    from alisei_cli.model.questions import Question
    from alisei_cli.model.schema import Schema


def run(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help=t("Kind of entry."))] = "stakeholder",
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=t("Name of the organisation."))] = None,
    type: Annotated[
        str | None, typer.Option("--type", metavar="TERM", help=t("Type of the organisation: term, label or synonym."))
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(
            "--municipality", metavar="NAME", help=t("Municipality of the head office; of two with one name: Castro (LE).")
        ),
    ] = None,
    website: Annotated[str | None, typer.Option("--website", metavar="URL", help=t("Website."))] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="TERM", help=t("Primary sector: term, label or synonym."))
    ] = None,
    mailbox: Annotated[str | None, typer.Option("--mailbox", metavar="MAILBOX", help=t("Mailbox of an office."))] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help=t("Page or document that the data were read in."))
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="POINTER=VALUE", help=t("Another field, such as /facts/founded=2005."))
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="NEW_ID", help=t("Id; made of the name unless said otherwise."))
    ] = None,
    is_new: Annotated[bool, typer.Option("--new", help=t("It is another body than the entry that it may be."))] = False,
    is_dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Show the file and write nothing."))] = False,
) -> None:
    from alisei_cli.core.new import parse_settings
    from alisei_cli.core.view import hide_values
    from alisei_cli.model.proposal import Proposal, ProposedChange
    from alisei_cli.pipeline import validate_beside
    from alisei_cli.proposing import prepare, write
    from alisei_cli.render.proposals import render_reasons

    call: Call = context.obj
    root = call.root
    call.settle(root, is_look=is_dry_run)
    named = ("name", "type", "municipality", "website", "sector", "mailbox", "source")
    given = dict(zip(named, (name, type, municipality, website, sector, mailbox, source), strict=True))

    def read(dataset_context: "Context") -> Iterator[Proposal]:
        answers = _answer(given, dataset_context, is_asked=kind == "stakeholder" and sys.stdin.isatty())
        own = [ProposedChange("set", ("id",), id_)] if id_ else []
        changes = (*answers, *parse_settings(settings or ()), *own)
        yield Proposal("alisei new", kind=kind, changes=changes, is_another=is_new)

    dataset_context, [made] = prepare(root, read, lambda texts: hide_values(validate_beside(root, texts)))
    if made.text is None:
        call.print(render_reasons(made, call.screen))
        raise typer.Exit(1)
    call.print_notes(render_reasons(made, call.screen))
    made = _append_empty(made, dataset_context.schemas[kind])
    if is_dry_run:
        call.print(str(made.text).splitlines())
        return
    write(root, [made])
    call.print([str(_("{path} written: {what}", path=made.path, what=[made.id]))])


def _append_empty(made: "Outcome", schema: "Schema") -> "Outcome":
    """``made`` with the fields that are still empty as comments."""
    from alisei_cli.core.new import list_empty

    filled = {str(each.pointer[0]) for each in made.changes}
    return replace(made, text="\n".join([f"{made.text}# {_('Still empty:')}", *list_empty(filled, schema), ""]))


def _answer(given: "Mapping[str, str | None]", context: "Context", *, is_asked: bool) -> "Iterable[ProposedChange]":
    """What the options answer; with ``is_asked`` a person answers the rest."""
    from alisei_cli.core.new import resolve
    from alisei_cli.model.questions import QUESTIONS, answer_all

    answers = {each.name: resolve(each, typed, context) for each in QUESTIONS if (typed := given[each.name])}
    if is_asked:
        answers |= {each.name: _ask(each, context) for each in QUESTIONS if each.name not in answers}
    return answer_all(answers, context)


def _ask(question: "Question", context: "Context") -> str:
    """What a person answers to ``question``, asked again while no term or municipality is called so."""
    from alisei_cli.core.new import resolve
    from alisei_cli.errors import UsageError
    from alisei_cli.model.wording import title_of

    title = str(title_of(context.schemas["stakeholder"].at(question.route), question.name))
    while True:
        typed = str(typer.prompt(title, default=None if question.is_needed else "", show_default=False, err=True)).strip()
        try:
            return resolve(question, typed, context) if typed else ""
        except UsageError as error:
            typer.echo(f"{escape_text(error.message)}. {escape_text(error.help or '')}", err=True)


COMMAND = Command(
    run,
    example="alisei new --name Rossi --type company --municipality Siena --source Statuto",
    group="entries",
    place=3,
)
