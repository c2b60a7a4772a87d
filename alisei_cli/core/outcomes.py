"""What a proposal that was merged comes to: its state, what a new entry lacks, what its reader has to know."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from alisei_cli.core.hidden import HIDDEN
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Entry
from alisei_cli.model.proposal import Merge, Outcome, Proposal, State
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import list_raised
from alisei_cli.model.source import Data
from alisei_cli.nearest import find_nearest


def hide_base(merged: Merge, base: Entry) -> Merge:
    """``merged`` without the values that the entry kept back when the sender saw it."""
    kept = [pointer for pointer, _audience in list_raised(base)]
    hidden = [each for each in merged.conflicts if any(each.pointer[: len(named)] == named for named in kept)]
    return replace(merged, conflicts=tuple(replace(each, base=HIDDEN) if each in hidden else each for each in merged.conflicts))


def begin_outcome(proposal: Proposal, id_: str | None, path: str | None, merged: Merge) -> Outcome:
    """The outcome of ``proposal`` as merged, before it is written or judged."""
    state: State = "clean" if merged.changes else "nothing"
    state = "refused" if merged.refusals else "conflict" if merged.conflicts else state
    return Outcome(proposal, state, id_, path, merged.changes, merged.conflicts, refusals=merged.refusals, notes=merged.notes)


def point_at_words(outcome: Outcome) -> Outcome:
    """``outcome`` with what its reader has to read: a message with more words is never nothing, and never written unread."""
    proposal = outcome.proposal
    outcome = replace(outcome, notes=tuple(dict.fromkeys((*proposal.to_read, *outcome.notes))))
    if proposal.to_read and outcome.state in ("clean", "nothing"):
        return replace(outcome, state="refused", text=None)
    if outcome.state == "nothing" and not proposal.confirms and proposal.says_more:
        said = _("the block is as the entry, but the sender writes something else: read the message")
        return replace(outcome, state="refused", notes=(*outcome.notes, said))
    if outcome.changes and proposal.says_more:
        said = _("the sender writes more than the proposal says: read the message too")
        return replace(outcome, notes=(*outcome.notes, said))
    return outcome


def list_missing(data: Data, schema: Schema) -> Iterator[str]:
    """Required fields that a new entry lacks."""
    yield from (key for key in schema.document.get("required", ()) if data.get(key) in (None, "", [], {}))
    choices = schema.document.get("anyOf", ())
    if choices and not any(all(data.get(key) for key in choice.get("required", ())) for choice in choices):
        yield str(choices[0]["required"][0])


def explain_unknown(id_: str, known: Collection[str]) -> Text:
    """That no entry has this id, with the nearest that one has."""
    near = find_nearest(id_, known, 1)
    if near:
        return _("there is no entry with the id {id}; did you mean {near}?", id=id_, near=near[0])
    return _("there is no entry with the id {id}", id=id_)
