"""No text begins or ends with a space, and no name has two spaces in a row, or an unusual one.

Why: such a space is invisible, but two texts that differ by it are two texts: searches miss one, comparisons fail.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: 'Istituto  Rossi', lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
id: istituto-rossi
```
"""

import re
from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import EVERYTHING, Rule

_NAMES = frozenset({"name", "municipality", "value"})
"""Fields that may hold a name."""
_TWO = re.compile(r"[\s\u2800]{2,}")
_ODD = re.compile(r"[^\S \n]|\u2800")
"""A blank that no one can tell from an ordinary one: no-break, ideographic, of Braille."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each text with spaces where none belong; the line end of a text of several lines is none."""
    for pointer, text in entry.sound:
        if text and text == text.strip() and (pointer[-1] not in _NAMES or not (_TWO.search(text) or _ODD.search(text))):
            continue
        if "Ã\xa0" in text or "Â\xa0" in text:
            continue  # a space that is half a letter: damaged-letters speaks
        body = text.rstrip("\n") if "\n" in text else text
        tidy = body.strip()
        if not tidy:
            if text:
                yield Finding(pointer, _("this text has nothing but spaces"), _("Write something, or delete the field."))
            continue
        is_name = _is_name(pointer)
        if is_name:
            tidy = _ODD.sub(" ", _TWO.sub(" ", tidy)).strip()
        if tidy == body:
            continue
        if body != body.lstrip():
            message = _("the text begins with a space")
        elif body != body.rstrip():
            message = _("the text ends with a space")
        elif _TWO.search(body):
            message = _("the name has two spaces in a row")
        else:
            message = _("the name has a space that is not an ordinary one")
        fix = Fix(_("delete the spaces"), (Edit(pointer, tidy + text[len(body) :]),), safe=True)
        yield Finding(pointer, message, _("Write it without: {text}", text=tidy), fix)


def _is_name(pointer: Pointer) -> bool:
    return pointer[-1] in _NAMES and (pointer[-1] != "value" or pointer[0] == "names")


_TRIGGER = re.compile(r"""["'|>]|[^\S\n ]|\u2800|\S {2}|\n\s*\n *\n""")
"""YAML itself takes the spaces off a text without quotes."""

RULE = Rule("ALI414", Severity.ERROR, check, kinds=EVERYTHING, look=_TRIGGER.search)
