"""The folder ``.alisei/``, in which alisei keeps what it is writing, is not part of the repository.

Why: it holds what one computer has not finished writing; in a branch it is an accident, or an attempt to mislead those who run
alisei there. alisei reads nothing in it.

Wrong:
```tracked .alisei/journal.json
{"files": []}
```

Right:
```text .gitignore
.alisei/
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI026", Severity.ERROR)
