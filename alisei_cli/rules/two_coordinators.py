"""A working group has one coordinator at a time.

Why: whoever writes to the group must know whom to write to; when a new member takes over, the one before has an end.

Wrong:
```fields registry/groups/gdl-prova.yaml
coordinators:
  - {name: Istituto Rossi, from: 2017}
  - {name: Fondazione Verdi, from: 2019}
```

Right:
```fields registry/groups/gdl-prova.yaml
coordinators:
  - {name: Istituto Rossi, from: 2017, until: 2019}
  - {name: Fondazione Verdi, from: 2019}
```
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import is_later, is_real


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each coordinator that had surely not ended when the next one began; both beginnings must be known."""
    known = [(index, body) for index, body in entry.items("coordinators") if _has_sound_dates(entry, index, body)]
    known.sort(key=lambda pair: (pair[1]["from"], pair[0]))
    for (index, body), (other, following) in pairwise(known):
        end, start = body.get("until"), following["from"]
        is_over = end is not None and not is_later(end, start)
        if is_over or _who(body) == _who(following) or (end is None and not is_later(start, body["from"])):
            continue
        yield Finding(
            ("coordinators", index),
            _("{name} still coordinates when {other} begins in {date}", name=_who(body), other=_who(following), date=start)
            if end is None
            else _(
                "{name} coordinates until {until}, after {other} began in {date}",
                name=_who(body),
                until=end,
                other=_who(following),
                date=start,
            ),
            _("Write until: with the year in which it ended, or correct the years of the other.")
            if end is None
            else _("Correct until here, or from of the other."),
            related=(Related(entry.path, ("coordinators", other), _("here the next one begins")),),
        )


def _has_sound_dates(entry: Entry, index: int, body: Any) -> bool:
    dates = [body.get("from"), *([body["until"]] if "until" in body else [])]
    return all(isinstance(date, str) and is_real(date) for date in dates) and entry.is_sound(("coordinators", index))


def _who(body: Any) -> str:
    return str(body.get("id") or body.get("name") or "")


RULE = Rule("ALI462", Severity.ERROR, check, kinds=("group",), fields=frozenset({"coordinators"}))
