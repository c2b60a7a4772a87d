"""Every identifier that carries a check digit carries the right one.

Why: a check digit catches a mistyped number; with a wrong one the entry would speak of another body, or of none.

Wrong:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
identifiers: {vat: 00743110158}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
identifiers: {vat: 00743110157}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

import re
from collections.abc import Callable, Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules import _ror
from alisei_cli.rules._contract import Rule

_SIXTEEN = re.compile(r"([0-9]{4}) ?([0-9]{4}) ?([0-9]{4}) ?([0-9]{3})([0-9X])\Z")
_ELEVEN = re.compile(r"[0-9]{11}\Z")


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each identifier whose check digit does not fit the other digits."""
    given = entry.get("identifiers")
    if not isinstance(given, dict):
        return
    for key, (name, source, is_valid) in IDENTIFIERS.items():
        value = given.get(key)
        if isinstance(value, str) and entry.is_sound(("identifiers", key)) and not is_valid(value):
            yield Finding(
                ("identifiers", key),
                _("the {identifier} {value} cannot exist: its check digit does not fit the others", identifier=name, value=value),
                _("Compare it with {source} and type it again: one digit is probably mistyped.", source=source),
            )


def _vat(value: str) -> bool:
    from stdnum.it import iva

    return bool(iva.is_valid(value))


def _tax_code(value: str) -> bool:
    from stdnum.it import codicefiscale

    return not _ELEVEN.match(value) or bool(
        codicefiscale.is_valid(value)
    )  # 16 characters are a person's: another rule's business


def _lei(value: str) -> bool:
    from stdnum import lei

    return bool(lei.is_valid(value))


def _isni(value: str) -> bool:
    if match := _SIXTEEN.match(value):  # as nearly all are written: five times quicker than the library, to the same end
        total = 0
        for digit in "".join(match.groups()[:-1]):
            total = (total + int(digit)) * 2
        return (total + (10 if match[5] == "X" else int(match[5]))) % 11 == 1
    from stdnum import isni

    return bool(isni.is_valid(value))


IDENTIFIERS: dict[str, tuple[Text, Text, Callable[[str], bool]]] = {
    "ror": (_("ROR id"), _("the page of the organisation on ror.org"), _ror.is_valid),
    "vat": (_("VAT number"), _("an invoice or the foot of the web site"), _vat),
    "tax_code": (_("tax code"), _("the statute or an official letter"), _tax_code),
    "lei": (_("LEI"), _("the register on search.gleif.org"), _lei),
    "isni": (_("ISNI"), _("the page of the organisation on isni.org"), _isni),
}
"""Identifiers with check digits: their name, where they can be looked up, and the check."""

RULE = Rule("ALI401", Severity.ERROR, check, fields=frozenset({"identifiers"}))
