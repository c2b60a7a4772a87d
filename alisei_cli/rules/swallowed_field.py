"""Every field begins in the column of its block, also after a long text.

Why: a line further to the right belongs to the text above it: the field is lost, and its name and value end up in the middle of
another text.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: >-
    Istituto privato di ricerca clinica che studia le malattie rare del sangue.
    en: >-
      A private clinical research institute that studies rare diseases of the blood.
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
description:
  it: >-
    Istituto privato di ricerca clinica che studia le malattie rare del sangue.
  en: >-
    A private clinical research institute that studies rare diseases of the blood.
```
"""

import re
from collections.abc import Iterator, Sequence

from alisei_cli.language import _, _n
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Pointer, Span
from alisei_cli.rules._contract import EVERYTHING, Rule

_FIELD = re.compile(r"( *)([a-z][a-z_]{0,40}):(?: +(\S.*))?\Z")
_BEGINS_A_TEXT = re.compile(r"[|>][-+0-9]{0,2}\s*\Z")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """The first line of each long text that holds the name of a field which is not there, and its colon."""
    for pointer, text in entry.texts:
        if ":" not in text:
            continue
        place = entry.source.places.get(pointer)
        if place is None or entry.source.sign(place.value) not in ("|", ">"):
            continue
        for number in range(place.value.line + 1, place.value.end_line + 1):
            found = _FIELD.match(entry.source.lines[number - 1][:200])
            home = _home(entry, context, pointer, found.group(2), found.group(3)) if found else None
            if found is None or home is None or not (found.group(3) or _has_more(entry.source.lines, number)):
                continue
            n = len(found.group(1)) - home
            if n > 0:
                yield Finding(
                    pointer,
                    _("the field {key} has become a part of the text above it", key=found.group(2)),
                    _n(
                        "Move the line, with all of its text, to the left by {n} space.",
                        "Move the line, with all of its text, to the left by {n} spaces.",
                        n=n,
                    ),
                    span=Span(number, len(found.group(1)) + 1, number, len(found.group(1)) + len(found.group(2)) + 2),
                )
                break


def _has_more(lines: Sequence[str], number: int) -> bool:
    """Whether the line after ``number`` can be the value of a field: further in, or a list. Else a word and a colon are prose."""
    here, below = lines[number - 1], lines[number] if number < len(lines) else ""
    return below.lstrip().startswith("- ") or len(below) - len(below.lstrip()) > len(here) - len(here.lstrip())


def _home(entry: Entry, context: Context, pointer: Pointer, key: str, value: str | None) -> int | None:
    """Blanks before the fields of the block in which ``key`` is missing: that of the text, or one around it if a text begins there."""
    schema = context.schemas[entry.kind]
    for depth in range(len(pointer) - 1, -1, -1):
        block = pointer[:depth]
        if key in (schema.at(block).get("properties") or {}):
            below = entry.source.places.get(pointer[: depth + 1])
            is_absent = (*block, key) not in entry.source.places
            return below.key.column - 1 if is_absent and below and below.key else None
        if value and not _BEGINS_A_TEXT.match(value):
            return None
    return None


_TRIGGER = re.compile(r":\s+[|>][-+0-9]{0,2}[^\S\n]*(?:#.*)?\n")

RULE = Rule("ALI025", Severity.ERROR, check, kinds=EVERYTHING, look=_TRIGGER.search)
