"""A description says in a sentence what the organisation does.

Why: people who look for a partner read the description first; the name once more, or three words, say nothing.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description: {it: Istituto privato di ricerca.}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: Istituto privato di ricerca clinica che studia le malattie rare del sangue.
  en: A private clinical research institute that studies rare diseases of the blood.
```
"""

from collections.abc import Iterator

from alisei_cli.folding import fold
from alisei_cli.language import LANGUAGES, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._wording import placeholder

LEAST = 40
"""Characters that a description has at least."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each description that is too short or only repeats a name; a mere copy of the other language is another rule's business."""
    said = set()
    for language in LANGUAGES:
        text = entry.get("description", language)
        pointer = ("description", language)
        if not isinstance(text, str) or not text.strip() or not entry.is_sound(pointer):
            continue
        if len(text.strip()) >= LEAST and len(text) > 2 * max(
            (len(str(name.get("value"))) for _i, name in entry.items("names")), default=0
        ):
            continue
        if placeholder(text):
            continue
        folded = fold(text)
        if folded in said:
            continue
        said.add(folded)
        names = {fold(name["value"]) for _index, name in entry.items("names") if isinstance(name.get("value"), str)}
        help = _("Write one or two sentences that say what it makes, studies or offers, and for whom.")
        if folded in names:
            yield Finding(pointer, _("the description only repeats the name"), help)
        elif len(text.strip()) < LEAST:
            yield Finding(
                pointer,
                _("the description has {length} characters, too few to say anything", length=len(text.strip())),
                help,
            )


RULE = Rule("ALI416", Severity.WARNING, check, fields=frozenset({"description"}), may_be_silenced=True)
