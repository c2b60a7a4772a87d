"""The file of an entry holds at most 20,000 fields and values, and ``taxonomy.yaml`` at most 100,000.

Why: no organisation has so much to say; such a file is a clipboard error, or meant to keep the machine busy.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sources:
```

```repeat registry/stakeholders/toscana/istituto-rossi.yaml 20000
  - {}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI005", Severity.ERROR)
