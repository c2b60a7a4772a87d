"""Each file of an overlay is about an entry of the registry, and has its id.

Why: an overlay adds values to entries; values of a body that has no entry would be in no count, list or search.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
```
```yaml overlay/registry/stakeholders/lazio/istituto-russo.yaml
id: istituto-russo
contact: {form: https://soci.istitutorossi.it/contatti}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
```
```yaml overlay/registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
contact: {form: https://soci.istitutorossi.it/contatti}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI511", Severity.ERROR)
