"""An entry has no directive, a line that begins with %, above it.

Why: such lines change how everything below them is read, and no entry needs one.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
%YAML 1.2
---
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI009", Severity.ERROR)
