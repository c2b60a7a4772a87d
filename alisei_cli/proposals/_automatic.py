"""Mails that no person wrote: automatic replies, receipts, reports of delivery."""

import re
from dataclasses import replace
from email.message import EmailMessage

from alisei_cli.language import Text, _
from alisei_cli.model.proposal import Proposal

_SUBJECT_OF_REPLY = re.compile(
    r"^(?:(?:re|r|aw):\s*)*(?:risposta automatica|automatic(?:al)? (?:reply|response)|auto(?:matic)?[- ]?(?:reply|response)|auto:"
    r"|r[ée]ponse automatique|respuesta autom[áa]tica|automatische antwort|abwesenheit|absence|fuori (?:ufficio|sede)|out of (?:the )?office|assen(?:te|za)\b)",
    re.IGNORECASE,
)
_SUBJECT_OF_RECEIPT = re.compile(
    r"^(?:letto|read|recapitato|ricevuta di lettura|conferma di lettura|accettazione|consegna):", re.IGNORECASE
)
_SUBJECT_OF_FAILURE = re.compile(
    r"^(?:undeliver|mail delivery (?:failed|failure)|delivery status notification|returned mail|non recapitabile|mancata consegna"
    r"|avviso di mancata consegna|messaggio non recapitat)",
    re.IGNORECASE,
)
_RECEIPTS = frozenset({"accettazione", "avvenuta-consegna", "presa-in-carico"})
"""What certified mail (PEC) says in its header X-Ricevuta where all went well."""
_OF_REPLIES = ("x-autoreply", "x-autorespond")
_OF_PROGRAMS = ("bulk", "junk", "list")
"""What programs that send to many put into the header Precedence."""
REPLY = _("an automatic reply: no person has answered yet")
RECEIPT = _("a receipt: the message arrived, and nothing is asked")
PROGRAM = _("its headers say that a program sent it: look whether a person has written")
FAILURE = _("the message was not delivered: look for another address")


Found = tuple[Text, bool]
"""What a mail that no person wrote is, and whether no one need look at it."""


def find_automatic(mail: EmailMessage) -> Found | None:
    """What a mail is that no person wrote; ``None`` where a person wrote it."""
    receipt = _read(mail, "x-ricevuta")
    kind = str(mail.get_param("report-type") or "").lower() if mail.get_content_type() == "multipart/report" else ""
    by_subject = judge_subject(_read(mail, "subject"))
    if kind == "delivery-status" or (receipt and receipt not in _RECEIPTS):
        return FAILURE, False
    if (kind == "disposition-notification" or receipt) and by_subject != (FAILURE, False):
        return RECEIPT, True
    if by_subject:
        return by_subject
    submitted, precedence = _read(mail, "auto-submitted"), _read(mail, "precedence")
    if submitted.startswith("auto-replied") or precedence == "auto_reply" or any(mail.get(each) for each in _OF_REPLIES):
        return REPLY, True
    is_program = submitted not in ("", "no") or precedence in _OF_PROGRAMS or mail.get("x-auto-response-suppress")
    return (PROGRAM, False) if is_program else None


def judge_subject(subject: str) -> Found | None:
    """What a mail of this subject is that no person wrote, as far as that says; ``None`` where it says nothing."""
    if _SUBJECT_OF_FAILURE.match(subject):
        return FAILURE, False
    if _SUBJECT_OF_RECEIPT.match(subject):
        return RECEIPT, True
    return (REPLY, True) if _SUBJECT_OF_REPLY.match(subject) else None


def propose_nothing(name: str, entry: str | None, found: Found) -> Proposal:
    """What a mail that no person wrote comes to."""
    said, is_idle = found
    made = Proposal(name, entry=entry)
    return replace(made, notes=(said,), is_idle=True) if is_idle else replace(made, to_read=(said,))


def _read(mail: EmailMessage, header: str) -> str:
    return str(mail.get(header, "")).strip().lower()
