"""Every file in ``schema/`` can be used: it is JSON, needs nothing from elsewhere, and its patterns always end.

Why: entries are checked by their schema; without it they are not checked at all, and a pattern that never ends would stop the
whole run.

Wrong:
```json schema/group.schema.json
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "x-alisei-path": "{id}.yaml",
  "type": "object",
  "properties": {"id": {"$ref": "https://www.istitutorossi.it/id.schema.json"}}
}
```

Right:
```json schema/group.schema.json
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "x-alisei-path": "{id}.yaml",
  "type": "object",
  "properties": {"id": {"type": "string", "maxLength": 64}}
}
```
"""

from alisei_cli.model.diagnostic import Severity
from alisei_cli.rules._contract import Rule

RULE = Rule("ALI110", Severity.ERROR)
