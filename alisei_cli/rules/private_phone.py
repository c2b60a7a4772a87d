"""There are no mobile numbers in the registry.

Why: a mobile number reaches one person, at any hour; git keeps it for ever.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23, note: chiamare il 333 1234567}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23, note: chiamare il centralino 06 12345678}
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._fields import is_unknown
from alisei_cli.rules._phones import MOBILE

_DIGIT = re.compile("3[1-9]")
_CODES = frozenset({"identifiers", "facts", "maintainers"})
"""Blocks that hold numbers of other kinds."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text with a number that only an Italian mobile phone can have; the message does not repeat it."""
    for pointer, text in entry.sound:
        if (
            pointer
            and pointer[0] not in _CODES
            and len(text) >= 9
            and _DIGIT.search(text)
            and MOBILE.search(_words(text))
            and not is_unknown(entry, pointer)
        ):
            yield Finding(
                pointer,
                _("this text has a mobile phone number"),
                _("Delete the number; whoever wants to call finds the switchboard on the website."),
                span=entry.source.found(pointer, MOBILE),
            )


def _words(text: str) -> str:
    """The text, or of a web address nothing but a number to call: digits in a path mean other things."""
    if "://" not in text or " " in text:
        return text
    return text if "wa.me/" in text or "tel:" in text else ""


_TRIGGER = re.compile(r"3[1-9][0-9]\)?(?:[\s./–-]*[0-9]){6}")
"""Line ends too: a text may go on on the next line."""

RULE = Rule("ALI421", Severity.ERROR, check, look=_TRIGGER.search, is_personal=True)
