"""A file holds exactly one entry.

Why: anything below a line ``---`` is a second entry, which no one would look for in this file.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
---
id: istituto-bianchi
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI008", Severity.ERROR)
