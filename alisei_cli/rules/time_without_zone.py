"""The times of an event have a time zone where the country does not say which.

Why: 09:30 in the United States may be any of six hours; a calendar can only show the times if the zone is known.

Wrong:
```fields registry/events/bio-2027.yaml
status: planned
names:
  - {value: BIO 2027, lang: en, kind: display}
place: {city: San Diego, country: US}
dates: {from: 2027-06-03, until: 2027-06-06, starts: '09:30'}
```

Right:
```fields registry/events/bio-2027.yaml
status: planned
names:
  - {value: BIO 2027, lang: en, kind: display}
place: {city: San Diego, country: US}
dates: {from: 2027-06-03, until: 2027-06-06, starts: '09:30', zone: America/Los_Angeles}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.zones import find_zone
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Times without zone, where the country is not known or has several."""
    key = next((each for each in ("starts", "ends") if entry.text("dates", each)), None)
    country = entry.text("place", "country")
    if key is None or entry.text("dates", "zone") or find_zone(None, country) or not entry.is_sound(("dates", key)):
        return
    yield Finding(
        ("dates", key),
        _("{country} has several time zones, and the event does not say which", country=country)
        if country
        else _("the event has a time, but neither a country nor a time zone"),
        _("Add zone: to the dates, such as zone: Europe/Rome or zone: America/Los_Angeles."),
    )


RULE = Rule("ALI466", Severity.WARNING, check, kinds=("event",), fields=frozenset({"dates"}))
