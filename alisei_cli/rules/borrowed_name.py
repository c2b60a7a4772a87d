"""No other name of an entry is what another entry is called.

Why: who searches for one body finds the other, and an import may take the one for the other; often a register has given the name of the parent or of the patients' association.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
  - {value: Alfa Biotech, lang: it, kind: alias}
```
```fields registry/stakeholders/lazio/alfa-biotech.yaml
names:
  - {value: Alfa Biotech, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
names:
  - {value: Istituto Rossi, lang: it, kind: display}
```
```fields registry/stakeholders/lazio/alfa-biotech.yaml
```
"""

from collections.abc import Iterator

from alisei_cli.folding import fold_name
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.groups import group
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each alias or former name that is the display name of another body; same-name tells of those that may be one body."""
    called = {summary.path: fold_name(summary.name) for summary in dataset.summary}
    owners = group((called[summary.path], summary) for summary in dataset.summary if _counts(summary))
    for summary in filter(_counts, dataset.summary):
        for pointer, name in summary.names:
            if name == called[summary.path] or name in summary.acronyms:
                continue
            for owner in owners.get(name, ()):
                if owner.kind == summary.kind and owner.id != summary.id and not _may_be_one(summary, owner, dataset, context):
                    yield Finding(
                        pointer,
                        _("this is also what {name} ({id}) is called", name=owner.name, id=owner.id),
                        _(
                            "If the name means that body, delete it here; if both bear it, add to the display name of the other what tells them apart, such as the town."
                        ),
                        related=(Related(owner.path, ("names",), _("here is the other one")),),
                        path=summary.path,
                    )


def _counts(summary: EntrySummary) -> bool:
    return summary.kind == "stakeholder" and summary.status == "active"


def _may_be_one(summary: EntrySummary, owner: EntrySummary, dataset: DatasetIndex, context: Context) -> bool:
    """Whether another rule speaks of the two already, or a person has."""
    is_said = bool(summary.shared(owner)) or context.apart.has(summary.id, owner.id)
    return is_said or (summary.is_near(owner) and not dataset.are_tied(summary, owner))


RULE = Rule("ALI316", Severity.NOTE, check_dataset=check_dataset, may_be_silenced=True)
