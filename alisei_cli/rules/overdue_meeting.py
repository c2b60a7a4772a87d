"""A working group meets as often as it says.

Why: a group that has not met for longer than its rhythm may have come to rest; the secretariat asks, or the meeting is missing from the list.

Wrong:
```fields registry/groups/gdl-prova.yaml
status: active
names:
  - {value: GdL Prova, lang: it, kind: display}
rhythm: {every_months: 2}
meetings:
  - {on: 2025-01-15, mode: online}
```

Right:
```fields registry/groups/gdl-prova.yaml
status: active
names:
  - {value: GdL Prova, lang: it, kind: display}
rhythm: {every_months: 2}
meetings:
  - {on: 2025-01-15, mode: online}
  - {on: 2026-11-02, mode: online}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.meetings import due_since
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import format_date


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """A group at work whose next meeting, by its rhythm, was to be held by now; without a known meeting nothing is said."""
    due = due_since(entry, context.today)
    if due is None or not entry.is_sound(("rhythm",)) or not entry.is_sound(("meetings",)):
        return
    last, day, months = due
    yield Finding(
        ("meetings",),
        _n(
            "the last meeting was {when}, and the group meets every month: the next was due by {day}",
            "the last meeting was {when}, and the group meets every {n} months: the next was due by {day}",
            n=months,
            when=format_date(last),
            day=day.isoformat(),
        ),
        _("Add the meetings held since then; or write status: closed, or another rhythm, as it is."),
        at="key",
    )


RULE = Rule("ALI463", Severity.NOTE, check, kinds=("group",), fields=frozenset({"meetings"}), may_be_silenced=True)
