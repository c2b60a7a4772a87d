"""Saved e-mails (.eml): blocks of proposals, or CONFERMO in answer to a letter; sender and thread are written nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import policy
from email.errors import MessageError
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from typing import Any, cast

from alisei_cli.errors import DataError
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.proposal import Proposal
from alisei_cli.proposals._automatic import find_automatic, propose_nothing
from alisei_cli.proposals._contract import Form
from alisei_cli.proposals._message import NOTHING, OLDER, Message, find_entry, has_words, number, read_message
from alisei_cli.proposals._texts import decode, read_html, tidy_plain, unfold_flowed

OUTLOOK = b"\xd0\xcf\x11\xe0"
"""First bytes of a mail that Outlook saves in its own form."""
MOST_PARTS = 200
"""Parts of a mail; more is no mail of a person."""
MOST_INSIDE = 5
"""Mails one inside the other."""
READ = (".xlsx", ".txt", ".eml", ".msg")
"""Attachments that may be proposals."""
LONGEST_HEADER = 2000
"""Characters of a header that is read: the library's time grows with their square."""
_HEADER = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]{1,70}:[ \t\r\n]|From )")
_HEADERS = re.compile(rb"^(?:from|to|subject|date|received|message-id|mime-version|content-type):", re.IGNORECASE | re.MULTILINE)


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
        mail = cast("EmailMessage", BytesParser(policy=_Policy()).parsebytes(content))
        found = list(_read_mail(mail, name, context))
    except DataError as error:
        return (Proposal(name, refusals=(error.message,)),)
    except (MessageError, LookupError, ValueError, AttributeError, IndexError, TypeError, RecursionError):
        return (Proposal(name, refusals=(_("the mail is damaged and cannot be read"),)),)
    return number(found, name)


class _Policy(policy.EmailPolicy):
    """Takes headers apart, but none without end."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if len(value) > LONGEST_HEADER:
            raise DataError(_("its header {name} has more than {n} characters", name=name, n=LONGEST_HEADER))
        return super().header_fetch_parse(name, value)


@dataclass(slots=True)
class _Parts:
    """What a mail is made of, in order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    """Attachments that may be proposals."""
    others: list[str] = field(default_factory=list)
    """Names of the other attachments."""
    mails: list[EmailMessage] = field(default_factory=list)
    seen: int = 0

    @property
    def text(self) -> str:
        """What its reader sees: the plain text, or the HTML where there is none."""
        return "\n".join(next((texts for texts in (self.plain, self.html) if any(text.strip() for text in texts)), ()))


def _read_mail(mail: EmailMessage, name: str, context: Context, depth: int = 0) -> Iterator[Proposal]:
    """The proposals of a mail and of those inside it; one at least, which says why there is none."""
    parts = _Parts()
    _collect(mail, parts)
    subject = str(mail.get("subject", ""))
    sender = _find_sender(mail)
    host = sender.domain.lower().rstrip(".") if sender else ""
    if _is_envelope(mail) and parts.mails:  # certified mail (PEC): the envelope's text is its provider's, and so is its sender
        yield from (replace(each, host=host) for each in _read_mail(parts.mails[0], name, context, depth + 1))
        return
    entry = find_entry(subject, "\n".join([parts.text, *(str(each.get("subject", "")) for each in parts.mails)]))
    automatic = find_automatic(mail)
    if automatic:
        yield propose_nothing(name, entry, automatic)
        return
    message = Message(name, subject, str(mail.get("from", "")), host, parts.text)
    found = list(read_message(message))
    if depth < MOST_INSIDE:
        says = has_words(message)
        older = [each for inside in parts.mails for each in _read_mail(inside, name, context, depth + 1)]
        inner = [replace(each, to_read=(*each.to_read, OLDER)) if says and each.changes else each for each in older]
        attached = [each for file, content in parts.files for each in _read_attached(file, content, name, context)]
        inner += [replace(each, says_more=says) for each in attached]
        known = {each.entry for each in found}
        found += [replace(each, host=host) for each in inner if _asks(each) and (each.entry is None or each.entry not in known)]
    yield from found or [Proposal(name, entry=entry, to_read=tuple(_explain_nothing(parts)))]


def _asks(proposal: Proposal) -> bool:
    """Whether a mail or a file inside another is worth telling."""
    return bool(proposal.changes or proposal.confirms or (proposal.entry and not proposal.is_idle) or proposal.refusals)


def _collect(part: MIMEPart, parts: _Parts) -> None:
    """Sort ``part`` and all parts below it, but for those of a mail inside."""
    parts.seen += 1
    if parts.seen > MOST_PARTS:
        raise ValueError("too many parts")
    kind, file = part.get_content_type(), str(part.get_filename() or "")
    if kind == "message/rfc822" and part.is_multipart():
        parts.mails += [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
    elif part.is_multipart():
        for each in part.iter_parts():
            _collect(each, parts)
    elif file.lower().endswith(READ):
        parts.files.append((file, _bytes(part)))
    elif kind == "text/plain" and not file:
        parts.plain.append(_read_plain(part))
    elif kind == "text/html" and not file:
        parts.html.append(read_html(decode(_bytes(part), part.get_content_charset())))
    elif file or kind == "text/calendar":
        parts.others.append(file or kind)


def _bytes(part: MIMEPart) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _read_plain(part: MIMEPart) -> str:
    text = decode(_bytes(part), part.get_content_charset())
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unfold_flowed(text, drops_space=str(part.get_param("delsp") or "").lower() == "yes")
    return tidy_plain(text)


def _read_attached(file: str, content: bytes, name: str, context: Context) -> Iterator[Proposal]:
    """The proposals of an attachment, or why it cannot be read."""
    from alisei_cli.proposals import choose_form

    source = f"{name}: {file}"
    try:
        yield from choose_form(file, content).read(source, content, context)
    except DataError as error:
        yield Proposal(source, refusals=(error.message,))


def _explain_nothing(parts: _Parts) -> Iterator[Text]:
    """Why a person has to look at a mail without a proposal."""
    if any(each.lower() == "winmail.dat" for each in parts.others):
        yield _("what it attaches is in winmail.dat, which only Outlook opens: ask its sender for the same in plain text")
    elif parts.others:
        yield _("there is no proposal in it, but it attaches {files}: read the message", files=parts.others)
    elif not parts.text.strip():
        yield _("the message is empty")
    else:
        yield NOTHING


def _is_envelope(mail: EmailMessage) -> bool:
    """Whether a provider of certified mail (PEC) carries another mail in this one."""
    sender = _find_sender(mail)
    return bool(mail.get("x-trasporto")) and sender is not None and sender.username.lower() == "posta-certificata"


def _find_sender(mail: EmailMessage) -> Address | None:
    """The one address that the mail is from; ``None`` where there is none, more than one, a group, or something else beside it."""
    headers = mail.get_all("from") or []
    if len(headers) != 1 or not isinstance(headers[0], AddressHeader) or mail["from"].defects:
        return None
    groups = headers[0].groups
    return groups[0].addresses[0] if len(groups) == 1 and groups[0].display_name is None else None


FORM = Form(is_ours, read, place=2)
