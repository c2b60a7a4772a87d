"""Every file of the registry is where files of its kind are looked for, and ends in ``.yaml``.

Why: a file elsewhere would be in the repository but in no count, map or search, and no one would notice.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yml
id: istituto-rossi
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI017", Severity.ERROR)
