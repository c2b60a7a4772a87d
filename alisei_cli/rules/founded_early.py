"""The founding year of a company is its own, not that of the group abroad.

Why: registers give the year in which the first pharmacy or workshop of a group opened; as the age of its Italian company it makes every figure by age wrong.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
facts: {founded: 1668}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
facts: {founded: 1968}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import is_real

EARLY = 1900
"""Before this year few Italian companies of today began, and many of the groups that own one did."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The founding year of a company that lies before ``EARLY``."""
    founded, pointer = entry.get("facts", "founded"), ("facts", "founded")
    if entry.data.get("type") != "company" or not entry.is_sound(pointer):
        return
    year = str(founded)[:4]
    if is_real(year) and int(year) < EARLY:
        yield Finding(
            pointer,
            _("the company would be of {year}, which may rather be the year of the group it belongs to", year=year),
            _("Write the year of the Italian company, or delete founded; if the year is right, silence this with the reason."),
        )


RULE = Rule("ALI436", Severity.NOTE, check, kinds=("stakeholder",), fields=frozenset({"facts"}), may_be_silenced=True)
