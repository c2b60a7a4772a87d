"""The successor of a merged entry is another entry that could take its place.

Why: people who follow an old id, from a citation or a link, must reach an entry that represents the body of today.

Wrong:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
status: merged
status_since: 2015
status_reason: Absorbed by Alfa Biotech
successor: alfa-biotech
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
status: withdrawn
status_since: 2016
status_reason: Never a body of its own
```

Right:
```fields registry/stakeholders/toscana/istituto-rossi.yaml
```
```fields registry/stakeholders/toscana/alfa-biotech.yaml
names:
  - {value: Alfa Biotech, lang: it, kind: display}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import format_date


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each successor that cannot be one: the entry itself, a withdrawn entry, or a body that had ended before."""
    for summary in dataset.summary:
        reference = summary.successor
        if reference is None or summary.status != "merged":
            continue
        heirs = dataset.by_id.get(reference.target, ())
        problem = _problem(summary, heirs[0]) if heirs else None
        if problem:
            message, help = problem
            related = [Related(heir.path, ("status",), _("here it says so")) for heir in heirs if heir.path != summary.path]
            yield Finding(("successor",), message, help, related=tuple(related[:1]), path=summary.path)


def _problem(summary: EntrySummary, heir: EntrySummary) -> tuple[Text, Text] | None:
    if heir.id == summary.id:
        message = _("{id} is named as its own successor", id=heir.id)
        return message, _("Write the id of the entry that took its place.")
    if heir.status == "withdrawn":
        message = _("{name} ({id}), named as successor, has been withdrawn itself", name=heir.name, id=heir.id)
        return message, _(
            "Write the id of an entry that is still valid, or write status: withdrawn here and delete the line successor."
        )
    if heir.status == "inactive" and summary.since and heir.since and _is_before(heir.since, summary.since):
        message = _(
            "{name} ({id}), named as successor, ended {when}, before this merger of {date}",
            name=heir.name,
            id=heir.id,
            when=format_date(heir.since),
            date=summary.since,
        )
        return message, _("Correct the date that is wrong (status_since), or write the id of the body that really took over.")
    return None


def _is_before(one: str, other: str) -> bool:
    """Whether a date comes before another, as far as both are known."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


RULE = Rule("ALI308", Severity.ERROR, check_dataset=check_dataset)
