"""A field is given only once in a block.

Why: of two values for one field only one can be right, and a program cannot choose which.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
website: https://istitutorossi.it
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI002", Severity.ERROR)
