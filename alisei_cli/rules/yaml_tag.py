"""A value has no tag that tells programs how to read it.

Why: the field already says what a value is; few people can read such tags (``!!str``), and some make programs run what they
name.

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
