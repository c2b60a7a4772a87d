"""Every web address leads where it seems to lead, to a public web site.

Why: readers, mailings and exports follow these addresses; letters that only look alike, passwords, bare numbers and ports are how people are led astray.

Wrong:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
website: https://admin@www.istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
website: https://www.istitutorossi.it
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._web import addresses, trouble


def check(entry: Entry, law: Law) -> Iterator[Finding]:
    """Each web address with the first thing that makes it unsafe."""
    for pointer, url in addresses(entry, law):
        found = trouble(url)
        if found:
            yield Finding(pointer, *found)


RULE = Rule("ALI409", Severity.ERROR, check)
