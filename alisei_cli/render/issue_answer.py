"""The answer to an issue in GitHub's Markdown: what was understood, what is missing, what happens next; data is never markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from alisei_cli.language import LANGUAGES, Text, _, _n, speak_language
from alisei_cli.model.dataset import Context
from alisei_cli.model.difference import Change
from alisei_cli.model.proposal import Outcome, State
from alisei_cli.render._values import write_value
from alisei_cli.render.differences._words import label_change
from alisei_cli.render.markdown import escape_comment as escape
from alisei_cli.render.sender_answer import list_questions, list_warnings

MOST = 12_000
"""Characters of one list, so that both languages fit into a comment, which takes 65,536."""
HEADS: Mapping[State, Text] = {
    "clean": _("The proposal is complete."),
    "incomplete": _("Something is missing."),
    "conflict": _("Something has to be decided."),
    "refused": _("It cannot be accepted as it is."),
    "nothing": _("The entry says all this already."),
}
AGAIN = _(
    "Complete or correct it in this issue (menu “…” at its top right, then “Edit”); the issue is then read again. The secretariat handles what needs a person; if you cannot go on, say so in a comment."
)
NEXT: Mapping[State, Text] = {
    "clean": _(
        "The change is proposed as a pull request, which is named below; its first line says who decides. There is nothing else to do. To change something, edit this issue: the pull request follows."
    ),
    "incomplete": AGAIN,
    "conflict": AGAIN,
    "refused": AGAIN,
    "nothing": _("There is nothing else to do. If you meant something else, edit this issue."),
}
UNPROVEN = _(
    "The secretariat decides on the confirmation, because this account does not maintain the entry. There is nothing else to do."
)


def render_answer(outcomes: Sequence[Outcome], context: Context) -> Iterator[str]:
    """Italian, then English folded, whatever the language of the moment."""
    first, other = LANGUAGES
    with speak_language(first):
        yield from _answer(outcomes, context)
    yield from ["", "<details><summary>In English</summary>", ""]
    with speak_language(other):
        yield from _answer(outcomes, context)
    yield from ["", "</details>"]


def _answer(outcomes: Sequence[Outcome], context: Context) -> Iterator[str]:
    for number, outcome in enumerate(outcomes):
        is_unproven = outcome.state == "clean" and outcome.text is None
        head = _("The confirmation has arrived.") if is_unproven else HEADS[outcome.state]
        named = _("Entry {id}", id=outcome.name or outcome.id) if outcome.proposal.entry else _("New entry")
        yield from [""] * bool(number)
        yield f"**{escape(str(head))}** {escape(str(named))}."
        yield from _list(_("What was understood"), _tell_changes(outcome, context))
        yield from _list(_("What is missing or in the way"), list_questions(outcome, context))
        if not is_unproven:
            yield from _list(_("Besides"), _list_remarks(outcome, context))
        yield from ["", f"{escape(str(_('What happens next')))}: {escape(str(UNPROVEN if is_unproven else NEXT[outcome.state]))}"]


def _list_remarks(outcome: Outcome, context: Context) -> Iterator[str]:
    """What does not hold the proposal back: notes, and warnings, which the check of the pull request stops at."""
    yield from map(str, outcome.notes)
    yield from list_warnings(outcome, context)


def _list(title: Text, items: Iterable[str]) -> Iterator[str]:
    """A list with its title, cut where it is long; nothing without items."""
    lines = [f"- {escape(item)}" for item in items]
    if not lines:
        return
    yield from ["", f"{escape(str(title))}:", ""]
    size = 0
    for number, line in enumerate(lines):
        size += len(line)
        if size > MOST:
            yield f"- {escape(str(_n('{n} more', '{n} more', n=len(lines) - number)))}"
            return
        yield line


def _tell_changes(outcome: Outcome, context: Context) -> Iterator[str]:
    """A line for each field, as people know it; the terms that join a list share one."""
    schema = context.schemas.get(outcome.proposal.kind)
    said = [(label_change(each, *([schema] if schema else [])), _tell_values(each, context)) for each in outcome.changes]
    for label, group in groupby(said, key=itemgetter(0)):
        yield f"{label}: {'; '.join(values for _label, values in group)}"


def _tell_values(change: Change, context: Context) -> str:
    old, new = (None if value is None else _tell(value, context) for value in (change.old, change.new))
    if new is None:
        return str(_("{value} is removed", value=old))
    return new if old is None else f"{old} → {new}"


def _tell(value: Any, context: Context) -> str:
    terms = context.taxonomy.terms
    return f"{terms[value].labels} ({value})" if isinstance(value, str) and value in terms else write_value(value)
