r"""An entry has no invisible characters.

Why: a zero-width space makes two equal names different, and a hidden change of direction shows a reviewer another text than
programs read.

Wrong:
```bytes registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto\xe2\x80\x8b Rossi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

import re

from alisei_cli.escape import UNSEEN
from alisei_cli.language import _
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Source
from alisei_cli.rules._contract import Rule

_BLANKS = re.compile(r"\s+\Z")
_ALL_UNSEEN = re.compile(f"[{UNSEEN}]+\\Z")


def remedy(finding: Finding, source: Source) -> Fix | None:
    """Plain spaces for special ones; what has no width goes. Nothing for what was written as an escape."""
    span = finding.span
    if span is None or span.line != span.end_line:
        return None
    found = source.said(span)
    if _ALL_UNSEEN.match(found):
        return Fix(_("delete the invisible characters"), (Edit((), "", "text", span),), safe=True)
    if _BLANKS.match(found):
        return Fix(_("write spaces"), (Edit((), " " * len(found), "text", span),), safe=True)
    return None


RULE = Rule("ALI012", Severity.ERROR, remedy=remedy)
