"""Every figure of an event says what it counts.

Why: sources mix people, organisations and meetings; a number without its unit cannot be compared with any other.

Wrong:
```fields registry/events/fiera-2024.yaml
status: held
names:
  - {value: Fiera 2024, lang: it, kind: display}
dates: {from: 2024-06-03}
figures:
  - {value: 1600}
```

Right:
```fields registry/events/fiera-2024.yaml
status: held
names:
  - {value: Fiera 2024, lang: it, kind: display}
dates: {from: 2024-06-03}
figures:
  - {value: 1600, unit: meetings}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._fields import find_meant
from alisei_cli.rules._figures import is_unit_missing


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each figure without ``unit``, unless it is there under a misspelt name."""
    schema = context.schemas[entry.kind]
    near = find_meant(entry, schema)
    for violation in entry.violations:
        if is_unit_missing(violation) and "unit" not in near.get(violation.pointer, {}).values():
            value = entry.get(*violation.pointer, "value")
            units = schema.at((*violation.pointer, "unit")).get("enum") or ()
            yield Finding(
                violation.pointer,
                _("the figure {value} does not say what it counts", value=value)
                if type(value) is int
                else _("this figure does not say what it counts"),
                _("Add unit: and one of these: {units}.", units=list(units)),
                at="block",
            )


RULE = Rule("ALI467", Severity.ERROR, check, kinds=("event",), fields=frozenset({"figures", "participants"}), is_of_schema=True)
