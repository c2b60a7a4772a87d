"""The title of IRCCS is held by a hospital or by the body above it, not by both.

Why: the ministry grants one title to one body; where an entry and its parent both bear it, every count of research hospitals is one too high.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
type: irccs
head_office: {region: toscana, country: IT}
relations:
  - {kind: parent, target: ospedale-verdi}
```
```fields registry/stakeholders/toscana/ospedale-verdi.yaml
type: irccs
head_office: {region: toscana, country: IT}
relations:
  - {kind: child, target: istituto-rossi}
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/toscana/ospedale-verdi.yaml
type: healthcare-organisation
head_office: {region: toscana, country: IT}
relations:
  - {kind: child, target: istituto-rossi}
```
"""

from collections.abc import Iterator

from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.rules._contract import Rule

TITLE = "irccs"


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each active entry with the title of which a parent has it too."""
    titled = {summary.id: summary for summary in dataset.summary if _bears(summary)}
    for summary in titled.values():
        for id_ in sorted(dataset.parents.get(summary.id, frozenset()) & titled.keys()):
            above = titled[id_]
            yield Finding(
                ("type",),
                _("{name} ({id}), of which this is a part, is an IRCCS too", name=above.name, id=above.id),
                _("Leave the type irccs to the one that the decree names, and give the other the type that fits it otherwise."),
                related=(Related(above.path, ("type",), _("here it says so")),),
                path=summary.path,
            )


def _bears(summary: EntrySummary) -> bool:
    return summary.status == "active" and any(pointer == ("type",) and term == TITLE for pointer, _facet, term in summary.terms)


RULE = Rule("ALI315", Severity.NOTE, check_dataset=check_dataset, may_be_silenced=True)
