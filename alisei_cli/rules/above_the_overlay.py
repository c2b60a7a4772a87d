"""No value of an overlay is for a narrower audience than the overlay itself.

Why: all who may read an overlay's repository read every value in it, whatever the rules say of the field.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
```
```yaml overlay/overlay.yaml
audience: members
registry: alisei
```
```yaml overlay/registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
notes: Da richiamare a gennaio.
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
```
```yaml overlay/overlay.yaml
audience: secretariat
registry: alisei
```
```yaml overlay/registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
notes: Da richiamare a gennaio.
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI512", Severity.ERROR)
