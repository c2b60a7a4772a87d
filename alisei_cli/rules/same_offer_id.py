"""No two offers and needs of an entry have the same id.

Why: others refer to an offer by its id; if two have the same one, it is unclear which is meant, and which of them has changed.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
offers:
  - {id: camera-bianca, kind: laboratory-access}
needs:
  - {id: camera-bianca, kind: licensing}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
offers:
  - {id: camera-bianca, kind: laboratory-access}
needs:
  - {id: brevetto-cellule, kind: licensing}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.source import Data, Pointer
from alisei_cli.rules._contract import Rule

_LISTS = ("offers", "needs")


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each offer or need whose id another one above it has; the same item twice in one list is another rule's business."""
    first: dict[str, tuple[Pointer, Data]] = {}
    for key in _LISTS:
        for index, item in entry.items(key):
            id_, pointer = item.get("id"), (key, index, "id")
            if not isinstance(id_, str) or not entry.is_sound(pointer):
                continue
            above, other = first.setdefault(id_, (pointer, item))
            if above != pointer and (above[0] != key or other != item):
                yield Finding(
                    pointer,
                    _("{id} is the id of another offer or need of this entry", id=id_),
                    _("Give one of the two another id: the one that no one refers to yet."),
                    related=(Related("", above, _("here is the first one")),),
                )


RULE = Rule("ALI424", Severity.ERROR, check, fields=frozenset(_LISTS))
