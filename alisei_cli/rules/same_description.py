"""Italian texts are in Italian and English texts in English.

Why: a text pasted twice is of no use to those who read only the other language, and no one notices that its translation is
missing.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
  en: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
  en: A private clinical research institute that studies rare diseases of the blood.
```
"""

import re
from collections.abc import Iterator

from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule, mentions
from alisei_cli.rules._wording import placeholder

_ITALIAN = re.compile(r"\b(?:il|lo|gli|di|del|della|dei|delle|degli|che|per|con|nel|nella|è|una|sono|alla|dal|anche|e|ed)\b")
_ENGLISH = re.compile(r"\b(?:the|of|and|for|with|that|is|are|by|from|its|it|an|as|which|their|has)\b")
"""Little words that the other language does not have."""
_SOME = 4
"""Number of words of the other language, with none of its own, that tell the language of a text."""
EDGE = 12
"""Characters at the end of a text that a quick look compares."""
_FIELDS = ("description", "summary")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each description or summary whose two languages are one text, shown at the English one."""
    for pointer, block in entry.blocks:
        if not pointer or pointer[-1] not in _FIELDS:
            continue
        it, en = block.get("it"), block.get("en")
        if (
            isinstance(it, str)
            and isinstance(en, str)
            and (it == en or _end(it) == _end(en))
            and fold(it)
            and fold(it) == fold(en)
            and not placeholder(it)
        ):
            yield Finding(
                (*pointer, "en"),
                _("the Italian and the English text are the same"),
                _("Write it: in Italian and en: in English, or delete the line of the language that is missing."),
            )
        elif isinstance(en, str) and _is_in(en, _ITALIAN, _ENGLISH):
            both = isinstance(it, str) and _is_in(it, _ENGLISH, _ITALIAN)
            yield (
                _report_exchanged(pointer, it, en)
                if both
                else _report_elsewhere((*pointer, "en"), "it", _("the text under en is in Italian"))
            )
        elif isinstance(it, str) and _is_in(it, _ENGLISH, _ITALIAN):
            yield _report_elsewhere((*pointer, "it"), "en", _("the text under it is in English"))


def _is_in(text: str, other: re.Pattern[str], own: re.Pattern[str]) -> bool:
    """Whether ``text`` is in the ``other`` language, as far as little words tell."""
    lower = text.lower()
    return not own.search(lower) and len(set(other.findall(lower))) >= _SOME


def _report_exchanged(pointer: Pointer, it: object, en: object) -> Finding:
    edits = (Edit((*pointer, "it"), en), Edit((*pointer, "en"), it))
    message = _("the Italian text is under en, and the English one under it")
    return Finding((*pointer, "en"), message, _("Swap them."), Fix(_("exchange the two texts"), edits))


def _report_elsewhere(pointer: Pointer, right: str, message: Text) -> Finding:
    return Finding(pointer, message, _("Move it to {right}:, or put its translation here.", right=right))


def _end(text: str) -> str:
    """The last letters, folded: two texts that are the same agree in them."""
    return fold(text[-EDGE:])[-3:]


RULE = Rule("ALI417", Severity.WARNING, check, look=mentions("summary", "description"), may_be_silenced=True)
