"""An event of one day ends later than it starts.

Why: a calendar refuses an event that ends before it starts; one of the two times is mistyped.

Wrong:
```fields registry/events/fiera-2027.yaml
status: planned
names:
  - {value: Fiera 2027, lang: it, kind: display}
dates: {from: 2027-06-03, starts: '14:30', ends: '09:00', zone: Europe/Rome}
```

Right:
```fields registry/events/fiera-2027.yaml
status: planned
names:
  - {value: Fiera 2027, lang: it, kind: display}
dates: {from: 2027-06-03, starts: '09:00', ends: '14:30', zone: Europe/Rome}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Times in the wrong order where the event begins and ends on one day."""
    first, starts, ends = (entry.text("dates", key) for key in ("from", "starts", "ends"))
    is_one_day = (entry.text("dates", "until") or first) == first
    if not starts or not ends or not is_one_day or starts < ends:
        return
    if all(entry.is_sound(("dates", key)) for key in ("starts", "ends")):
        swap = Fix(
            _("swap {first} and {last}", first="starts", last="ends"),
            (Edit(("dates", "starts"), ends), Edit(("dates", "ends"), starts)),
        )
        yield Finding(
            ("dates", "ends"),
            _("the event ends at {ends}, but starts at {starts} of the same day", ends=ends, starts=starts),
            _("Correct the wrong one of the two; if it ends on another day, write that day in until."),
            swap if starts != ends else None,
        )


RULE = Rule("ALI465", Severity.ERROR, check, kinds=("event",), fields=frozenset({"dates"}))
