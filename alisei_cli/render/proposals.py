"""What becomes of proposals: for a person of the secretariat, and as JSON of the contract."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from alisei_cli.escape import escape_command, escape_json, escape_text
from alisei_cli.language import Text, _, _n
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import STATES, Outcome, State
from alisei_cli.model.source import json_pointer
from alisei_cli.render._paint import paint
from alisei_cli.render._values import LONG, write_value
from alisei_cli.render.differences.json import describe
from alisei_cli.render.forms import wrap_block
from alisei_cli.render.screen import Screen
from alisei_cli.render.sender_answer import write_answer
from alisei_cli.render.verdicts.json import describe_diagnostic

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
TO_READ = _("to be read")
"""Of a message that asks for nothing a program can do."""
SIGNS = {"set": "+", "add": "+", "clear": "-", "remove": "-", "change": "~"}


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
        state = paint(str(_name_state(outcome)), STYLES[outcome.state], screen.is_colour)
        yield f"{escape_command(escape_text(outcome.proposal.source, LONG))}: {escape_text(name)}: {state}"
        for sign, said in _list_lines(outcome):
            yield from wrap_block(f"{sign} {said}", 2, screen, hang=2)
        answer = write_answer(outcome, context)
        if answer:
            yield paint(f"  {_('An answer to its sender:')}", "bold", screen.is_colour)
            for line in answer.splitlines():
                yield from wrap_block(line, 4, screen) if line else [""]
    counts = Counter(_name_state(each) for each in sorted(outcomes, key=lambda each: STATES.index(each.state)))
    yield ", ".join(f"{word}: {n}" for word, n in counts.items()) or str(_("no proposals"))


def _name_state(outcome: Outcome) -> Text:
    is_to_read = outcome.state == "refused" and outcome.proposal.to_read and not outcome.refusals
    return TO_READ if is_to_read else WORDS[outcome.state]


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


def _write_or_nothing(value: Any) -> Any:
    return _("nothing") if value is None else write_value(value)


def report_written(outcomes: Sequence[Outcome]) -> list[Text]:
    """How many entries were written, and what comes next."""
    n = len({each.path for each in outcomes if each.text is not None})
    after = _("Next: alisei validate; then commit in a branch, and open a pull request.")
    return [_n("{n} entry written", "{n} entries written", n=n), *([after] if n else [])]
