"""The file of an entry has at most 256 KiB, and ``taxonomy.yaml`` at most 2 MiB.

Why: an entry has a few dozen lines; a file a thousand times larger is a clipboard error, or meant to keep the machine busy.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```

```repeat registry/stakeholders/toscana/istituto-rossi.yaml 3000
# Un rigo incollato troppe volte: la scheda ha poche decine di righe, questo file ne ha migliaia.
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI003", Severity.ERROR)
