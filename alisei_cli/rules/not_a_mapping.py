"""The file of an entry holds fields, one on each line.

Why: an empty file, or a text without names of fields, says nothing about any organisation.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
- Istituto Rossi
- attivo
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI014", Severity.ERROR)
