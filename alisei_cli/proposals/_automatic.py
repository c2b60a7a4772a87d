"""Mails that no person wrote: automatic replies, receipts, reports of delivery."""

import re
from email.message import EmailMessage

from alisei_cli.language import Text, _

_SUBJECT_OF_REPLY = re.compile(
    r"^(?:(?:re|r|aw):\s*)*(?:risposta automatica|automatic reply|autoreply|auto:|fuori (?:ufficio|sede)|out of (?:the )?office|assen(?:te|za)\b)",
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
REPLY = _("an automatic reply: no person has answered yet")
RECEIPT = _("a receipt: the message arrived, and nothing is asked")
FAILURE = _("the message was not delivered: look for another address")


def find_automatic(mail: EmailMessage) -> tuple[Text, bool] | None:
    """What a mail that no person wrote is, and whether no one need look at it; ``None`` where a person wrote it."""
    subject, receipt = _read(mail, "subject"), _read(mail, "x-ricevuta").lower()
    kind = str(mail.get_param("report-type") or "").lower() if mail.get_content_type() == "multipart/report" else ""
    if kind == "delivery-status" or (receipt and receipt not in _RECEIPTS) or _SUBJECT_OF_FAILURE.match(subject):
        return FAILURE, False
    if kind == "disposition-notification" or receipt or _SUBJECT_OF_RECEIPT.match(subject):
        return RECEIPT, True
    is_reply = (
        _read(mail, "auto-submitted").lower() not in ("", "no")
        or any(mail.get(name) for name in ("x-autoreply", "x-autorespond"))
        or _read(mail, "precedence").lower() == "auto_reply"
        or _SUBJECT_OF_REPLY.match(subject)
    )
    return (REPLY, True) if is_reply else None


def _read(mail: EmailMessage, header: str) -> str:
    return str(mail.get(header, "")).strip()
