"""The file of an entry can be understood line by line.

Why: one sign out of place, and everything below it would be read as something else, or not at all.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto Rossi: ricerca, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: "Istituto Rossi: ricerca", lang: it, kind: display}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI001", Severity.ERROR)
