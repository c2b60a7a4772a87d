"""A project whose end is past is no longer planned or under way.

Why: reports and partners would take it for one that can still be joined.

Wrong:
```fields registry/projects/progetto-alfa.yaml
status: active
names:
  - {value: Progetto Alfa, lang: it, kind: display}
dates: {from: 2021-06, until: 2024-05}
```

Right:
```fields registry/projects/progetto-alfa.yaml
status: completed
names:
  - {value: Progetto Alfa, lang: it, kind: display}
dates: {from: 2021-06, until: 2024-05}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import format_date, is_later, is_real

OPEN = ("planned", "active")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The status of a project that was to end on a day, month or year gone by; the last day itself still counts."""
    until = entry.text("dates", "until")
    if entry.data.get("status") not in OPEN or not until:
        return
    if entry.is_sound(("dates", "until")) and is_real(until) and is_later(context.today.isoformat(), until):
        yield Finding(
            ("status",),
            _("the project counts as open, but it was to end {when}", when=format_date(until)),
            _("Write completed or cancelled, as a source says; or correct the date."),
        )


RULE = Rule("ALI475", Severity.NOTE, check, kinds=("project",), fields=frozenset({"dates"}))
