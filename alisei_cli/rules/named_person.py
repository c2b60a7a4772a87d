"""No text names a person with a title.

Why: the registry speaks of organisations; a person's name in a public file stays in its history for ever, whether the person agrees or not.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: Studia le malattie rare del sangue. Per le collaborazioni scrivere alla dott.ssa Maria Bianchi.
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: Studia le malattie rare del sangue. Per le collaborazioni scrivere alla direzione scientifica.
```
"""

import re
from collections.abc import Iterator

from alisei_cli.folding import fold
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.rules._contract import Rule

_PROSE = frozenset({"description", "summary", "note", "status_reason", "label"})
_NAME = r"(?:[A-ZÀ-Ý]\.[ ]?)?[A-ZÀ-Ý][a-zà-ÿ'’]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ'’]+){0,3}"
_TITLE = (
    r"(?:[Dd]ott(?:\.ssa\b|\.|oressa\b|or\b|ssa\b)|[Pp]rof(?:\.ssa\b|\.|essoressa\b|essore?\b|ssa\b)|[Dd]r(?:\.ssa\b|\.|ssa\b|\b)"
    r"|[Ii]ng\.|[Aa]vv\.|[Ss]ig(?:\.ra\b|\.na\b|\.)|[Ss]ignora?\b|[Aa]rch\.|[Oo]n\.|[Cc]av\.|Mrs?\b\.?|Ms\b\.?)"
)
_PERSON = re.compile(rf"(?<![\w.]){_TITLE}[ ]{{0,2}}(?:{_TITLE}[ ]{{0,2}}){{0,2}}({_NAME})")
_STREET = re.compile(r"(?i)\b(?:via|viale|piazza|largo|corso|intitolat[oaie] \w{1,5}|named after|memoria \w{1,5})\s\Z")
_BEFORE = 24
"""Characters before a title that are searched for a body."""
_HINT = re.compile(r"(?i)\b(?:dott|prof|dr|ing\.|avv\.|sig|arch\.|on\.|cav\.|mrs?|ms)")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Find each text that names a person with a title.

    The message does not repeat the name. Bodies named after persons are allowed.
    """
    names = [fold(str(name.get("value"))) for _index, name in entry.items("names")]
    for pointer, text in entry.sound:
        if _PROSE.isdisjoint(pointer) or not _HINT.search(text):
            continue
        for found in _PERSON.finditer(text):
            named = fold(found.group())
            if not _is_body(text, found.start()) and not any(named in name for name in names):
                yield Finding(
                    pointer,
                    _("this text names a person"),
                    _(
                        "Remove the name, and write the office or the role instead; for contacts use an office mailbox in contact."
                    ),
                    span=entry.source.found(pointer, _PERSON),
                )
                break


def _is_body(text: str, start: int) -> bool:
    """Whether a title is part of a street or body name.

    ``via Prof. Rossi``, ``Fondazione Dott. Verdi``.
    """
    before = text[max(0, start - _BEFORE) : start]
    word = before.split()[-1] if before.split() else ""
    return bool(word[:1].isupper() and before.endswith(" ") and not before.rstrip().endswith((".", ":"))) or bool(
        _STREET.search(before)
    )


RULE = Rule("ALI429", Severity.WARNING, check, is_personal=True)
