"""The file of an entry has at most 256 KiB, and ``taxonomy.yaml`` at most 2 MiB.

Why: an entry has a few dozen lines; a file a thousand times larger is a slip of the clipboard, or meant to keep the machine busy.

Wrong:
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

```repeat registry/stakeholders/toscana/istituto-rossi.yaml 3000
# Un rigo incollato troppe volte: la scheda ha poche decine di righe, questo file ne ha migliaia.
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

RULE = Rule("ALI003", Severity.ERROR)
