"""Whoever coordinates a working group was a member in those years.

Why: a group has a coordinating member; a body that had left before, or joined later, did not coordinate, and one of the two dates is wrong.

Wrong:
```fields registry/groups/gdl-prova.yaml
coordinators:
  - {id: istituto-rossi, from: 2019, until: 2020}
```
```fields registry/stakeholders/toscana/istituto-rossi.yaml
type: company
membership: {status: former, since: 2012, until: 2015, constituency: industrial}
```

Right:
```fields registry/groups/gdl-prova.yaml
```
```fields registry/stakeholders/toscana/istituto-rossi.yaml
type: company
membership: {status: former, since: 2012, until: 2021, constituency: industrial}
```
"""

from collections.abc import Iterator

from alisei_cli.language import Text, _
from alisei_cli.model.dataset import Context
from alisei_cli.model.dataset_index import DatasetIndex, EntrySummary
from alisei_cli.model.diagnostic import Finding, Related, Severity
from alisei_cli.rules._contract import Rule
from alisei_cli.rules._dates import format_date, is_later, is_real


def check_dataset(dataset: DatasetIndex, context: Context) -> Iterator[Finding]:
    """Each coordinator that is known to be none of the members in its years; where either is not known, nothing is said."""
    for summary in dataset.summary:
        for pointer, target, first, last in summary.coordinators:
            body = next(iter(dataset.by_id.get(target, ())), None)
            problem = _find_problem(body, first, last) if body else None
            if body and problem:
                yield Finding(
                    pointer,
                    problem,
                    _(
                        "Correct the years here, or ask the secretariat to correct the field membership of {path}.",
                        path=body.path,
                    ),
                    related=(Related(body.path, ("membership",), _("here it says so")),),
                    path=summary.path,
                )


def _find_problem(body: EntrySummary, first: str, last: str) -> Text | None:
    status, since, until = body.membership
    if not all(is_real(date) for date in (first, last, since, until) if date):
        return None  # one slip: such a date is reported as that
    if status == "none":
        return _("{name} coordinates the group, but its entry says that it is no member", name=body.name)
    if first and until and is_later(first, until):
        return _("{name} coordinates from {first}, but it left {when}", name=body.name, first=first, when=format_date(until))
    if last and since and is_later(since, last):
        return _("{name} coordinated until {last}, but it joined {when}", name=body.name, last=last, when=format_date(since))
    return None


RULE = Rule("ALI461", Severity.ERROR, check_dataset=check_dataset)
