"""Every field that an entry cannot do without is there.

Why: without id, status, name, type, head office and source an entry cannot be found, counted or trusted; all else may honestly be absent.

Wrong:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/toscana/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: toscana, country: IT}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.schema import Schema
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import EVERYTHING, Rule


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each required key that is absent, shown at the block that lacks it."""
    schema = law.schemas[entry.kind]
    for violation in entry.violations:
        if violation.keyword == "required" and isinstance(violation.value, str):
            yield Finding(
                violation.pointer,
                _("the field {key} is missing here", key=violation.value),
                _help(schema, violation.pointer, violation.value),
                at="block",
            )


def _help(schema: Schema, block: Pointer, key: str) -> Text:
    wanted = schema.at((*block, key))
    examples = wanted.get("examples")
    if examples and isinstance(examples[0], (str, int)):
        return _("Add a line such as {key}: {example}", key=key, example=examples[0])
    return _("Add the field {key}; another entry shows how it is written.", key=key)


RULE = Rule("ALI102", Severity.ERROR, check, kinds=EVERYTHING)
