"""What becomes of proposals: for a person of the secretariat, as JSON of the contract, and as an answer to the sender."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from alisei_cli.escape import escape_command, escape_json, escape_text
from alisei_cli.language import Text, _, _n, speak_language
from alisei_cli.model.dataset import Context
from alisei_cli.model.diagnostic import Severity
from alisei_cli.model.identity import Identity
from alisei_cli.model.proposal import STATES, Outcome, State
from alisei_cli.model.routes import Route
from alisei_cli.model.schema import Schema, split_languages
from alisei_cli.model.source import json_pointer
from alisei_cli.model.wording import title_of
from alisei_cli.render._paint import paint
from alisei_cli.render.differences.json import describe
from alisei_cli.render.forms import wrap_block
from alisei_cli.render.screen import Screen
from alisei_cli.render.verdicts.json import describe_diagnostic
from alisei_cli.text_edits import flow

WORDS: Mapping[State, Text] = {
    "clean": _("clean"),
    "incomplete": _("incomplete"),
    "conflict": _("conflict"),
    "refused": _("refused"),
    "nothing": _("nothing to change"),
}
STYLES: Mapping[State, str] = {
    "clean": "help",
    "incomplete": "warning",
    "conflict": "warning",
    "refused": "error",
    "nothing": "dim",
}
SIGNS = {"set": "+", "add": "+", "clear": "-", "remove": "-", "change": "~"}
LONG = 200
"""Characters of a value that are shown."""
MANY = 30
"""Terms that an answer lists at most."""


def render_json(outcomes: Sequence[Outcome], context: Context) -> Iterator[str]:
    """One JSON document, indented, in a fixed order of keys."""
    document = {"version": 1, "proposals": [_describe(each, context) for each in outcomes]}
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=1))


def _describe(outcome: Outcome, context: Context) -> dict[str, Any]:
    return {
        "source": outcome.proposal.source,
        "id": outcome.id,
        "path": outcome.path,
        "state": outcome.state,
        "missing": list(outcome.missing),
        "conflicts": [
            {"pointer": json_pointer(each.pointer), "base": each.base, "here": each.here, "proposed": each.proposed}
            for each in outcome.conflicts
        ],
        "diagnostics": [describe_diagnostic(each) for each in outcome.diagnostics],
        "changes": [describe(each) for each in outcome.changes],
        "reasons": [str(each) for each in outcome.refusals],
        "notes": [str(each) for each in outcome.notes],
        "answer": write_answer(outcome, context),
    }


def render_text(outcomes: Sequence[Outcome], context: Context, screen: Screen) -> Iterator[str]:
    """Each proposal with its state and changes; what cannot be written, with the answer to its sender; then the counts."""
    for outcome in outcomes:
        name = outcome.id or str(_("new entry"))
        state = paint(str(WORDS[outcome.state]), STYLES[outcome.state], screen.is_colour)
        yield f"{escape_command(escape_text(outcome.proposal.source, LONG))}: {escape_text(name)}: {state}"
        for sign, said in _list_lines(outcome):
            yield from wrap_block(f"{sign} {said}", 2, screen, hang=2)
        answer = write_answer(outcome, context)
        if answer:
            yield paint(f"  {_('An answer to its sender:')}", "bold", screen.is_colour)
            for line in answer.splitlines():
                yield from wrap_block(line, 4, screen) if line else [""]
    counts = Counter(each.state for each in outcomes)
    yield ", ".join(f"{WORDS[state]}: {counts[state]}" for state in STATES if counts[state]) or str(_("no proposals"))


def render_reasons(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """Why a proposal cannot be written, for the person who makes it."""
    for sign, said in _list_lines(replace(outcome, changes=())):
        yield from wrap_block(f"{sign} {said}", 0, screen, hang=2)


def _list_lines(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for change in outcome.changes:
        old, new = (None if value is None else write_value(value) for value in (change.old, change.new))
        said = f"{old} → {new}" if old is not None and new is not None else new if old is None else old
        yield SIGNS[change.op], f"{escape_text(json_pointer(change.pointer), LONG)}: {said}"
    for each in outcome.conflicts:
        yield (
            "!",
            str(
                _(
                    "{field} was {base}, is {here} now, and is proposed to be {proposed}",
                    field=json_pointer(each.pointer),
                    base=_write_or_nothing(each.base),
                    here=_write_or_nothing(each.here),
                    proposed=_write_or_nothing(each.proposed),
                )
            ),
        )
    if outcome.missing:
        yield "?", str(_("missing: {fields}", fields=outcome.missing))
    yield from (("!", str(each)) for each in outcome.refusals)
    for diagnostic in outcome.diagnostics:
        help = f" {diagnostic.help}" if diagnostic.help else ""
        yield "!", f"{diagnostic.code} {escape_text(json_pointer(diagnostic.pointer), LONG)}: {diagnostic.message}.{help}"
    yield from (("?", str(each)) for each in outcome.notes)


def write_value(value: Any) -> str:
    """A value of an entry on one line, cut where it is long."""
    return escape_text(flow(value, lambda _pointer: True) if isinstance(value, (dict, list)) else value, LONG)


def _write_or_nothing(value: Any) -> Any:
    return _("nothing") if value is None else write_value(value)


def write_answer(outcome: Outcome, context: Context) -> str | None:
    """A ready answer in Italian that asks the sender for what is missing or wrong; ``None`` where nothing is asked.

    It repeats no address and nothing of the mail but values of the entry.
    """
    with speak_language("it"):
        asked = list(list_questions(outcome, context))
        if not asked:
            return None
        about = _("for the entry {id}", id=outcome.id) if outcome.proposal.entry else _("for a new entry")
        head = _("Thank you for your proposal {about}. Before it can be written, please answer this message with:", about=about)
        tail = _("The rest of the proposal is kept: there is no need to send it again.")
        return "\n".join([str(_("Good morning,")), "", str(head), *(f"- {each}" for each in asked), "", str(tail)])


def list_questions(outcome: Outcome, context: Context) -> Iterator[str]:
    """What the sender is asked for, in the current language."""
    schema = context.schemas.get(outcome.proposal.kind)
    for field in outcome.missing:
        title = title_of(schema.at((field,)), field) if schema else field
        yield str(_("{title} ({field})", title=title, field=field))
    for conflict in outcome.conflicts:
        yield str(
            _(
                "which is right for {field}: {here}, as the registry says since then, or {proposed}, as you propose?",
                field=json_pointer(conflict.pointer),
                here=_write_or_nothing(conflict.here),
                proposed=_write_or_nothing(conflict.proposed),
            )
        )
    yield from (str(each) for each in outcome.refusals)
    lacking = list(_list_lacking(outcome, schema, context)) if schema else []
    yield from lacking
    for diagnostic in outcome.diagnostics:
        if diagnostic.severity is Severity.ERROR and not (lacking and diagnostic.rule == "missing-key"):
            yield f"{diagnostic.message}. {diagnostic.help or ''}".rstrip()


def _list_lacking(outcome: Outcome, schema: Schema, context: Context) -> Iterator[str]:
    """What new items lack, in words that an office has: titles and labels, no fields and codes."""
    for change in outcome.changes:
        place = tuple("*" if isinstance(part, Identity) else part for part in change.pointer)
        if change.op != "add" or not isinstance(change.new, dict) or place[-1] != "*":
            continue
        for route in _find_lacking(change.new, place, schema):
            node = schema.at(route)
            facet = context.taxonomy.facets.get(str(node.get("x-alisei-facet")))
            help = str(split_languages(node.get("description")))
            labels = [str(term.labels) for term in facet.terms.values()] if facet else []
            title, of = title_of(node, route[-1]), title_of(schema.at(place[:-1]), place[-2])
            said = _("{list}, {item}: {title}. {help}", list=of, item=change.pointer[-1], title=title, help=help)
            yield f"{said} {_('One of: {labels}', labels=labels)}" if 0 < len(labels) <= MANY else str(said)


def _find_lacking(block: Mapping[str, Any], route: Route, schema: Schema) -> Iterator[Route]:
    """Fields that a block, or one within it, needs and has not."""
    yield from ((*route, key) for key in schema.at(route).get("required", ()) if key not in block)
    for key, value in block.items():
        if isinstance(value, dict):
            yield from _find_lacking(value, (*route, key), schema)


def report_written(outcomes: Sequence[Outcome]) -> Text:
    """How many entries were written."""
    paths = {each.path for each in outcomes if each.text is not None}
    return _n("{n} entry written", "{n} entries written", n=len(paths))
