"""Lists and blocks are nested at most 20 levels deep.

Why: no field of an entry needs more than five; deeper nesting is a clipboard error, or meant to bring programs down.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
technologies: [[[[[[[[[[[[[[[[[[[[genomics-sequencing]]]]]]]]]]]]]]]]]]]]
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
technologies: [genomics-sequencing]
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI004", Severity.ERROR)
