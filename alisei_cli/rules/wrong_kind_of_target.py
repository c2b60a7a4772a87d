"""Every reference leads to an entry of the right kind.

Why: relations join organisations; the participation of an organisation in a group or an event is written in the file of the
group or event.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: member-of, target: gdl-prova}
```
```fields registry/groups/gdl-prova.yaml
id: gdl-prova
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
```fields registry/groups/gdl-prova.yaml
members:
  - {id: istituto-rossi}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.references import Reference
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each reference to an entry of another kind than its field is made for."""
    for summary in dataset.summary:
        for reference in summary.references:
            targets = dataset.by_id.get(reference.target, ())
            wanted = context.schemas[summary.kind].targets(reference.pointer)
            if not targets or any(target.id == summary.id or target.kind in wanted for target in targets):
                continue
            target = targets[0]
            yield Finding(
                reference.pointer,
                _("{name} ({id}) is {kind}, which is not possible here", name=target.name, id=target.id, kind=_kind(target)),
                _help(reference, target, wanted, context),
                related=(Related(target.path, ("names",), _("this is the entry"), at="key"),),
                path=summary.path,
            )


def _kind(target: EntrySummary) -> Text:
    names = {"stakeholder": _("an organisation"), "group": _("a working group"), "event": _("an event")}
    return names.get(target.kind) or _("an entry of the kind {kind}", kind=target.kind)


def _help(reference: Reference, target: EntrySummary, wanted: tuple[str, ...], context: Context) -> Text:
    if reference.relation and target.kind in ("group", "event"):
        return _("Delete this relation, and name this organisation in {path} instead.", path=target.path)
    if "stakeholder" in wanted:
        return _("Write the id of an organisation: the name of its file without .yaml.")
    if wanted == ("group",):
        return _("Write the id of a working group: the name of a file in registry/groups without .yaml.")
    folders = [f"registry/{context.schemas[kind].folder}" for kind in wanted if kind in context.schemas]
    return _("Write the id of another entry: the name of a file in {folders} without .yaml.", folders=folders)


RULE = Rule("ALI309", Severity.ERROR, check_dataset=check_dataset)
