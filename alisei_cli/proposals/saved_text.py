"""Mails saved as text: what Outlook (Text only) and Thunderbird write, with the head of the mail in words before it."""

import re

from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal
from alisei_cli.proposals._automatic import judge_subject, propose_nothing
from alisei_cli.proposals._contract import Form
from alisei_cli.proposals._message import NOTHING, Message, find_entry, number, read_message
from alisei_cli.proposals._texts import decode, tidy_plain

_FIELD = re.compile(
    r"(da|from|mittente|inviato|sent|data|date|a|to|destinatario|cc|oggetto|subject)\s*:[ \t]*(.*)\Z", re.IGNORECASE
)
_SENDERS = ("da", "from", "mittente")
_SUBJECTS = ("oggetto", "subject")
_HOST = re.compile(r"<[^<>@\s]+@([\w.-]+)>\s*\Z|\A[^<>@\s]+@([\w.-]+)\Z")
LONGEST_HEAD = 30
"""Lines in which the head is looked for."""


def is_ours(_name: str, content: bytes) -> bool:
    """A text that begins with sender and subject of a mail."""
    keys = {key for key, _said in _read_head(decode(content[:8000]))[0]}
    return not keys.isdisjoint(_SENDERS) and not keys.isdisjoint(_SUBJECTS)


def read(name: str, content: bytes, _context: Context) -> tuple[Proposal, ...]:
    """The proposals of the mail; its line of the sender says as little of who sent it as the header of a mail."""
    whole = tidy_plain(decode(content))
    head, line = _read_head(whole)
    subject = next((said for key, said in head if key in _SUBJECTS), "")
    senders = [said for key, said in head if key in _SENDERS]
    address = _HOST.search(senders[0]) if len(senders) == 1 else None
    host = (address[1] or address[2]).lower().rstrip(".") if address else ""
    text = "\n".join(whole.splitlines()[line:])
    automatic = judge_subject(subject)
    if automatic:
        return (propose_nothing(name, find_entry(subject, text), automatic),)
    found = read_message(Message(name, subject, " ".join(senders), host, text))
    return number(found, name) or (Proposal(name, entry=find_entry(subject, text), to_read=(NOTHING,)),)


def _read_head(text: str) -> tuple[list[tuple[str, str]], int]:
    """The fields before the first line that is none, and the number of that line."""
    fields: list[tuple[str, str]] = []
    lines = text.lstrip("\ufeff").splitlines()
    for n, line in enumerate(lines[:LONGEST_HEAD]):
        found = _FIELD.match(line)
        if found:
            fields.append((found[1].lower(), found[2].strip()))
        elif not (fields and line[:1] in (" ", "\t")):
            return fields, n
    return fields, min(len(lines), LONGEST_HEAD)


FORM = Form(is_ours, read, place=4)
