"""Confirmations: what a sender's address is worth, and what a confirmation writes."""

import datetime
from typing import Literal

from alisei_cli.core.summaries import host_of
from alisei_cli.model.difference import Change
from alisei_cli.model.source import Data, find_value
from alisei_cli.rules._mail import FREE

By = Literal["organisation", "secretariat"]


CERTIFIED = frozenset(
    [
        "pec.it",
        "legalmail.it",
        "arubapec.it",
        "postecert.it",
        "pec.aruba.it",
        "cert.legalmail.it",
        "pec.libero.it",
        "casellapec.com",
        "pecimprese.it",
        "registerpec.it",
        "sicurezzapostale.it",
        "messaggipec.it",
        "ticertifica.it",
        "telecompost.it",
        "pec.net",
        "mypec.eu",
    ]
)
"""Hosts that give a certified mailbox (PEC) to anyone."""


def is_host_of(host: str | None, data: Data) -> bool:
    """Whether ``host`` of a mail is that of the entry's website or mailbox, or one below it.

    A host that gives mailboxes to anyone is no entry's. A sender can be forged: this only tells which confirmations are worth a person's look.
    """
    own = {
        host_of(data.get("website")).partition("/")[0],
        str(find_value(data, ("contact", "mailbox")) or "").rpartition("@")[2].lower(),
    }
    own -= FREE | CERTIFIED  # anyone may have a mailbox there
    return bool(host) and any(each and (host == each or str(host).endswith(f".{each}")) for each in own)


def confirm(data: Data, on: datetime.date, by: By) -> tuple[Change, ...]:
    """The change that a confirmation makes; none where the entry says the same already."""
    then, now = data.get("verified"), {"on": on.isoformat(), "by": by}
    if then == now:
        return ()
    if not isinstance(then, dict):
        return (Change(("verified",), "set", None, now),)
    return tuple(Change(("verified", key), "change", then.get(key), now[key]) for key in now if then.get(key) != now[key])
