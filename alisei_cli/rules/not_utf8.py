r"""The file of an entry is saved as UTF-8.

Why: accented letters saved in an older encoding turn into question marks and boxes for everyone else.

Wrong:
```bytes registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Societ\xe0 Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Società Rossi, lang: it, kind: display}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI010", Severity.ERROR)
