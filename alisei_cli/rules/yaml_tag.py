"""A value carries no sign that tells programs how to read it.

Why: what a value is, the field says; such signs (``!!str``) are read by few people, and some make programs run what they name.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
status: !!str active
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI007", Severity.ERROR)
