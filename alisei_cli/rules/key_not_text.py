"""Every field has a plain name before its colon.

Why: brackets before a colon are often left over from a template, and no field has such a name.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
{sito}: https://www.istitutorossi.it
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

RULE = Rule("ALI015", Severity.ERROR)
