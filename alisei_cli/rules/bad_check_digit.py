"""Every identifier with a check digit has the right one.

Why: a check digit catches a mistyped number; with a wrong one the entry would refer to another body, or to none.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
identifiers: {vat: 00743110158}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
identifiers: {vat: 00743110157}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._digits import FIT


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each identifier whose check digit does not fit the other digits."""
    given = entry.get("identifiers")
    if not isinstance(given, dict):
        return
    for key, is_right in FIT.items():
        value = given.get(key)
        if isinstance(value, str) and entry.is_sound(("identifiers", key)) and not is_right(value):
            name, source = _TOLD[key]
            yield Finding(
                ("identifiers", key),
                _("the {identifier} {value} cannot exist: its check digit does not fit the others", identifier=name, value=value),
                _("Compare it with {source} and type it again: one digit is probably mistyped.", source=source),
            )


_TOLD: dict[str, tuple[Text, Text]] = {
    "ror": (_("ROR id"), _("the page of the organisation on ror.org")),
    "vat": (_("VAT number"), _("an invoice or the foot of the web site")),
    "tax_code": (_("tax code"), _("the statute or an official letter")),
    "lei": (_("LEI"), _("the register on search.gleif.org")),
    "isni": (_("ISNI"), _("the page of the organisation on isni.org")),
}
"""What each identifier is called, and where it can be looked up."""

RULE = Rule("ALI401", Severity.ERROR, check, fields=frozenset({"identifiers"}))
