"""An offer or a need that has expired is removed or renewed.

Why: people who look for a partner would write for nothing, and trust the registry less the next time.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
offers:
  - {id: camera-bianca, kind: laboratory-access, published: 2025-05-01, expires: 2026-05-01}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
offers:
  - {id: camera-bianca, kind: laboratory-access, published: 2025-05-01, expires: 2027-05-01}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import format_date, is_later, is_real


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each offer and need whose last day is past; the last day itself still counts."""
    today = context.today.isoformat()
    for key in ("offers", "needs"):
        for index, item in entry.items(key):
            expires = item.get("expires")
            pointer = (key, index, "expires")
            if not isinstance(expires, str) or not entry.is_sound(pointer) or not is_real(expires):
                continue
            published = item.get("published")
            if isinstance(published, str) and is_later(published, expires):
                continue  # one slip: the order of the two is reported
            if is_later(today, expires):
                yield Finding(
                    pointer,
                    _("this offer ended {when}", when=format_date(expires))
                    if key == "offers"
                    else _("this need ended {when}", when=format_date(expires)),
                    _("If it is still valid, write a later day; if not, delete it from the list."),
                )


RULE = Rule("ALI408", Severity.WARNING, check, fields=frozenset({"offers", "needs"}), may_be_silenced=True)
