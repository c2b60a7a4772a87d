"""No entry names itself where another one belongs.

Why: nobody is its own parent, partner or member: such a line is a slip of copying, and the body that was meant is missing.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
relations:
  - {kind: related, target: istituto-rossi}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
relations:
  - {kind: related, target: alfa-biotech}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
```yaml registry/stakeholders/toscana/alfa-biotech.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: alfa-biotech
status: active
names:
  - {value: Alfa Biotech, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
relations:
  - {kind: related, target: istituto-rossi}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule

BODIES = ("coordinators", "members", "partners", "participants")


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each relation, member or partner that is the entry itself."""
    for index, relation in entry.items("relations"):
        if relation.get("target") == entry.id:
            help = _("Write the id of the other body as target, or delete the relation.")
            yield _finding(entry, ("relations", index, "target"), ("relations", index), help)
    for field in BODIES:
        for index, body in entry.items(field):
            if body.get("id") == entry.id:
                yield _finding(
                    entry,
                    (field, index, "id"),
                    (field, index),
                    _("Write the id of the body that takes part, or delete the line."),
                )
    if entry.get("organiser", "id") == entry.id:
        yield _finding(
            entry, ("organiser", "id"), ("organiser",), _("Write the id of the body that takes part, or delete the line.")
        )
    groups = entry.data.get("groups")
    for index, group in enumerate(groups if isinstance(groups, list) else ()):
        if group == entry.id:
            yield _finding(entry, ("groups", index), ("groups", index), _("Write the id of a working group, or delete the line."))


def _finding(entry: Entry, pointer: Pointer, item: Pointer, help: Text) -> Finding:
    message = _("{id} is this entry itself", id=entry.id)
    return Finding(pointer, message, help, Fix(_("delete the line"), (Edit(item, op="delete"),)))


RULE = Rule("ALI310", Severity.ERROR, check, fields=frozenset({"relations", "organiser", "groups", *BODIES}))
