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
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule, mentions
from alisei_cli.rules._places import list_italian_fields


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each country whose code has the right form and is no one's: of a place, or in the list of an offer or need."""
    for block, fields in entry.blocks:
        country, eligible = fields.get("country"), fields.get("eligible_countries")
        if isinstance(country, str):
            right = "IT" if country not in CODES and list_italian_fields(fields, context.territory) else find_country(country)
            yield from _judge(entry, (*block, "country"), country, right)
        for number, each in enumerate(eligible if isinstance(eligible, list) else ()):
            if isinstance(each, str):
                yield from _judge(entry, (*block, "eligible_countries", number), each, find_country(each))


def _judge(entry: Entry, pointer: Pointer, country: str, right: str | None) -> Iterator[Finding]:
    """The finding on a code that no country has; ``right`` is what was meant, if that is known."""
    if country in CODES or not entry.is_sound(pointer):
        return
    message = _("no country has the code {country}", country=country)
    if right:
        line = f"country: {right}" if pointer[-1] == "country" else right
        fix = Fix(_("write {value}", value=right), (Edit(pointer, right),))
        yield Finding(pointer, message, _("Write {line}", line=line), fix)
    else:
        yield Finding(pointer, message, _("Write the two letters of ISO 3166-1, such as IT for Italy or FR for France."))


RULE = Rule("ALI425", Severity.ERROR, check, look=mentions("country", "eligible_countries"))
