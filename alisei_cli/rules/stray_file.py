"""Every file of the registry is where files of its kind are looked for, and ends in ``.yaml``.

Why: a file elsewhere would be in the repository but in no count, map or search, and no one would notice.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yml
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

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI017", Severity.ERROR)
