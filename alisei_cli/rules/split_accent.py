r"""Every letter with an accent is one character.

Why: a letter with a separate accent looks the same as one accented letter, as some computers paste it, but searches and
comparisons take them for two texts.

Wrong:
```bytes registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Universita\xcc\x80 Rossi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Università Rossi, lang: it, kind: display}
```
"""

import re
import unicodedata
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import EVERYTHING, Rule

_ACCENT = re.compile("[\u0300-\u036f]")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text with a letter and an accent that there is one character for."""
    for pointer, text in entry.sound:
        if _ACCENT.search(text) and (whole := unicodedata.normalize("NFC", text)) != text:
            fix = Fix(_("join letters and accents"), (Edit(pointer, whole),), safe=True)
            yield Finding(
                pointer,
                _("in this text an accent is a character of its own"),
                _("Type the accented letters on the keyboard: {text}", text=whole),
                fix,
            )


def _look(text: str) -> bool:
    """Whether anything in ``text`` could be joined."""
    return not unicodedata.is_normalized("NFC", text)


RULE = Rule("ALI426", Severity.NOTE, check, kinds=EVERYTHING, look=_look)
