"""The legal form stands in the legal name, not in the display name.

Why: people say and search the name without the form, lists and labels become long, and of two entries only one seems to have a form; what the deed says is the legal name.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi S.r.l., lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi S.r.l., lang: it, kind: legal}
  - {value: Istituto Rossi, lang: it, kind: display}
```
"""

from collections.abc import Iterator

from alisei_cli.folding import legal_form
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each display name that ends in a legal form, unless a legal name says it already."""
    if any(name.get("kind") == "legal" for _index, name in entry.items("names")):
        return
    for index, name in entry.items("names"):
        value, pointer = name.get("value"), ("names", index, "value")
        if name.get("kind") == "display" and isinstance(value, str) and entry.is_sound(pointer) and legal_form(value):
            yield Finding(
                pointer,
                _("the display name {name} ends in a legal form", name=value),
                _("Write kind: legal for this name, and add the name without the form as kind: display."),
            )


RULE = Rule("ALI433", Severity.NOTE, check, kinds=("stakeholder",), fields=frozenset({"names"}), may_be_silenced=True)
