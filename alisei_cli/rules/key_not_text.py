"""Every field has a plain name before its colon.

Why: brackets before a colon are often left over from a template, and no field has such a name.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
{sito}: https://www.istitutorossi.it
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI015", Severity.ERROR)
