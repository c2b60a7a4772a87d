"""A text that contains a comma is in double quotes inside braces.

Why: in braces a comma separates fields, so that the text ends at its first comma and the rest of it is lost.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Rossi, Bianchi e Figli, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: "Rossi, Bianchi e Figli", lang: it, kind: display}
```
"""

import json

from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Source
from alisei_cli.rules._contract import Rule


def remedy(finding: Finding, source: Source) -> Fix | None:
    """The whole text between double quotes; someone should look whether all of it belongs there."""
    if source.data is None:  # something else is wrong, and comes first
        return None
    text = source.data
    for part in finding.pointer:
        text = text[part]
    if isinstance(text, list):
        return Fix(_("put the list in brackets"), (Edit((), f"[{', '.join(text)}]", "text", finding.span),))
    return Fix(_("put the whole text in double quotes"), (Edit((), json.dumps(text, ensure_ascii=False), "text", finding.span),))


RULE = Rule("ALI024", Severity.ERROR, remedy=remedy)
