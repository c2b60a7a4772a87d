"""Every file of the registry can be read by those who work with it.

Why: an entry that the tool cannot open is missing from every count; that has to be said, never passed over.

Wrong:
```text registry/stakeholders/toscana/istituto-rossi.yaml
---------- 1 anna anna 512 istituto-rossi.yaml
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI019", Severity.ERROR)
