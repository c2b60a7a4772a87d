"""The primary sector is not repeated among the secondary ones.

Why: the second mention adds nothing, and takes one of the few places for what else the body does.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: pharma, secondary: [pharma, biotech]}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sector: {primary: pharma, secondary: [biotech]}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Related, Severity
from alisei_cli.model.source import field_of, join_keys
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The first repetition of a primary term in the list beside it."""
    for choice in entry.choices:
        if len(choice.values) < 2:
            continue
        primary = {value: pointer for pointer, value in choice.values if not isinstance(pointer[-1], int)}
        listed = {value: pointer for pointer, value in reversed(choice.values) if isinstance(pointer[-1], int)}
        for value, first in primary.items():
            if value in listed and value in context.taxonomy.terms:
                pointer = listed[value]
                yield Finding(
                    pointer,
                    _("{value} is already in {field}", value=value, field=join_keys(first)),
                    _("Delete {value} from {field}.", value=value, field=join_keys(field_of(pointer))),
                    Fix(_("delete {value}", value=value), (Edit(pointer, op="delete"),), safe=True),
                    (Related(entry.path, first, _("here is the first one")),),
                )


RULE = Rule("ALI208", Severity.ERROR, check)
