"""The file of an entry is named with lower-case letters without accents, digits and single hyphens, at most 64 of them.

Why: the name is the id, which is used in addresses and links; capitals, spaces and accents break on the machines of some
colleagues.

Wrong:
```fields registry/stakeholders/toscana/Istituto_Rossi.yaml
id: istituto-rossi
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI021", Severity.ERROR)
