"""Every field of an entry is one that its schema knows.

Why: a field under a name of one's own is read by nobody: a misspelt ``websit`` would leave the entry without a web site.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
websit: https://www.istitutorossi.it
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
website: https://www.istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.nearest import nearest
from alisei_cli.rules._contract import EVERYTHING, Rule


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each key that the schema does not know, with the nearest that it does."""
    schema = law.schemas[entry.kind]
    for violation in entry.violations:
        if violation.keyword != "additionalProperties":
            continue
        known = list(schema.at(violation.pointer).get("properties", ()))
        for key in violation.value:
            pointer = (*violation.pointer, key)
            near = nearest(key, known)
            if near:
                help = _("Write {near} instead of {key}.", near=near[0], key=key)
                fix = Fix(_("rename {key} to {near}", key=key, near=near[0]), (Edit(pointer, near[0], "rename"),))
            else:
                help = _("Delete the field, or choose one of: {known}.", known=known)
                fix = None
            yield Finding(pointer, _("there is no field called {key} here", key=key), help, fix, at="key")


RULE = Rule("ALI101", Severity.ERROR, check, kinds=EVERYTHING)
