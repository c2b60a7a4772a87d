"""Every web address leads where it seems to lead, to a public website.

Why: readers, mailings and exports follow these addresses; letters that only look alike, passwords, bare numbers and ports are how people are led astray.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
website: https://admin@www.istitutorossi.it
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
website: https://www.istitutorossi.it
```
"""

from collections.abc import Iterator

from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._web import addresses, trouble


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each web address with the first thing that makes it unsafe."""
    for pointer, url in addresses(entry, context):
        found = trouble(url)
        if found:
            yield Finding(pointer, *found)


RULE = Rule("ALI409", Severity.ERROR, check)
