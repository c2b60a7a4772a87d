"""Lists and blocks stand at most 20 deep inside each other.

Why: no field of an entry needs more than five; deeper nesting is a slip of the clipboard, or meant to bring programs down.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
technologies: [[[[[[[[[[[[[[[[[[[[genomics-sequencing]]]]]]]]]]]]]]]]]]]]
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
technologies: [genomics-sequencing]
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI004", Severity.ERROR)
