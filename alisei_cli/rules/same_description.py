"""Italian and English texts are in Italian and in English.

Why: a text pasted twice is of no use to those who read only the other language, and nobody will notice that its translation is missing.

Wrong:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
description:
  it: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
  en: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```

Right:
```yaml registry/stakeholders/lazio/istituto-rossi.yaml
# yaml-language-server: $schema=../../../schema/stakeholder.schema.json
id: istituto-rossi
status: active
names:
  - {value: Istituto Rossi, lang: it, kind: display}
type: company
head_office: {region: lazio, country: IT}
description:
  it: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
  en: A private clinical research institute that studies rare diseases of the blood.
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.folding import fold
from alisei_cli.language import _
from alisei_cli.model.dataset import Entry, Law
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._wording import placeholder

EDGE = 12
"""Characters at the end of a text that a quick look compares."""
_FIELDS = ("description", "summary")


def check(entry: Entry, law: Law) -> Iterator[Finding]:
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


def _end(text: str) -> str:
    """The last letters, folded: two texts that are the same agree in them."""
    return fold(text[-EDGE:])[-3:]


RULE = Rule("ALI417", Severity.WARNING, check, words=("summary", "description"))
