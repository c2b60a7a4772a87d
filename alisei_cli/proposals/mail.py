"""Saved e-mails (.eml): blocks of proposals, or CONFERMO in answer to a letter; sender and thread are written nowhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from itertools import islice

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.ids import is_id
from alisei_cli.model.proposal import Proposal
from alisei_cli.proposals._block import parse_blocks
from alisei_cli.proposals._contract import Form
from alisei_cli.proposals._letters import find_confirmation, find_own_text, read_html
from alisei_cli.proposals.text import decode

OUTLOOK = b"\xd0\xcf\x11\xe0"
"""First bytes of a mail that Outlook saves in its own form."""
MOST_PARTS = 200
"""Parts of a mail; more is no mail of a person."""
_HEADER = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]{1,70}:[ \t\r\n]|From )")
_HEADERS = re.compile(rb"^(?:from|to|subject|date|received|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_REFERENCE = re.compile(r"\balisei:([a-z0-9][a-z0-9-]{0,63})(?:@([0-9a-f]{7,64}))?\b")
"""The entry that a letter is about, as its subject and its last line name it."""


def is_ours(name: str, content: bytes) -> bool:
    """A file that ends in .eml or .msg, or begins with the headers of a mail."""
    head = content[:4000]
    return name.lower().endswith((".eml", ".msg")) or bool(_HEADER.match(head) and len(_HEADERS.findall(head)) > 1)


def read(name: str, content: bytes, context: Context) -> tuple[Proposal, ...]:
    """The proposals of the mail, of what it forwards and of its attachments."""
    if content.startswith(OUTLOOK):
        said = _("this is a mail in Outlook's own form (.msg): open it in Outlook, choose Save as, and take Text only (.txt)")
        return (Proposal(name, refusals=(said,)),)
    try:
        mail = BytesParser(policy=policy.default).parsebytes(content)
        plain, html, attached = _list_parts(mail)
        subject, host = str(mail.get("subject", "")), _host(mail)
    except (MessageError, LookupError, ValueError, AttributeError, IndexError, TypeError, RecursionError):
        return (Proposal(name, refusals=(_("the mail is damaged and cannot be read"),)),)
    found = [each for text in plain for each in parse_blocks(text, name)]
    found = found or [each for text in html for each in parse_blocks(text, name)]
    found += [each for file, inner in attached for each in _read_attached(file, inner, name, context)]
    confirmed = _confirm(name, subject, next(iter((*plain, *html)), ""))
    if confirmed:
        found = _add_confirmation(found, confirmed)
    numbered = found if len(found) < 2 else [replace(each, source=f"{name} ({n})") for n, each in enumerate(found, 1)]
    return tuple(replace(each, host=host) for each in numbered) or (Proposal(name, refusals=(_("there is no proposal in it"),)),)


def _list_parts(mail: EmailMessage) -> tuple[list[str], list[str], list[tuple[str, bytes]]]:
    """The plain texts, the texts of HTML, and the attached files that may be proposals, in order."""
    plain: list[str] = []
    html: list[str] = []
    attached: list[tuple[str, bytes]] = []
    for part in islice(mail.walk(), MOST_PARTS):
        if part.is_multipart():
            continue
        raw = part.get_payload(decode=True)
        file, kind = part.get_filename() or "", part.get_content_type()
        if not isinstance(raw, bytes):
            continue
        if file.lower().endswith((".xlsx", ".txt", ".eml")):
            attached.append((file, raw))
        elif kind in ("text/plain", "text/html") and not file:
            text = _decode(raw, part.get_content_charset())
            (plain if kind == "text/plain" else html).append(text if kind == "text/plain" else read_html(text))
    return plain, html, attached


def _decode(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(raw)


def _read_attached(file: str, content: bytes, name: str, context: Context) -> Iterator[Proposal]:
    """The proposals of an attachment; one without any is none of ours."""
    from alisei_cli.proposals import choose_form

    for each in choose_form(file, content).read(f"{name}: {file}", content, context):
        if each.entry or each.changes:
            yield each


def _confirm(name: str, subject: str, text: str) -> Proposal | None:
    """What the word CONFERMO in the sender's own text comes to; ``None`` where it is not there."""
    answer = find_confirmation(find_own_text(text))
    if answer is False:
        return None
    named = _REFERENCE.findall(subject) or _REFERENCE.findall(text)
    ids = {id_ for id_, _commit in named if is_id(id_)}
    if len(ids) != 1:
        said = _("it confirms an entry, but does not say which: the subject names one as {reference}", reference="[alisei:ID]")
        return Proposal(name, refusals=(said,))
    id_ = ids.pop()
    base = next((commit for each, commit in _REFERENCE.findall(text) if each == id_ and commit), None)
    if answer is None:
        said = _("the sender writes more than the one word: read the mail, and write what has to change as a proposal")
        return Proposal(name, entry=id_, base=base, refusals=(said,))
    return Proposal(name, entry=id_, base=base, confirms=True)


def _add_confirmation(found: list[Proposal], confirmed: Proposal) -> list[Proposal]:
    """``found`` with the confirmation: in the block of its entry, where the answer quotes one, else beside the others."""
    if confirmed.refusals or all(each.entry != confirmed.entry for each in found):
        return [*found, confirmed]
    return [replace(each, confirms=True) if each.entry == confirmed.entry else each for each in found]


def _host(mail: EmailMessage) -> str:
    """Host of the sender's address; empty where there is none, which is no entry's host."""
    _name, address = parseaddr(str(mail.get("from", "")))
    _local, sign, host = address.rpartition("@")
    return host.lower().rstrip(".") if sign else ""


FORM = Form(is_ours, read, place=2)
