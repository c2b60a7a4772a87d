"""Every country is given by its two-letter code of ISO 3166-1.

Why: with a code that no country has, the organisation is nowhere: no map, no total by country and no other dataset finds it.

Wrong:
```fields registry/stakeholders/estero/istituto-rossi.yaml
head_office: {municipality: London, country: UK}
```

Right:
```fields registry/stakeholders/estero/istituto-rossi.yaml
head_office: {municipality: London, country: GB}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.countries import CODES, find_country
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule, mentions
from alisei_cli.rules._places import list_italian_fields


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each country of a place whose code has the right form and is no one's."""
    for block, fields in entry.blocks:
        country = fields.get("country")
        if not isinstance(country, str) or country in CODES:
            continue
        pointer = (*block, "country")
        if not entry.is_sound(pointer):
            continue
        message = _("no country has the code {country}", country=country)
        if right := "IT" if list_italian_fields(fields, context.territory) else find_country(country):
            fix = Fix(_("write {value}", value=right), (Edit(pointer, right),))
            yield Finding(pointer, message, _("Write {line}", line=f"country: {right}"), fix)
        else:
            yield Finding(pointer, message, _("Write the two letters of ISO 3166-1, such as IT for Italy or FR for France."))


RULE = Rule("ALI425", Severity.ERROR, check, look=mentions("country"))
