"""The tax code of a natural person stands nowhere in the registry.

Why: sixteen characters tell name, sex, day and place of birth; the history of the repository keeps for ever what was once written in it.

Wrong:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
identifiers: {tax_code: RSSMRA80A01H501U}
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
identifiers: {tax_code: 80054330586}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule

_CODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{3}[ -]?[A-Z]{3}[ -]?[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[ -]?[A-Z][0-9LMNPQRSTUV]{3}[ -]?[A-Z](?![A-Z0-9])",
    re.IGNORECASE,
)
_DIGIT = re.compile("[0-9]")
_SOME_DIGITS = 3
"""A word of sixteen letters is no code; where digits are replaced by letters, to keep two codes apart, a few at most are."""


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each text that holds such a code; neither the message nor the remedy repeats it."""
    for pointer, text in entry.texts:
        if (
            len(text) >= 16
            and _DIGIT.search(text)
            and any(sum(map(str.isdecimal, found)) >= _SOME_DIGITS for found in _CODE.findall(text))
        ):
            in_field = pointer == ("identifiers", "tax_code")
            yield Finding(
                pointer,
                _("this is the tax code of a person, not of an organisation")
                if in_field
                else _("this text holds the tax code of a person"),
                _("Write the organisation's own tax code, 11 digits, or delete the line.")
                if in_field
                else _("Delete the code from the text; nothing here may tell who a person is."),
            )


RULE = Rule("ALI402", Severity.ERROR, check)
