"""Every file of the registry is a file of its own, no link or device.

Why: a link can lead to a place outside the registry, whose content would be read and shown to everybody.

Wrong:
```link registry/stakeholders/toscana/istituto-rossi.yaml
../lazio/istituto-rossi.yaml
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
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI018", Severity.ERROR)
