"""A value is in the entry or in an overlay, never in both.

Why: of two values no one can tell which is right, and one that is public already cannot be kept back.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
```yaml overlay/registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
website: https://soci.istitutorossi.it
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
```yaml overlay/registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
contact: {form: https://soci.istitutorossi.it/contatti}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI510", Severity.ERROR)
