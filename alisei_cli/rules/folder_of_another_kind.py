"""An entry is in the folder of its kind: organisations, working groups and events have one each.

Why: the folder decides by which schema an entry is checked; in another one nearly every field of it would be wrong.

Wrong:
```fields registry/events/istituto-rossi.yaml
type: company
head_office: {region: toscana, country: IT}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterable, Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.schema import Violation
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._fields import UNKNOWN

SLIPS = 3
"""So few violations are slips of the pen, not another kind of entry."""
TIMES = 3
"""The schema of the other kind must have at most one against so many of this kind's."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """An entry that the schema of its folder refuses all over, and that of another kind hardly."""
    slips = _slips(entry.violations)
    if slips < SLIPS:
        return
    refused = {kind: _slips(context.schemas[kind].check(entry.data)) for kind in context.kinds if kind != entry.kind}
    other = min(refused, key=lambda kind: (refused[kind], kind), default=entry.kind)
    if other != entry.kind and refused[other] * TIMES <= slips:
        nesting = context.schemas[other].nesting.replace("{region}", entry.region or "italia").replace("{id}", entry.stem)
        yield Finding(
            (),
            _("the fields of this file are those of the kind {kind}, but its folder is of another kind", kind=other),
            _("Move the file to {path}", path=f"registry/{other}s/{nesting}"),
            at="block",
        )


def _slips(violations: Iterable[Violation]) -> int:
    """How much a schema has against an entry: every field that it does not know counts."""
    known = (list, tuple)
    return sum(len(each.value) if each.keyword in UNKNOWN and isinstance(each.value, known) else 1 for each in violations)


RULE = Rule("ALI111", Severity.ERROR, check, is_of_schema=True, is_exclusive=True)
