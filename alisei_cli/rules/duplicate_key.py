"""A field is given only once in a block.

Why: of two values for one field only one can be right, and a program cannot choose which.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
website: https://www.istitutorossi.it
website: https://istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI002", Severity.ERROR)
