"""No list has the same item twice.

Why: an item that appears twice is counted twice, and of two copies only one will be kept up to date.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
technologies: [stem-cells-regenerative, stem-cells-regenerative]
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
technologies: [stem-cells-regenerative]
```
"""

import json
from collections.abc import Iterator
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Related, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import EVERYTHING, Rule

FEW = 10
"""Items that are compared one with another."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Each item that its list holds already; names of one kind and language count as the same whatever their capitals and accents."""
    for block, fields in entry.blocks:
        for key, items in fields.items():
            if items.__class__ is list and len(items) > 1 and not _are_different(items, is_name=key == "names"):
                yield from _report_twice(entry, (*block, key), items)


def _are_different(items: list[Any], is_name: bool) -> bool:
    """Whether no two of ``items`` can be the same, by a quick look at short lists; ``False`` if it takes a longer one."""
    if set(map(type, items)) == {str}:
        return len(set(items)) == len(items)
    if is_name:  # names of another kind or language are others, however they are written
        items = [{**item, "value": None} if item.__class__ is dict else item for item in items]
    return len(items) <= FEW and all(item not in items[:index] for index, item in enumerate(items))


def _report_twice(entry: Entry, pointer: Pointer, items: list[Any]) -> Iterator[Finding]:
    seen: dict[object, int] = {}
    for index, item in enumerate(items):
        same = _sameness(pointer, item)
        if same not in seen:
            seen[same] = index
            continue
        first = seen[same]
        if item is not None and entry.is_sound((*pointer, index)) and not _is_part(entry, (*pointer, index)):
            yield Finding(
                (*pointer, index),
                _message(item),
                _("Keep one and delete the other."),
                Fix(_("delete the second"), (Edit((*pointer, index), op="delete"),), safe=item == items[first]),
                (Related("", (*pointer, first), _("here is the first one")),),
            )


def _is_part(entry: Entry, pointer: Pointer) -> bool:
    """Whether the item is incomplete, so maybe part of another."""
    return any(each.pointer == pointer and each.keyword in ("required", "anyOf", "oneOf") for each in entry.violations)


def _sameness(pointer: Pointer, item: Any) -> object:
    if pointer == ("names",) and isinstance(item, dict) and isinstance(item.get("value"), str):
        rest = {key: value for key, value in item.items() if key != "value"}
        return fold(item["value"]) or item["value"], repr(sorted(rest.items()))
    if isinstance(item, str):
        return item
    return json.dumps(item, sort_keys=True), type(item).__name__


def _message(item: Any) -> Text:
    value = item.get("value", item.get("name", item.get("id"))) if isinstance(item, dict) else item
    if isinstance(value, (str, int)):
        return _("{item} is in this list twice", item=value)
    return _("this item is in the list twice")


RULE = Rule("ALI420", Severity.ERROR, check, kinds=EVERYTHING)
