"""No entry refers to itself where another one belongs.

Why: no organisation is its own parent, partner or member: such a line is a copying error, and the body that was meant is
missing.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: related, target: istituto-rossi}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: related, target: alfa-biotech}
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
relations:
  - {kind: related, target: istituto-rossi}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.references import references
from alisei_cli.rules._contract import Rule

_HELP = {
    "relations": _("Write the id of the other body as target, or delete the relation."),
    "groups": _("Write the id of a working group, or delete the line."),
}
_OTHERWISE = _("Write the id of the body that takes part, or delete the line.")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each relation, member or partner that is the entry itself; of a successor another rule speaks."""
    for reference in references(entry.data, context.schemas[entry.kind]):
        field, pointer = reference.field, reference.pointer
        if reference.target == entry.id and field != "successor":
            item = pointer if isinstance(pointer[-1], int) else pointer[:-1]
            yield Finding(
                pointer,
                _("{id} is this entry itself", id=entry.id),
                _HELP.get(field, _OTHERWISE),
                Fix(_("delete the line"), (Edit(item, op="delete"),)),
            )


RULE = Rule("ALI310", Severity.ERROR, check)
