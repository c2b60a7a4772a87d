"""The first line of a file tells editors by which schema to check it.

Why: with this line an editor completes fields, explains terms and underlines mistakes while you type; without it, it cannot.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../schema/stakeholder.schema.json
id: istituto-rossi
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import START, Span
from alisei_cli.rules._contract import EVERYTHING, Rule

LONGEST = 500
"""Characters of a first line that is looked at."""
_MODELINE = re.compile(r"#\s{1,4}yaml-language-server\s{0,4}:\s{0,4}\$schema=(\S+)\s*\Z")
_MEANT = re.compile(r"\s{0,8}#\s{0,4}yaml-language-server\b", re.IGNORECASE)
HIGH = 20
"""Lines below which no one puts it."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The first line, if it is not the one that belongs there."""
    first = entry.source.text[:LONGEST].partition("\n")[0]
    right = modeline(entry.path, entry.kind)
    found = _MODELINE.match(first)
    if found and found.group(1) == right.partition("=")[2]:
        return
    if found:
        message = _("the first line names the schema {schema}, which is not that of this file", schema=found.group(1))
    else:
        message = _("the first line does not name the schema of the file")
    old = next((number for number, line in enumerate(entry.source.lines[:HIGH], 1) if _MEANT.match(line)), 0)
    if old == 1:
        help = _("Replace the first line by: {line}", line=right)
        edits = [Edit((), right, "text", Span(1, 1, 1, len(first) + 1))]
    else:
        help = _("Put this above everything else: {line}", line=right)
        edits = [Edit((), f"{right}\n", "text", START)]
        edits += [Edit((), "", "text", Span(old, 1, old + 1, 1))] if 0 < old < len(entry.source.lines) else []
    fix = Fix(_("write the first line"), tuple(edits), safe=True) if len(first) < LONGEST else None
    yield Finding((), message, help, fix, span=Span(1, 1, 1, len(first) + 1))


def modeline(path: str, kind: str) -> str:
    """The first line of the file of this kind at ``path``."""
    up = path.count("/")
    folder = "" if path.startswith("schema/") else "../" * up + "schema/"
    return f"# yaml-language-server: $schema={folder}{kind}.schema.json"


RULE = Rule("ALI419", Severity.NOTE, check, kinds=EVERYTHING)
