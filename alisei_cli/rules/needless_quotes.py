"""No text is in quotation marks of its own as a whole.

Why: quotation marks that a word processor put around a name become part of it: it is shown, sorted and searched with them.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: “Istituto Rossi”, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._quotes import MARKS, is_quoted, strip_quotes

_PROSE = ("it", "en")
"""Where a text may be a quotation on purpose."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text between quotation marks; terms apart, of which another rule speaks."""
    for pointer, text in entry.sound:
        if text[-1:].isalnum():
            continue
        body = text.strip()
        if not pointer or not is_quoted(body):
            continue
        if any(pointer == place for place, _facet, _value in entry.terms):
            continue
        fix = Fix(_("delete the quotation marks"), (Edit(pointer, strip_quotes(body)),), safe=pointer[-1] not in _PROSE)
        yield Finding(
            pointer,
            _("the quotation marks {marks} around this text are part of it", marks=f"{body[0]} {body[-1]}"),
            _("Write it without: {text}", text=strip_quotes(body)),
            fix,
        )


_TRIGGER = re.compile(rf"""[{MARKS}|>](?:(?<!["'])|\s*["'])""")
"""Quotation marks of YAML itself count only where two of them meet, or where a text of several lines may begin with one."""

RULE = Rule("ALI422", Severity.NOTE, check, look=_TRIGGER.search)
