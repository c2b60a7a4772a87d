"""Write the file of a new entry: seven questions on a terminal, or the same by options; the other fields wait as comments."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alisei_cli.commands._asking import ask, choose, tell
from alisei_cli.commands._contract import Call, Command
from alisei_cli.errors import UsageError
from alisei_cli.language import _
from alisei_cli.language import translate as t

if TYPE_CHECKING:
    from alisei_cli.core.bodies import Bodies
    from alisei_cli.core.ror import Facts, Records
    from alisei_cli.model.dataset import Context, Dataset
    from alisei_cli.model.proposal import Proposal, ProposedChange
    from alisei_cli.model.questions import Question
    from alisei_cli.model.source import Data

FIRST = ("name", "website")
"""Questions whose answers are looked up before the others are asked."""
MOST_SHOWN = 5
"""Entries, or records of ROR, to choose from."""


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
    ror_dump: Annotated[
        Path | None,
        typer.Option("--ror-dump", metavar="FILE", help=t("Data dump of ROR (.json, .zip) that fills in what it states.")),
    ] = None,
    ror: Annotated[str | None, typer.Option("--ror", metavar="ROR_ID", help=t("The record of the dump to take."))] = None,
    is_new: Annotated[bool, typer.Option("--new", help=t("It is another body than the entry that it may be."))] = False,
    is_dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Show the file and write nothing."))] = False,
) -> None:
    from alisei_cli.core.new import parse_settings
    from alisei_cli.model.proposal import Proposal, ProposedChange

    call: Call = context.obj
    named = ("name", "type", "municipality", "website", "sector", "mailbox", "source")
    given = dict(zip(named, (name, type, municipality, website, sector, mailbox, source), strict=True))
    _check_ror(kind, ror_dump, ror)

    def read(dataset: "Dataset") -> Iterator[Proposal]:
        is_asked = kind == "stakeholder" and call.is_asking
        answers, is_another = _answer(given, dataset, _Ror(ror_dump, ror), is_asked=is_asked)
        own = [ProposedChange("set", ("id",), id_)] if id_ else []
        changes = (*answers, *parse_settings(settings or ()), *own)
        yield Proposal("alisei new", kind=kind, changes=changes, is_another=is_new or is_another)

    _make(call, read, is_dry_run=is_dry_run)


def _make(call: Call, read: "Callable[[Dataset], Iterator[Proposal]]", *, is_dry_run: bool) -> None:
    """Write the entry that is proposed, with its empty fields as comments, or say why not."""
    from alisei_cli.core.new import add_empty
    from alisei_cli.core.view import hide_values
    from alisei_cli.pipeline import validate_beside
    from alisei_cli.proposing import prepare, write
    from alisei_cli.render.proposals import render_reasons

    root = call.root
    call.settle(root, is_look=is_dry_run)
    context, [made] = prepare(root, read, lambda texts: hide_values(validate_beside(root, texts)))
    if made.text is None:
        call.print(render_reasons(made, call.screen))
        raise typer.Exit(1)
    call.print_notes(render_reasons(made, call.screen))
    made = replace(made, text=add_empty(made.text, context.schemas[made.proposal.kind]))
    if is_dry_run:
        call.print(str(made.text).splitlines())
        return
    write(root, [made])
    call.print([str(_("{path} written: {what}", path=made.path, what=[made.id]))])


@dataclass(frozen=True, slots=True)
class _Ror:
    """What the options say of ROR."""

    dump: Path | None
    id: str | None


def _check_ror(kind: str, dump: Path | None, ror: str | None) -> None:
    if ror and not dump:
        raise UsageError(
            _("{option} needs a data dump of ROR", option="--ror"), _("Name the file: {option}", option="--ror-dump FILE.json")
        )
    if dump and kind != "stakeholder":
        raise UsageError(_("ROR has organisations only"), _("Leave {option} out.", option="--ror-dump"))


def _answer(
    given: "Mapping[str, str | None]", dataset: "Dataset", ror: _Ror, *, is_asked: bool
) -> tuple[tuple["ProposedChange", ...], bool]:
    """What options and ROR answer, and with ``is_asked`` a person; then whether that person says that it is another body."""
    from alisei_cli.core.bodies import Bodies
    from alisei_cli.core.new import begin, resolve
    from alisei_cli.core.ror import get_record, list_changes
    from alisei_cli.core.view import view
    from alisei_cli.model.questions import QUESTIONS, answer_all

    context = dataset.context
    answers = {each.name: resolve(each, typed, context) for each in QUESTIONS if (typed := given[each.name])}
    if not is_asked and not ror.dump:
        return answer_all(answers, context), False
    bodies = Bodies(view(dataset).of_kind("stakeholder"), context.schemas["stakeholder"], context.territory)
    records = _read_records(ror.dump, ror.id, context) if ror.dump else {}
    facts = get_record(records, ror.id) if ror.id else {}
    is_another = False
    if is_asked:
        tell(_("Seven questions at most. Only Enter: not known. Ctrl-C: nothing is written."))
        answers |= {each.name: _ask(each, context) for each in QUESTIONS if each.name in FIRST and _is_open(each, answers, facts)}
        is_another = _settle_likely(bodies, begin(answers, facts))
    if records and not facts:
        facts = _choose_record(records, begin(answers, {}), context, is_asked=is_asked)
    if is_asked:
        answers |= {each.name: _ask(each, context) for each in QUESTIONS if _is_open(each, answers, facts)}
    changes = list_changes(facts, answers, bodies, context) if facts else answer_all(answers, context)
    return tuple(changes), is_another


def _read_records(dump: Path, ror: str | None, context: "Context") -> "Records":
    """The Italian records of a dump; with ``ror`` that record alone, wherever its body is."""
    from alisei_cli.core.ror import complete_id
    from alisei_cli.importers.ror import ENDINGS, read_facts
    from alisei_cli.store.outside import read_parts

    return read_facts(read_parts(dump, ENDINGS), context.today.isoformat(), complete_id(ror) if ror else None)


def _is_open(question: "Question", answers: "Mapping[str, str]", facts: "Mapping[str, Any]") -> bool:
    """Whether neither an answer nor ROR says it; of what is asked first, an empty answer counts."""
    key = {"name": "names", "source": "sources"}.get(question.name, question.name)
    return question.name not in answers and not facts.get(key)


def _settle_likely(bodies: "Bodies", asked: "Data") -> bool:
    """Show the entries that the new body may be: whether a person has looked, and it is none of them."""
    from alisei_cli.core.new import describe_alike

    likely = bodies.look_up(asked)[:MOST_SHOWN]
    if not likely:
        return False
    tell(_("The registry may hold it already:"))
    lines = [describe_alike(each, bodies.data[each.path]) for each in likely]
    chosen = choose(lines, _("Number, if it is one of them; only Enter, if it is another body"))
    if chosen is None:
        return True
    tell(_("Nothing is written: change {path} instead.", path=likely[chosen].path))
    raise typer.Exit(1)


def _choose_record(records: "Records", asked: "Data", context: "Context", *, is_asked: bool) -> "Facts":
    """The record of ROR that a person chooses, or the only one that surely is it; empty where it is none."""
    from alisei_cli.core.new import describe_alike
    from alisei_cli.core.ror import find_sure, get_record, list_records

    likely = list_records(records, asked, context)[:MOST_SHOWN]
    if not likely:
        tell(_("The ROR dump has no similar Italian record."))
        return {}
    if not is_asked:
        return find_sure(likely, records, asked)
    tell(_("Possible records in ROR:"))
    lines = [describe_alike(each, dict(get_record(records, each.path))) for each in likely]
    chosen = choose(lines, _("Number, if it is one of them; only Enter, if it is none"))
    return {} if chosen is None else get_record(records, likely[chosen].path)


def _ask(question: "Question", context: "Context") -> str:
    """What a person answers to ``question``, asked again while it is no term, no municipality, or of another form."""
    from alisei_cli.core.new import tidy, title_question

    while True:
        typed = ask(title_question(question, context.schemas["stakeholder"]), is_needed=question.is_needed)
        try:
            return tidy(question, typed, context) if typed else ""
        except UsageError as error:
            tell(_("{message}. {help}", message=error.message, help=error.help or ""))


COMMAND = Command(
    run,
    example="alisei new --name Rossi --type company --municipality Siena --source Statuto",
    group="entries",
    place=3,
)
