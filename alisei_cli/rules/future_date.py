"""An event of the past happened today at the latest.

Why: a page read or an organisation founded next year is a typing error; reports on age and freshness would be wrong.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2062-11-23}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import dates, is_later, is_real

PAST = frozenset({"accessed", "on", "founded", "since", "published", "status_since"})
"""Fields that tell what has happened; ``expires`` and ``until`` may lie ahead."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each date of something past that is after today."""
    today = context.today.isoformat()
    is_held = entry.kind == "event" and entry.data.get("status") == "held"
    for pointer, date in dates(entry, context):
        if not is_later(date, today) or not is_real(date):
            continue
        if pointer[-1] in PAST:
            yield Finding(
                pointer,
                _("{field} says {date}, which is still to come: today is {today}", field=pointer[-1], date=date, today=today),
                _("Write when it happened, {today} at the latest; where only the year is known, the year alone.", today=today),
            )
        elif is_held and pointer[0] == "dates":
            yield Finding(
                pointer,
                _("the event counts as held, but {date} is still to come: today is {today}", date=date, today=today),
                _("Write status: planned until it has taken place, or correct the date."),
            )


RULE = Rule("ALI406", Severity.ERROR, check)
