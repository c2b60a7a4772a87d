"""The name of an entry is that of one body, not of a category or an address.

Why: registers also list kinds of bodies and buildings; as entries they count one body too many, and others are tied to what does not exist.

Wrong:
```fields registry/stakeholders/lazio/imprese.yaml
names:
  - {value: Imprese, lang: it, kind: display}
```
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto 4 Piazza Ospedale, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/lazio/imprese.yaml
status: withdrawn
status_since: 2026
status_reason: A category, not a body
names:
  - {value: Imprese, lang: it, kind: display}
```
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
```
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from alisei_cli.folding import fold, strip_endings, strip_legal_form
from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.taxonomy import Facet
from alisei_cli.rules._contract import Rule

_STREET = re.compile(r"\w (?:via|viale|piazza|piazzale|corso|largo) \w")
_MAIN = ("display", "legal")
_TYPES = "stakeholder-type"


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each main name of an active entry that is a word for a type, in singular or plural, or holds a street."""
    if entry.data.get("status") != "active":
        return
    for index, name in entry.items("names"):
        value, pointer = name.get("value"), ("names", index, "value")
        if name.get("kind") not in _MAIN or not isinstance(value, str) or not entry.is_sound(pointer):
            continue
        if strip_endings(fold(value)) in _categories(context.taxonomy.facets.get(_TYPES)):
            yield Finding(
                pointer,
                _("{name} is the name of a type of organisation, not of one", name=value),
                _("Write the name of the one body; if there is none, write status: withdrawn and the reason."),
            )
        elif _STREET.search(strip_legal_form(value)):
            yield Finding(
                pointer,
                _("the name {name} looks like an address", name=value),
                _(
                    "Write the name of the body that is there, and the street under head_office; if there is none, write status: withdrawn."
                ),
            )


@lru_cache(1)
def _spelt(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(strip_endings(fold(word)) for word in words)


def _categories(types: Facet | None) -> frozenset[str]:
    return _spelt(tuple(word for words in types.spellings().values() for word in words)) if types else frozenset()


RULE = Rule("ALI435", Severity.NOTE, check, kinds=("stakeholder",), fields=frozenset({"names"}), may_be_silenced=True)
