"""Every file of the registry is a regular file, not a link or a device.

Why: a link can lead to a place outside the registry, whose content would be read and shown to everyone.

Wrong:
```link registry/stakeholders/toscana/istituto-rossi.yaml
../lazio/istituto-rossi.yaml
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI018", Severity.ERROR)
