"""The fields of an entry are in the order of its schema.

Why: where all entries have one order, readers find a field without searching, and comparisons show only real changes.

Wrong:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {region: lazio, country: IT, municipality: Viterbo}
```

Right:
```fields registry/stakeholders/lazio/istituto-rossi.yaml
head_office: {municipality: Viterbo, region: lazio, country: IT}
```
"""

from bisect import bisect_left
from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context, Entry
from alisei_cli.model.diagnostic import Finding, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.rules._contract import Rule


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """For each block whose fields are out of order, the first that would have to move."""
    schema = context.schemas.get(entry.kind)
    if schema is None:
        return
    for pointer, block in entry.blocks:
        if schema.is_ordered(pointer, tuple(block)):
            continue
        order = schema.order(pointer)
        places = [order[key] for key in block if key in order]
        if any(places[index] > places[index + 1] for index in range(len(places) - 1)):
            keys = [key for key in block if key in order]
            yield _finding(pointer, keys, places)


def _finding(pointer: Pointer, keys: list[str], places: list[int]) -> Finding:
    staying = _longest_rise(places)
    index = next(index for index in range(len(keys)) if index not in staying)
    before = [key for place, key in sorted(zip(places, keys, strict=True)) if place < places[index]]
    message = _("the field {key} is out of order", key=keys[index])
    return Finding((*pointer, keys[index]), message, _help(keys[index], before), at="key")


def _help(key: str, before: list[str]) -> Text:
    if before:
        return _("Move {key} directly after {before}, with everything that belongs to it.", key=key, before=before[-1])
    return _("Move {key} to the first place, with everything that belongs to it.", key=key)


def _longest_rise(places: list[int]) -> set[int]:
    """Indices of a longest run of rising places: the fewest fields have to move around them."""
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        previous.append(tails[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            tails.append(index)
        else:
            ends[length] = place
            tails[length] = index
    kept = set()
    index = tails[-1]
    while index >= 0:
        kept.add(index)
        index = previous[index]
    return kept


RULE = Rule("ALI418", Severity.NOTE, check)
