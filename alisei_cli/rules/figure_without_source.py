"""A figure says which of several sources gives it.

Why: two sources often give two numbers for one event; whoever cites the number has to know whose it is.

Wrong:
```fields registry/events/fiera-2024.yaml
status: held
names:
  - {value: Fiera 2024, lang: it, kind: display}
dates: {from: 2024-06-03}
figures:
  - {value: 1600, unit: meetings}
sources:
  - {url: https://www.istitutorossi.it/fiera, accessed: 2026-11-23}
  - {url: https://www.fondazioneverdi.it/fiera, accessed: 2026-11-23}
```

Right:
```fields registry/events/fiera-2024.yaml
status: held
names:
  - {value: Fiera 2024, lang: it, kind: display}
dates: {from: 2024-06-03}
figures:
  - {value: 1600, unit: meetings, source: https://www.fondazioneverdi.it/fiera}
sources:
  - {url: https://www.istitutorossi.it/fiera, accessed: 2026-11-23}
  - {url: https://www.fondazioneverdi.it/fiera, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each figure without source of an event that has several."""
    if len([source for _index, source in entry.items("sources") if source]) < 2:
        return
    for index, figure in entry.items("figures"):
        if "source" not in figure and entry.is_sound(("figures", index)):
            yield Finding(
                ("figures", index),
                _("the event has several sources, and this figure does not say which of them gives it"),
                _("Add source: and the address of the page that gives the number."),
            )


RULE = Rule("ALI468", Severity.NOTE, check, kinds=("event",), fields=frozenset({"figures"}), may_be_silenced=True)
