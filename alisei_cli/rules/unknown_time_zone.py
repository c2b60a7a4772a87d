"""The time zone of an event is one of the time zone database.

Why: a calendar that does not know the zone shows the hours of another place, and people come at the wrong time.

Wrong:
```fields registry/events/fiera-2027.yaml
status: planned
names:
  - {value: Fiera 2027, lang: it, kind: display}
dates: {from: 2027-06-03, until: 2027-06-06, starts: '09:30', zone: Europe/Milan}
```

Right:
```fields registry/events/fiera-2027.yaml
status: planned
names:
  - {value: Fiera 2027, lang: it, kind: display}
dates: {from: 2027-06-03, until: 2027-06-06, starts: '09:30', zone: Europe/Rome}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.zones import OF_COUNTRY, ZONES
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule

ZONE = ("dates", "zone")
SOME = 8
"""Zones that a remedy names."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """A zone that the database does not have; those of the country come first in the remedy."""
    zone = entry.text(*ZONE)
    if zone is None or zone in ZONES or not entry.is_sound(ZONE):
        return
    here = OF_COUNTRY.get(entry.text("place", "country") or "", ())
    near = here if len(here) == 1 else find_nearest(zone, ZONES)
    help = (
        _("Did you mean {near}?", near=near[:SOME])
        if near
        else _("Write continent and city, such as {examples}.", examples=["Europe/Rome", "America/Los_Angeles", "Asia/Shanghai"])
    )
    fix = Fix(_("write {term}", term=near[0]), (Edit(ZONE, near[0]),)) if len(near) == 1 else None
    yield Finding(ZONE, _("there is no time zone {zone}", zone=zone), help, fix)


RULE = Rule("ALI464", Severity.ERROR, check, kinds=("event",), fields=frozenset({"dates"}))
