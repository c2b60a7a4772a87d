"""Pairs in schema/not-duplicates.yaml name two entries that exist, in alphabetical order, once.

Why: such a pair keeps a look-alike from being reported; one with a mistyped id keeps nothing, and one day another body may get that id.

Wrong:
```yaml schema/not-duplicates.yaml
# yaml-language-server: $schema=not-duplicates.schema.json
pairs:
  - ids: [gdl-altro, gdl-prova]
    reason: Due gruppi di lavoro diversi.
    on: 2026-11-23
```
```yaml registry/groups/gdl-prova.yaml
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, kind: display}
sources:
  - {url: https://www.clusteralisei.it, accessed: 2026-11-23}
```

Right:
```yaml schema/not-duplicates.yaml
# yaml-language-server: $schema=not-duplicates.schema.json
pairs: []
```
```yaml registry/groups/gdl-prova.yaml
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, kind: display}
sources:
  - {url: https://www.clusteralisei.it, accessed: 2026-11-23}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Severity
from alisei_cli.model.source import Pointer
from alisei_cli.model.told_apart import FILE, Pair, ToldApart
from alisei_cli.nearest import find_nearest
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each id that no entry has, each pair of one entry with itself, in another order, or for the second time."""
    seen: set[Pair] = set()
    for each in context.apart.pairs:
        pointer: Pointer = ("pairs", each.number, "ids")
        unknown = [(number, id_) for number, id_ in enumerate(each.ids) if id_ not in dataset.ids]
        for number, id_ in unknown:
            yield _finding(
                (*pointer, number), _("there is no entry with the id {target}", target=id_), _remedy(id_, each, dataset)
            )
        if unknown:
            continue
        if each.ids[0] == each.ids[1]:
            yield _finding(pointer, _("{id} stands here twice", id=each.ids[0]), _("Write the ids of two entries."))
        elif each.pair in seen:
            yield _finding(
                pointer, _("the pair {ids} stands here for the second time", ids=list(each.pair)), _("Keep one of the two.")
            )
        elif each.ids != each.pair:
            said = _("the two ids are not in alphabetical order")
            yield _finding(pointer, said, _("Write [{ids}].", ids=list(each.pair)), _in_order(each))
        seen.add(each.pair)


def _remedy(id_: str, told: ToldApart, dataset: DatasetIndex) -> Text:
    """What to write for an id that no entry has: never the other id of the pair, for a pair is of two entries."""
    found = find_nearest(id_, dataset.ids - {*told.ids}, 1)
    if found and not set(find_nearest(id_, dataset.ids, 1)) & {*told.ids}:
        return _("Did you mean {near}? If the entry is gone, delete the pair.", near=found[0])
    return _("Delete the pair if the entry is gone; if its id has changed, write the new one.")


def _in_order(told: ToldApart) -> Fix:
    """Both ids in alphabetical order: the pair stays what it is."""
    edits = (Edit(("pairs", told.number, "ids", place), id_) for place, id_ in enumerate(told.pair))
    return Fix(_("Put the two ids in alphabetical order"), tuple(edits), safe=True)


def _finding(pointer: Pointer, message: Text, help: Text, fix: Fix | None = None) -> Finding:
    return Finding(pointer, message, help, fix, path=FILE)


RULE = Rule("ALI314", Severity.NOTE, check_dataset=check_dataset)
