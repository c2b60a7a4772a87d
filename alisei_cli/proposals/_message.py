"""A message of a person, whatever file it came in: its blocks, its confirmation, and words that a person has to read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from alisei_cli.language import _
from alisei_cli.model.ids import is_id
from alisei_cli.model.proposal import Proposal
from alisei_cli.proposals._block import find_spans, parse_blocks
from alisei_cli.proposals._letters import find_confirmation, list_own, list_words, read_lines, says_more

_REFERENCE = re.compile(r"\balisei:([a-z0-9][a-z0-9-]{0,63})(?:@([0-9a-f]{7,64}))?\b")
"""The entry that a letter is about, as its subject and its last line name it."""
ENGLISH = "english"
"""The word that asks for the letter in English."""
NOTHING = _("there is no proposal in it: read the message")
MORE = _("the sender writes more than the one word: read the message, and write what has to change as a proposal")
OLDER = _(
    "the block is of an older message, and words are written above it: read them, and send the block alone if it still holds"
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its reader sees it."""

    name: str
    """Of the file that it was read from."""
    subject: str
    sender: str
    """Name and address, as the mail gives them; a signature repeats them."""
    host: str
    """Of the sender's address; empty where there is none, which is no entry's host."""
    text: str


def read_message(message: Message) -> tuple[Proposal, ...]:
    """The proposals of the text, and of the word CONFERMO in it; none where there is neither.

    Each has the sender's host, and whether people wrote more than it says.
    """
    lines = read_lines(message.text)
    spans = find_spans(message.text)
    names = _list_names(message)
    in_letter = any(line.level == 1 and commit for line in lines for _id, commit in _REFERENCE.findall(line.text))
    found: list[Proposal] = []
    for each, level in _leave_out_older(parse_blocks(message.text, message.name), [lines[span.start].level for span in spans]):
        says = says_more(list_own(lines, spans, max(level, 1)), names)
        is_older = level > 1 or (level == 1 and not in_letter)  # a block in the letter itself was filled in for this answer
        found.append(replace(each, to_read=(OLDER,)) if says and is_older else replace(each, says_more=says))
    own = list_own(lines, spans)
    answer = find_confirmation(own, names)
    if answer is not False:
        found = _add_confirmation(found, _confirm(message, is_plain=bool(answer)))
    elif any(line.strip(" .!").casefold() == ENGLISH for line in own):
        found = _add_confirmation(found, _ask_for_english(message))
    return tuple(replace(each, host=message.host) for each in found)


def has_words(message: Message) -> bool:
    """Whether the sender writes more than courtesies and blocks."""
    return says_more(list_own(read_lines(message.text), find_spans(message.text)), _list_names(message))


def find_entry(subject: str, text: str) -> str | None:
    """Id of the one entry that a message is about, as its subject says, or else its text; ``None`` if it names none or several."""
    named, below = _list_ids(subject), _list_ids(text)
    ids = named & below or named | below
    return next(iter(ids)) if len(ids) == 1 else None


def number(proposals: Sequence[Proposal], name: str) -> tuple[Proposal, ...]:
    """The proposals of one file, numbered if there are several."""
    if len(proposals) < 2:
        return tuple(proposals)
    return tuple(replace(each, source=f"{name} ({n})") for n, each in enumerate(proposals, 1))


def _list_names(message: Message) -> frozenset[str]:
    """Words that a signature is made of: those of the sender, and of the id of the entry."""
    return frozenset([*list_words(message.sender), *list_words(find_entry(message.subject, message.text) or "")])


def _list_ids(text: str) -> set[str]:
    return {id_ for id_, _commit in _REFERENCE.findall(text) if is_id(id_)}


def _leave_out_older(found: Iterable[Proposal], levels: Sequence[int]) -> list[tuple[Proposal, int]]:
    """Of the blocks for one entry, those of the newest message of the thread, each with its level."""
    pairs = list(zip(found, levels, strict=True))
    newest: dict[str | None, int] = {}
    for each, level in pairs:
        newest[each.entry] = min(level, newest.get(each.entry, level))
    return [(each, level) for each, level in pairs if level == newest[each.entry]]


def _confirm(message: Message, *, is_plain: bool) -> Proposal:
    """What the word CONFERMO in the sender's own text comes to."""
    id_ = find_entry(message.subject, message.text)
    if id_ is None:
        said = _("it confirms an entry, but does not say which: the subject names one as {reference}", reference="[alisei:ID]")
        return Proposal(message.name, to_read=(said,))
    base = next((commit for each, commit in _REFERENCE.findall(message.text) if each == id_ and commit), None)
    if not is_plain:
        return Proposal(message.name, entry=id_, base=base, to_read=(MORE,))
    return Proposal(message.name, entry=id_, base=base, confirms=True)


def _ask_for_english(message: Message) -> Proposal:
    id_ = find_entry(message.subject, message.text)
    command = f"alisei letters {id_ or 'ID'} --english -o ../letter"
    return Proposal(
        message.name, entry=id_, to_read=(_("the sender asks for the letter in English: {command}", command=command),)
    )


def _add_confirmation(found: list[Proposal], confirmed: Proposal) -> list[Proposal]:
    """``found`` with the confirmation, or the wish for English: in the block of its entry, where the answer quotes one, else beside the others."""
    if all(each.entry != confirmed.entry for each in found):
        return [*found, confirmed]
    return [
        replace(each, confirms=confirmed.confirms, to_read=(*each.to_read, *confirmed.to_read))
        if each.entry == confirmed.entry
        else each
        for each in found
    ]
