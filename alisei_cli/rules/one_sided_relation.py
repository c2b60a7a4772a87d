"""Every relation is in both entries.

Why: readers of the other entry see the relation only if it is there too; the other entry may belong to someone else, so this is
a note and not an error.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
relations:
  - {kind: parent, target: fondazione-verdi}
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
names:
  - {value: Fondazione Verdi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/toscana/fondazione-verdi.yaml
relations:
  - {kind: child, target: istituto-rossi}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.ids import stem_of
from alisei_cli.model.references import Reference
from alisei_cli.model.ties import OTHER_HALF
from alisei_cli.rules._contract import Rule

CHAINS = ("parent", "child", "predecessor", "successor")
"""Kinds that cannot hold both ways: there parent-cycle speaks."""


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each relation that its target, a readable entry, does not have."""
    said = {
        (summary.id, reference.relation, reference.target)
        for summary in dataset.summary
        for reference in summary.references
        if reference.relation
    }
    said |= {(summary.id, "successor", summary.successor.target) for summary in dataset.summary if summary.successor}
    kinds = {summary.id: summary.kind for summary in dataset.summary}
    lost = {
        (id_, kind) for id_, kind, target in said if target == id_ or kinds.get(target, "") != kinds[id_]
    }  # reported already: the other half may be this one, mistyped
    for summary in dataset.summary:
        if summary.id != stem_of(summary.path):  # no one knows whom the others mean
            continue
        for reference in summary.references:
            kind, target = reference.relation, reference.target
            half = OTHER_HALF.get(kind)
            if half is None or target == summary.id or target not in dataset.by_id:
                continue
            owner = dataset.by_id[target][0]
            is_contrary = kind in CHAINS and (target, kind, summary.id) in said
            if (
                owner.kind == summary.kind
                and not owner.is_partial
                and owner.id == stem_of(owner.path)
                and (target, half, summary.id) not in said
                and (target, half) not in lost
                and not is_contrary
            ):
                yield _finding(summary, reference, owner, half)


def _finding(summary: EntrySummary, reference: Reference, owner: EntrySummary, half: str) -> Finding:
    line = f"- {{kind: {half}, target: {summary.id}{reference.dates}}}"
    if any(other.field == "relations" for other in owner.references):
        help = _("Add to {path}, under relations:, the line {line}", path=owner.path, line=line)
    else:
        help = _(
            "Add to {path}, above the first of contact:, maintainers:, verified: and sources:, a line relations: and below it the line {line}",
            path=owner.path,
            line=line,
        )
    return Finding(
        reference.pointer,
        _("the entry of {name} ({id}) does not have this relation", name=owner.name, id=owner.id),
        help,
        related=(Related(owner.path, ("relations",), _("here the other half is missing"), at="key"),),
        path=summary.path,
    )


RULE = Rule("ALI306", Severity.NOTE, check_dataset=check_dataset, may_be_silenced=True)
