"""An event whose last day is past is no longer planned.

Why: a calendar of coming events would show it for ever, and no report would count it among what was held.

Wrong:
```fields registry/events/fiera-2024.yaml
status: planned
names:
  - {value: Fiera 2024, lang: it, kind: display}
dates: {from: 2024-06-03, until: 2024-06-06}
```

Right:
```fields registry/events/fiera-2024.yaml
status: held
names:
  - {value: Fiera 2024, lang: it, kind: display}
dates: {from: 2024-06-03, until: 2024-06-06}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import format_date, is_later, is_real


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The state of an event that is planned for a day, month or year gone by; the last day itself still counts."""
    if entry.data.get("status") != "planned":
        return
    key = "until" if entry.text("dates", "until") else "from"
    last, pointer = entry.text("dates", key), ("dates", key)
    if last and entry.is_sound(pointer) and is_real(last) and is_later(context.today.isoformat(), last):
        yield Finding(
            ("status",),
            _("the event counts as planned, but it was to end {when}", when=format_date(last)),
            _("Write held, postponed or cancelled, as a source says; or correct the date."),
        )


RULE = Rule("ALI434", Severity.NOTE, check, kinds=("event",), fields=frozenset({"dates"}))
