"""An entry has no directive, a line that begins with %, above it.

Why: such lines change how everything below them is read, and no entry needs one.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
%YAML 1.2
---
id: istituto-rossi
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI009", Severity.ERROR)
