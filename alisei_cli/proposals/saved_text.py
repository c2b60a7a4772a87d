"""Mails saved as text: what Outlook (Text only) and Thunderbird write, with the head of the mail in words before it."""

import re

from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal
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
    head, _line = _read_head(decode(content[:8000]))
    return any(each in head for each in _SENDERS) and any(each in head for each in _SUBJECTS)


def read(name: str, content: bytes, _context: Context) -> tuple[Proposal, ...]:
    """The proposals of the mail; its line of the sender says as little of who sent it as the header of a mail."""
    whole = tidy_plain(decode(content))
    head, line = _read_head(whole)
    subject = next((head[each] for each in _SUBJECTS if each in head), "")
    sender = _HOST.search(next((head[each] for each in _SENDERS if each in head), ""))
    host = (sender[1] or sender[2]).lower().rstrip(".") if sender else ""
    text = "\n".join(whole.splitlines()[line:])
    found = read_message(Message(name, subject, host, text))
    return number(found, name) or (Proposal(name, entry=find_entry(subject, text), to_read=(NOTHING,)),)


def _read_head(text: str) -> tuple[dict[str, str], int]:
    """The fields before the first line that is none, and the number of that line."""
    fields: dict[str, str] = {}
    lines = text.lstrip("\ufeff").splitlines()
    for n, line in enumerate(lines[:LONGEST_HEAD]):
        found = _FIELD.match(line)
        if found:
            fields.setdefault(found[1].lower(), found[2].strip())
        elif not (fields and line[:1] in (" ", "\t")):
            return fields, n
    return fields, min(len(lines), LONGEST_HEAD)


FORM = Form(is_ours, read, place=4)
