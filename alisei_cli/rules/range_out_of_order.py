"""A period ends after it begins.

Why: a membership until 2012 since 2015 is in no year; one of the two is mistyped.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
type: company
membership: {status: former, since: 2015, until: 2012, constituency: industrial}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
type: company
membership: {status: former, since: 2012, until: 2015, constituency: industrial}
```
"""

from collections.abc import Iterator
from typing import Any

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule, mentions
from alisei_cli.rules._dates import is_later, is_real

PAIRS = (("since", "until"), ("from", "until"), ("published", "expires"), ("from", "to"))
"""Fields that begin and end something."""

LAST = frozenset(last for _first, last in PAIRS)
PAST = frozenset({"since", "published"})
"""Beginnings that cannot lie ahead."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each end that comes before its beginning, dates compared as far as both are known."""
    for block, fields in entry.blocks:
        if LAST.isdisjoint(fields):
            continue
        for first, last in PAIRS:
            if first in fields and last in fields:
                start, end = fields[first], fields[last]
                if first in PAST and isinstance(start, str) and is_later(start, context.today.isoformat()):
                    continue  # one slip: a beginning still to come is reported as that
                if _is_turned(start, end) and entry.is_sound((*block, first)) and entry.is_sound((*block, last)):
                    edits = (Edit((*block, first), end), Edit((*block, last), start))
                    yield Finding(
                        (*block, last),
                        _("{last} {end} comes before {first} {start}", last=last, end=end, first=first, start=start),
                        _(
                            "Correct the wrong one of the two, or swap them: {first}: {end}, {last}: {start}.",
                            last=last,
                            end=end,
                            first=first,
                            start=start,
                        ),
                        Fix(_("swap {first} and {last}", first=first, last=last), edits),
                    )


def _is_turned(start: Any, end: Any) -> bool:
    if isinstance(start, str) and isinstance(end, str):
        return is_later(start, end) and is_real(start) and is_real(end)
    return type(start) is int and type(end) is int and start > end


RULE = Rule("ALI407", Severity.ERROR, check, look=mentions("until", "expires", "trl"))
