"""Every file of the registry can be read by those who work with it.

Why: an entry that the tool may not open is missing from every count; that has to be said, never passed over.

Wrong:
```text registry/stakeholders/toscana/istituto-rossi.yaml
---------- 1 anna anna 512 istituto-rossi.yaml
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

RULE = Rule("ALI019", Severity.ERROR)
