"""A working group is led by a seat of the board that exists.

Why: the lead in the board is a seat and not a person; a seat that the policy does not list has no one on it whom the secretariat could ask.

Wrong:
```fields registry/groups/gdl-prova.yaml
lead: {seat: treasurer}
```

Right:
```fields registry/groups/gdl-prova.yaml
lead: {seat: territorial}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.nearest import find_nearest_by
from alisei_cli.rules._contract import Rule

SEAT = ("lead", "seat")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """A lead that is none of the seats of the policy, where it lists any."""
    seat, seats = entry.text(*SEAT), context.seats
    if seat is None or not seats or seat in seats or not entry.is_sound(SEAT):
        return
    near = find_nearest_by(seat, {code: (code, label.it, label.en) for code, label in seats.items()})
    help = _("Write one of the seats that schema/policy.yaml lists: {seats}. Never the name of a person.", seats=list(seats))
    fix = Fix(_("write {term}", term=near[0]), (Edit(SEAT, near[0]),)) if len(near) == 1 else None
    yield Finding(SEAT, _("the board has no seat called {seat}", seat=seat), help, fix)


RULE = Rule("ALI460", Severity.ERROR, check, kinds=("group",), fields=frozenset({"lead"}))
