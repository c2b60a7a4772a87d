"""An entry is written out in full, without anchors or aliases that copy one part of it elsewhere.

Why: few people can read such signs (``&name``, ``*name``, ``<<``), and a few lines of them can fill the memory of a machine.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
head_office: &sede {region: toscana, country: IT}
sites:
  - *sede
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
sites:
  - {region: toscana, country: IT}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI006", Severity.ERROR)
