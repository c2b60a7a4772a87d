"""A body that has an entry is given by its id.

Why: the network knows only by the id that a working group or an event has to do with that entry; the entry may be newer than
this line, or belong to someone else, so this is a note.

Wrong:
```fields registry/groups/gdl-prova.yaml
members:
  - {name: Istituto Rossi}
```
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```

Right:
```fields registry/groups/gdl-prova.yaml
members:
  - {id: istituto-rossi}
```
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Edit, Finding, Fix, Related, Severity
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each body named without an id whose folded name is that of exactly one organisation, or its acronym."""
    if not any(summary.bodies for summary in dataset.summary):
        return
    called: dict[str, dict[str, EntrySummary]] = {}
    for summary in dataset.summary:
        for name in {*(folded for _pointer, folded in summary.names), *summary.acronyms}:
            called.setdefault(name, {})[summary.id] = summary
    for summary in dataset.summary:
        for pointer, folded in summary.bodies:
            wanted = context.schemas[summary.kind].targets((*pointer[:-1], "id"))
            found = [each for each in called.get(folded, {}).values() if each.kind in wanted]
            if len(found) == 1:
                id_ = found[0].id
                yield Finding(
                    pointer,
                    _("{name} has an entry: {id}", name=found[0].name, id=id_),
                    _("Write id: {id} instead of the name; if it is another body of that name, it may stay.", id=id_),
                    Fix(_("write id: {stem}", stem=id_), (Edit(pointer, id_), Edit(pointer, "id", op="rename"))),
                    (Related(found[0].path, ("names",), _("this is the entry"), at="key"),),
                    path=summary.path,
                )


RULE = Rule("ALI312", Severity.NOTE, check_dataset=check_dataset, may_be_silenced=True)
