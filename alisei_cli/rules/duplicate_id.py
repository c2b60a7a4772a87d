"""No two files have the same id.

Why: relations, exports and searches find a body by its id alone; where two files share it, each would be taken for the other.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
id: istituto-rossi
```
```fields registry/stakeholders/lazio/istituto-rossi.yaml
names:
  - {value: Istituto Bianchi, lang: it, kind: display}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/lazio/istituto-bianchi.yaml
names:
  - {value: Istituto Bianchi, lang: it, kind: display}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.model.ids import stem_of
from alisei_cli.rules._contract import Rule


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each file whose id an earlier one has; where id and file name differ, that is said instead."""
    first: dict[str, EntrySummary] = {}
    for summary in dataset.ranked:
        if summary.id == stem_of(summary.path):
            other = first.setdefault(summary.id, summary)
            if other is not summary:
                yield Finding(
                    ("id",),
                    _("the id {id} is taken: {path} has it", id=summary.id, path=other.path),
                    _(
                        "If both files describe the same body, keep one and delete the other. If not, change this id, and the file name with it."
                    ),
                    related=(Related(other.path, ("id",), _("here is the other one")),),
                    path=summary.path,
                )


RULE = Rule("ALI301", Severity.ERROR, check_dataset=check_dataset)
