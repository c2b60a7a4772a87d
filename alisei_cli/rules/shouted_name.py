"""The display name is written as in running text, not entirely in capitals.

Why: pages and lists show it; a name in capitals, as registers print it, looks like an acronym and is sorted apart from the
others.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: ISTITUTO ROSSI DI BIOLOGIA, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi di Biologia, lang: it, kind: display}
```
"""

import re
from collections.abc import Iterator

from alisei_cli.folding import fold_name
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.rules._contract import Rule

_LONG = 5
"""Length from which a word is rarely an acronym."""
_MIDDLING = 4
"""Length from which a word among long ones is rarely an acronym."""
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?")
_SMALL = """
di del della dell dei degli delle la il lo le gli i per e a ad in da con su
of the for and
"""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each upper-case display name with at least two long words.

    A single word, or short ones, may be an acronym.
    """
    for index, name in entry.items("names"):
        value, pointer = name.get("value"), ("names", index, "value")
        if name.get("kind") != "display" or not isinstance(value, str) or value != value.upper() or not entry.is_sound(pointer):
            continue
        long = [word for word in fold_name(value).split() if word.isalpha() and len(word) >= _LONG]
        if len(long) > 1 and value != value.lower():
            lowered = _WORD.sub(lambda found: _lower_word(found.group()), value)
            lowered = lowered[:1].upper() + lowered[1:]
            yield Finding(
                pointer,
                _("the name {name} is all in capitals", name=value),
                _("Write it as in running text, with capitals only in acronyms; probably value: {name}", name=lowered),
                Fix(_("write {value}", value=lowered), (Edit(pointer, lowered),)),
            )


def _lower_word(word: str) -> str:
    if "." in word[:-1]:  # S.P.A. becomes S.p.A., the official spelling
        return word[0] + (word[1:-2].lower() + word[-2:] if word.endswith("A.") and len(word) > _MIDDLING else word[1:].lower())
    if word.lower() in _SMALL.split():
        return word.lower()
    return word.capitalize() if len(word) >= _MIDDLING else word


RULE = Rule("ALI428", Severity.NOTE, check, fields=frozenset({"names"}))
