r"""The file of an entry is saved as UTF-8.

Why: accented letters saved in an older encoding turn into question marks and boxes for everyone else.

Wrong:
```bytes registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Societ\xe0 Rossi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Società Rossi, lang: it, kind: display}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI010", Severity.ERROR)
