"""Confirmations: what a sender's address is worth, and what a confirmation writes."""

import datetime
from collections.abc import Collection
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
        "pecaruba.it",
        "pec.libero.it",
        "pec.cgn.it",
        "pec.net",
        "pec.register.it",
        "registerpec.it",
        "casellapec.com",
        "pecimprese.it",
        "sicurezzapostale.it",
        "messaggipec.it",
        "ticertifica.it",
        "telecompost.it",
        "mypec.eu",
        "legpec.it",
        "fastwebpec.it",
        "postacert.it",
        "pec.actalis.it",
        "actaliscertymail.it",
        "pecmail.it",
        "mailcertificata.it",
        "studiopec.it",
        "lamiapec.it",
        "interfreepec.it",
        "pec.ording.roma.it",
    ]
)
"""Hosts that give a certified mailbox (PEC) to anyone, as those below them do."""


def is_host_of(host: str | None, data: Data) -> bool:
    """Whether ``host`` of a mail is that of the entry's website or mailbox, or one below it.

    A host that gives mailboxes to anyone is no entry's. A sender can be forged: this only tells which confirmations are worth a person's look.
    """
    own = {
        host_of(data.get("website")).partition("/")[0],
        str(find_value(data, ("contact", "mailbox")) or "").rpartition("@")[2].lower(),
    }
    return bool(host) and any(each and _is_below(str(host), {each}) and not _is_below(each, FREE | CERTIFIED) for each in own)


def _is_below(host: str, others: Collection[str]) -> bool:
    """Whether ``host`` is one of ``others`` or below one."""
    return any(host == each or host.endswith(f".{each}") for each in others)


def confirm(data: Data, on: datetime.date, by: By) -> tuple[Change, ...]:
    """The change that a confirmation makes; none where the entry says the same already."""
    then, now = data.get("verified"), {"on": on.isoformat(), "by": by}
    if then == now:
        return ()
    if not isinstance(then, dict):
        return (Change(("verified",), "set", None, now),)
    return tuple(Change(("verified", key), "change", then.get(key), now[key]) for key in now if then.get(key) != now[key])
