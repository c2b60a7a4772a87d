"""Every text says something; unknown values are left out.

Why: a placeholder such as n.d. or TODO is counted and shown as if it were an answer, while an absent field is honestly counted
as not known.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
  - {value: da definire, kind: alias}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._wording import hinted, may_be_whole, placeholder

_REQUIRED = frozenset({"value", "name", "url", "document", "status_reason"})


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text that only holds a place."""
    is_hinted = hinted(entry.source.text) or "\\" in entry.source.text
    suspects = entry.sound if is_hinted else [each for each in entry.sound if may_be_whole(each[1])]
    codes = {pointer for pointer, _facet, _value in entry.terms} if suspects else set()
    for pointer, text in suspects:
        if pointer in codes or not pointer:
            continue
        found = placeholder(text, is_word=not _is_code(entry, pointer, context))
        if found:
            yield Finding(pointer, _("{text} is only a placeholder", text=found), _help(pointer, text, found))


def _is_code(entry: Entry, pointer: Pointer, context: Context) -> bool:
    """Whether a short value may be a code or an acronym: NA is Napoli, and Namibia."""
    if context.schemas[entry.kind].at(pointer).get("x-alisei-style") == "code":
        return True
    if pointer[0] == "names" and pointer[-1] == "value" and isinstance(pointer[1], int):
        name = entry.data["names"][pointer[1]]
        return isinstance(name, dict) and name.get("kind") == "acronym"
    return False


def _help(pointer: Pointer, text: str, found: str) -> Text:
    if pointer[-1] in _REQUIRED:
        return _("Write what belongs here, or delete the whole item if it is not known.")
    if found != text.strip():
        return _("Replace it by what belongs there, or delete it.")
    return _("Delete the field: unknown values are left out.")


RULE = Rule("ALI413", Severity.WARNING, check)
