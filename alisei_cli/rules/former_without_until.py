"""A former name says until when it was used.

Why: the year says which name a paper, a call or a contract of that time meant; where it is not known, the name may stay as it
is, so this is a note.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
  - {value: Laboratori Bianchi, lang: it, kind: former}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
  - {value: Laboratori Bianchi, lang: it, kind: former, until: 2012}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule, mentions


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each former name without ``until``."""
    for index, name in entry.items("names"):
        pointer = ("names", index, "kind")
        if name.get("kind") == "former" and "until" not in name and entry.is_sound(pointer):
            yield Finding(
                pointer,
                _("the former name does not say until when it was used"),
                _("Add until: <...> to it; the year alone is enough. If the year is not known, leave it as it is."),
            )


RULE = Rule("ALI432", Severity.NOTE, check, look=mentions("former"))
